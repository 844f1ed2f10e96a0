// Installs what package-lock.json names, when it is not there yet or has changed since.
// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, ROOT, run } from './run.mjs';

const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const LOCK = join(ROOT, 'package-lock.json');

/** Ends the process with one line when this Node is too old or the install fails. */
export async function ensureInstalled() {
  refuseOldNode();
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs && sameLock()) return;
  console.log('Installing what Callbook needs (about a minute the first time) …');
  // Not `npm ci`: it refuses a lock that does not name the optional packages of every platform. This takes the versions
  // of the lock, adds what this platform needs, and leaves the lock as it is.
  const { code, output } = await run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      quiet: true,
    },
  );
  if (code !== 0) giveUp(`npm install failed; look at these lines and try again:\n${output.trim()}`);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(
      `Callbook needs Node 20.19 or later; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
    );
  }
}

/** A fresh clone's files all have one age, so the versions themselves are compared too. */
function sameLock() {
  const [wanted, there] = [LOCK, INSTALLED].map((path) => JSON.parse(readFileSync(path, 'utf8')).packages);
  return Object.entries(there).every(([path, { version }]) => wanted[path]?.version === version);
}
