import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createKeptFile } from './kept-file.ts';
import { readJson } from './kept-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbook-kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the last of many writes stands, and nothing else is left', async () => {
  const file = createKeptFile(join(folder, 'deep/a.json'));
  await Promise.all(Array.from({ length: 20 }, (_, at) => file.write(String(at))));
  expect(await file.read()).toBe('19');
  expect(await readdir(join(folder, 'deep'))).toEqual(['a.json']);
  if (process.platform !== 'win32')
    expect((await stat(join(folder, 'deep/a.json'))).mode & 0o777).toBe(0o600);
});

test('a missing file is null; removing it twice is no fault', async () => {
  const file = createKeptFile(join(folder, 'a.json'));
  expect(await file.read()).toBeNull();
  await file.write('x');
  await file.remove();
  await file.remove();
  expect(await file.read()).toBeNull();
});

test('a fault other than a missing file is thrown, and a failed write does not stop the next', async () => {
  await expect(createKeptFile(folder).read()).rejects.toThrow('EISDIR');
  const file = createKeptFile(folder);
  await expect(file.write('x')).rejects.toThrow();
  await expect(file.write('y')).rejects.toThrow();
});

test('JSON of another shape counts as not there', async () => {
  const file = createKeptFile(join(folder, 'a.json'));
  const schema = z.object({ a: z.number() });
  expect(await readJson(file, schema)).toBeNull();
  await file.write('{"a":"1"}');
  expect(await readJson(file, schema)).toBeNull();
  await file.write('{');
  expect(await readJson(file, schema)).toBeNull();
  await file.write('{"a":1}');
  expect(await readJson(file, schema)).toEqual({ a: 1 });
});
