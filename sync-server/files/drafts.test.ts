import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { piecesOf } from './content.ts';
import { createDrafts, type Drafts } from './drafts.ts';

const CHUNK = 65_536;

let folder: string;
let drafts: Drafts;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'callbook-drafts-')), 'drafts');
  drafts = createDrafts(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('a draft', () => {
  test('holds one chunk of an upload of 10 MB at a time: the others are on the disk before the next is asked for', async () => {
    const hash = createHash('sha256');
    let given = 0;
    let mostHeld = 0;
    async function* tenMegabytes() {
      for (let n = 0; n < 160; n += 1) {
        const [name] = await readdir(folder);
        const { size } = await stat(join(folder, name ?? ''));
        mostHeld = Math.max(mostHeld, given - size);
        const chunk = Buffer.alloc(CHUNK, n);
        hash.update(chunk);
        given += CHUNK;
        yield chunk;
      }
    }
    const draft = await drafts.take(tenMegabytes());
    expect(mostHeld).toBe(0);
    expect(draft).toMatchObject({ size: 10_485_760, sha256: hash.digest('hex') });
    expect((await stat(draft.path)).mode & 0o777).toBe(0o600);
  });

  test('is read a piece at a time, and no further than its end', async () => {
    const draft = await drafts.take([Buffer.from('abc'), Buffer.from('def')]);
    expect(Buffer.from(await draft.read(2, 3)).toString()).toBe('cde');
    expect(Buffer.from(await draft.read(4, 100)).toString()).toBe('ef');
    expect((await buffer(piecesOf(draft))).toString()).toBe('abcdef');
  });

  test('is gone when it is dropped, and when its sender breaks off', async () => {
    const draft = await drafts.take([Buffer.from('abc')]);
    await draft.drop();
    await draft.drop();
    async function* broken() {
      yield Buffer.from('abc');
      throw new Error('the line is dead');
    }
    await expect(drafts.take(broken())).rejects.toThrow('the line is dead');
    expect(await readdir(folder)).toEqual([]);
  });

  test('that the disk does not take is a fault with its cause', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await expect(drafts.take([Buffer.from('abc')])).rejects.toMatchObject({
      message: 'a file could not be stored',
      cause: { code: expect.stringMatching(/EEXIST|ENOTDIR/) },
    });
  });

  test('that nobody has written to for a while is swept away, and no other', async () => {
    expect(await drafts.sweep('2026-03-09T12:00:00.000Z')).toBe(0);
    const [old, young] = [await drafts.take([Buffer.from('a')]), await drafts.take([Buffer.from('b')])];
    const at = (instant: string) => new Date(instant);
    await utimes(old.path, at('2026-03-09T11:59:59.000Z'), at('2026-03-09T11:59:59.000Z'));
    await utimes(young.path, at('2026-03-09T12:00:00.000Z'), at('2026-03-09T12:00:00.000Z'));
    expect(await drafts.sweep('2026-03-09T12:00:00.000Z')).toBe(1);
    expect(await readdir(folder)).toEqual([young.path.slice(folder.length + 1)]);
  });
});
