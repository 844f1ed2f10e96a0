import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { type S3Server, startS3Server } from '../testing/s3-server.ts';
import { createFileStore, type FileStore } from './file-store.ts';

let DATA_DIR: string;
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'callbook-files-'));
});
afterEach(() => rm(DATA_DIR, { recursive: true, force: true }));
afterAll(() => s3.close());

const storeOf = (env: Record<string, string> = {}) => {
  const config = readConfig({ DATA_DIR, ...env });
  if (!config.ok) throw new Error(config.error);
  return createFileStore(config.value);
};
const putText = async (store: FileStore, text: string) =>
  store.put(await store.drafts.take([Buffer.from(text)]));
const readAll = (store: FileStore, key: string) => buffer(store.read(key));

describe.each([
  ['in a folder', () => storeOf()],
  ['in a bucket', () => storeOf(s3.env)],
  ['in a folder of a bucket', () => storeOf({ ...s3.env, FILES_URL: `${s3.env.FILES_URL}/crm/files/` })],
])('the file store %s', (_, open) => {
  test('gives back the bytes that it was given, with their size and digest', async () => {
    const store = open();
    const kept = await putText(store, 'abc');
    expect(kept).toMatchObject({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(Buffer.from((await store.get(kept.storage_key)) ?? '')).toEqual(Buffer.from('abc'));
    expect(await readAll(store, kept.storage_key)).toEqual(Buffer.from('abc'));
    expect(await store.stat(kept.storage_key)).toEqual({ size: 3 });
  });

  test('gives each file a name that says nothing, and leaves no draft', async () => {
    const store = open();
    const [a, b] = [await putText(store, 'abc'), await putText(store, 'abc')];
    expect(a.storage_key).not.toBe(b.storage_key);
    expect(a.storage_key).toMatch(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/);
    expect(await readdir(join(DATA_DIR, 'files/drafts'))).toEqual([]);
  });

  test('takes ten megabytes, and hands them out in pieces', async () => {
    const store = open();
    const pieces = Array.from({ length: 160 }, (_, n) => Buffer.alloc(65_536, n));
    const { storage_key, size } = await store.put(await store.drafts.take(pieces));
    expect(size).toBe(10_485_760);
    const read: number[] = [];
    const parts: Uint8Array[] = [];
    for await (const piece of store.read(storage_key)) {
      read.push(piece.byteLength);
      parts.push(piece);
    }
    expect(Math.max(...read)).toBeLessThan(1_048_576);
    expect(Buffer.concat(parts).equals(Buffer.concat(pieces))).toBe(true);
  });

  test('knows nothing of what was removed, and removes twice without complaint', async () => {
    const store = open();
    const { storage_key } = await putText(store, 'abc');
    await store.remove(storage_key);
    await store.remove(storage_key);
    expect(await store.get(storage_key)).toBeNull();
    expect(await store.stat(storage_key)).toBeNull();
    await expect(readAll(store, storage_key)).rejects.toThrow();
  });

  test.each(['../../etc/passwd', 'ab/cd/../../x', ''])('reaches nothing else (%j)', async (key) => {
    const store = open();
    await expect(store.remove(key)).rejects.toThrow('not a storage key');
    await expect(store.get(key)).rejects.toThrow('not a storage key');
    expect(() => store.read(key)).toThrow('not a storage key');
  });
});

describe('a folder of files', () => {
  test('lets nobody else on the machine read them', async () => {
    const { storage_key } = await putText(storeOf(), 'abc');
    const path = join(DATA_DIR, 'files', storage_key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o077).toBe(0);
    expect(await readdir(join(path, '..'))).toHaveLength(1);
  });

  test('says so when the disk takes no file', async () => {
    await writeFile(join(DATA_DIR, 'files'), 'a file where the folder should be');
    await expect(putText(storeOf(), 'abc')).rejects.toThrow('a file could not be stored');
  });
});

describe('a bucket of files', () => {
  test('keeps them under its folder, and nothing of them on this machine', async () => {
    const { storage_key } = await putText(
      storeOf({ ...s3.env, FILES_URL: `${s3.env.FILES_URL}/crm` }),
      'abc',
    );
    expect(await s3.keys()).toContain(`crm/${storage_key}`);
    expect(await readdir(join(DATA_DIR, 'files'))).toEqual(['drafts']);
    expect(await storeOf(s3.env).get(storage_key)).toBeNull();
  });

  test('may be named with its endpoint and region in one address', async () => {
    const { AWS_ENDPOINT_URL, AWS_REGION: _, FILES_URL, ...keys } = s3.env;
    const endpoint = encodeURIComponent(AWS_ENDPOINT_URL);
    const store = storeOf({ ...keys, FILES_URL: `${FILES_URL}?endpoint=${endpoint}&region=eu-central-1` });
    expect(await store.stat((await putText(store, 'abc')).storage_key)).toEqual({ size: 3 });
  });

  test.each([
    ['a wrong key', { AWS_SECRET_ACCESS_KEY: 'another' }, 'SignatureDoesNotMatch'],
    ['no such bucket', { FILES_URL: 's3://nobody-has-this' }, 'NoSuchBucket'],
    ['nobody there', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, expect.stringMatching(/Error/)],
  ])('is a fault with its cause where there is %s', async (_, env, name) => {
    const store = storeOf({ ...s3.env, ...env });
    await expect(putText(store, 'abc')).rejects.toMatchObject({ cause: { name } });
  });

  test.each([
    ['s3:///folder', {}, /^FILES_URL: names no bucket/],
    ['s3://bucket?endpoint=ftp://x', {}, /^FILES_URL: its endpoint must be an http\(s\) address/],
    ['s3://bucket/100%', { AWS_REGION: 'eu-central-1' }, /^FILES_URL: its folder is not understood/],
    ['s3://bucket', {}, /^AWS_REGION: must be set/],
    [
      's3://bucket',
      { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a' },
      /^AWS_SECRET_ACCESS_KEY: must be/,
    ],
  ])('that is not understood stops the start: %s', (FILES_URL, env, words) => {
    expect(() => storeOf({ FILES_URL, ...env })).toThrow(words);
  });
});
