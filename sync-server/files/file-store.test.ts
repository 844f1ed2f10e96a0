import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileStore } from './file-store.ts';

let DATA_DIR: string;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'callbook-files-'));
});
afterEach(() => rm(DATA_DIR, { recursive: true, force: true }));

describe('the file store', () => {
  test('gives back the bytes that it was given, with their size and digest', async () => {
    const store = createFileStore({ DATA_DIR });
    const kept = await store.put(Buffer.from('abc'));
    expect(kept).toMatchObject({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(await store.get(kept.storage_key)).toEqual(Buffer.from('abc'));
    expect(await store.stat(kept.storage_key)).toEqual({ size: 3 });
  });

  test('keeps the same bytes twice under two names that say nothing', async () => {
    const store = createFileStore({ DATA_DIR });
    const [a, b] = [await store.put(Buffer.from('abc')), await store.put(Buffer.from('abc'))];
    expect(a.storage_key).not.toBe(b.storage_key);
    expect(a.storage_key).toMatch(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/);
  });

  test('lets nobody else on the machine read them, and leaves no draft', async () => {
    const store = createFileStore({ DATA_DIR });
    const { storage_key } = await store.put(Buffer.from('abc'));
    const path = join(DATA_DIR, 'files', storage_key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o077).toBe(0);
    expect(await readdir(join(path, '..'))).toHaveLength(1);
  });

  test('knows nothing of what was removed, and removes twice without complaint', async () => {
    const store = createFileStore({ DATA_DIR });
    const { storage_key } = await store.put(Buffer.from('abc'));
    await store.remove(storage_key);
    await store.remove(storage_key);
    expect(await store.get(storage_key)).toBeNull();
    expect(await store.stat(storage_key)).toBeNull();
  });

  test.each(['../../etc/passwd', 'ab/cd/../../x', ''])(
    'reads nothing outside its folder (%j)',
    async (key) => {
      const store = createFileStore({ DATA_DIR });
      expect(() => store.remove(key)).toThrow('not a storage key');
      await expect(store.get(key)).rejects.toThrow('not a storage key');
    },
  );

  test('says so when the disk takes no file', async () => {
    await writeFile(join(DATA_DIR, 'files'), 'a file where the folder should be');
    await expect(createFileStore({ DATA_DIR }).put(Buffer.from('abc'))).rejects.toThrow();
  });

  test('does not pretend to keep files elsewhere', () => {
    expect(() => createFileStore({ DATA_DIR, FILES_URL: 's3://bucket' })).toThrow(
      /^FILES_URL: .*DATA_DIR\/files/,
    );
  });
});
