import { link, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shredFiles } from './shred.ts';

test('key files are written over before they are removed, those put aside too, and nothing else is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-shred-'));
  const put = (name: string) => writeFile(join(folder, name), `the key of ${name}`);
  await Promise.all(['device-key.json', 'device-key-17.json', 'settings.json'].map(put));
  // A second name for the same bytes shows what becomes of them.
  await link(join(folder, 'device-key.json'), join(folder, 'same-bytes'));
  await shredFiles(folder, /^device-key.*\.json$/);
  expect((await readdir(folder)).sort()).toEqual(['same-bytes', 'settings.json']);
  const bytes = await readFile(join(folder, 'same-bytes'));
  expect(bytes.byteLength).toBe('the key of device-key.json'.length);
  expect(bytes.includes('key of')).toBe(false);
  expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('the key of settings.json');
  await shredFiles(folder, /^device-key.*\.json$/);
  expect(await readdir(folder)).toHaveLength(2);
});
