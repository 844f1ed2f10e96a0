import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFileStore, type FileStore } from './file-store.ts';

let DATA_DIR: string;
let store: FileStore;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'callbook-files-'));
  store = createFileStore({ DATA_DIR });
});
afterEach(() => rm(DATA_DIR, { recursive: true, force: true }));

const putText = async (text: string) => store.put(await store.drafts.take([Buffer.from(text)]));
const readAll = (key: string) => buffer(store.read(key));

describe('the file store', () => {
  test('gives back the bytes that it was given, with their size and digest', async () => {
    const kept = await putText('abc');
    expect(kept).toMatchObject({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(Buffer.from((await store.get(kept.storage_key)) ?? '')).toEqual(Buffer.from('abc'));
    expect(await readAll(kept.storage_key)).toEqual(Buffer.from('abc'));
    expect(await store.stat(kept.storage_key)).toEqual({ size: 3 });
  });

  test('gives each file a name that says nothing, and leaves no draft', async () => {
    const [a, b] = [await putText('abc'), await putText('abc')];
    expect(a.storage_key).not.toBe(b.storage_key);
    expect(a.storage_key).toMatch(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/);
    expect(await readdir(join(DATA_DIR, 'files/drafts'))).toEqual([]);
  });

  test('knows nothing of what was removed, and removes twice without complaint', async () => {
    const { storage_key } = await putText('abc');
    await store.remove(storage_key);
    await store.remove(storage_key);
    expect(await store.get(storage_key)).toBeNull();
    expect(await store.stat(storage_key)).toBeNull();
    await expect(readAll(storage_key)).rejects.toThrow();
  });

  test.each(['../../etc/passwd', 'ab/cd/../../x', ''])('reaches nothing else (%j)', async (key) => {
    await expect(store.remove(key)).rejects.toThrow('not a storage key');
    await expect(store.get(key)).rejects.toThrow('not a storage key');
    expect(() => store.read(key)).toThrow('not a storage key');
  });

  test('does not pretend to keep files elsewhere', () => {
    expect(() => createFileStore({ DATA_DIR, FILES_URL: 's3://bucket' })).toThrow(
      /^FILES_URL: .*DATA_DIR\/files/,
    );
  });
});

describe('a folder of files', () => {
  test('lets nobody else on the machine read them', async () => {
    const { storage_key } = await putText('abc');
    const path = join(DATA_DIR, 'files', storage_key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o077).toBe(0);
    expect(await readdir(join(path, '..'))).toHaveLength(1);
  });

  test('says so when the disk takes no file', async () => {
    await writeFile(join(DATA_DIR, 'files'), 'a file where the folder should be');
    await expect(putText('abc')).rejects.toThrow('a file could not be stored');
  });
});
