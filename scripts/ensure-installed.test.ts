import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Lets Node say of itself that it is another version. */
const pretending = (version: string) =>
  `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;

it.each([
  ['start', '18.20.8'],
  ['server', '20.18.3'],
  ['test', '18.20.8'],
  ['build', '16.20.2'],
  ['doctor', '20.18.3'],
])('npm run %s refuses Node %s in one line that says what to install', (name, version) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', pretending(version), join(import.meta.dirname, `${name}.mjs`)],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe(
    `Callbook needs Node 20.19 or later; this is ${version}. Install a newer one from nodejs.org.\n`,
  );
});
