// Builds the server, the desktop app and the browser edition when their output is missing or older than their source.
// @ts-check
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bin, giveUp, ROOT, run } from './run.mjs';

const SOURCES = [
  'domain',
  'electron',
  'renderer',
  'sync-server',
  'resources',
  'package-lock.json',
  'electron.vite.config.ts',
];
const OUTPUTS = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'sync-server/dist/main.js',
];
const SKIP = new Set(['node_modules', 'dist', 'testing']);

/** Where only the built output was put, as in an image, it is as new as it gets. */
const SERVER_SOURCE = 'sync-server/main.ts';

/** Builds what is missing or stale. Ends the process with one line when a build fails. */
export async function ensureBuilt() {
  if (!existsSync(join(ROOT, SERVER_SOURCE)) && existsSync(join(ROOT, 'sync-server/dist/main.js'))) return;
  const newest = Math.max(...SOURCES.map((name) => newestIn(join(ROOT, name))));
  const stale = OUTPUTS.some(
    (name) => !existsSync(join(ROOT, name)) || statSync(join(ROOT, name)).mtimeMs < newest,
  );
  if (stale) await build();
}

/** Builds everything. */
export async function build() {
  console.log('Building the server, the desktop app and the browser edition …');
  await step('electron-vite', ['build', '--logLevel', 'warn']);
  await step('vite', ['build', '--config', 'sync-server/vite.config.ts', '--logLevel', 'warn']);
}

/** @param {string} tool @param {string[]} args */
async function step(tool, args) {
  const { code, output } = await run(bin(tool), args, { quiet: true });
  if (code !== 0) giveUp(`${tool} ${args[0]} failed:\n${output.trim()}`);
}

/** When the newest file below a path was written, in epoch milliseconds. @param {string} path @returns {number} */
function newestIn(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return path.endsWith('.test.ts') || path.endsWith('.test.tsx') ? 0 : stat.mtimeMs;
  const names = readdirSync(path).filter((name) => !SKIP.has(name));
  return names.reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), 0);
}
