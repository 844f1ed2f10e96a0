// Builds the desktop program as electron-builder would, on a fake runtime, and reads back what is in it.
// @ts-check
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { extractFile, listPackage, statFile } from '@electron/asar';
import fuses from '@electron/fuses';
import { bin, ROOT, run } from '../run.mjs';
import { makeFakeRuntime } from './fake-runtime.mjs';

const { FuseV1Options, getCurrentFuseWire } = fuses;
/** How a fuse that is on stands in the program. */
const ON = '1'.charCodeAt(0);
const TEXT = /\.(m?js|cjs|json|html|css)$/;

/**
 * Builds the project of `project` into `folder`.
 * @param {string} folder an empty one
 * @param {{ project?: string, settings?: string[] }} [options] `settings`: further ones of electron-builder's, `-c.x=y`
 * @returns {Promise<string>} the folder of the built program
 */
export async function buildPackage(folder, { project = ROOT, settings = [] } = {}) {
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { recursive: true });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'));
  makeFakeRuntime(runtime, version);
  const { code, output } = await run(
    bin('electron-builder'),
    [
      ...['--linux', 'dir', '--publish', 'never', '--project', project],
      ...['--config', join(ROOT, 'electron-builder.yml')],
      ...[`-c.electronDist=${runtime}`, `-c.directories.output=${join(folder, 'built')}`],
      ...settings,
    ],
    { quiet: true },
  );
  if (code !== 0) throw new Error(`electron-builder failed:\n${output.trim()}`);
  return join(folder, 'built/linux-unpacked');
}

/** Every file of the program's archive. @param {string} program @returns {import('./judge-package.mjs').File[]} */
export function filesOf(program) {
  const archive = archiveOf(program);
  return listPackage(archive, { isPack: false })
    .filter((path) => !('files' in statFile(archive, path.slice(1))))
    .map((path) => ({
      path,
      text: TEXT.test(path) ? extractFile(archive, path.slice(1)).toString('utf8') : null,
    }));
}

/** The fuses of the program, by name; on is true. @param {string} program @returns {Promise<Record<string, boolean>>} */
export async function fusesOf(program) {
  /** @type {Record<string, unknown>} */
  const wire = { ...(await getCurrentFuseWire(join(program, 'callbook'))) };
  const names = Object.entries(FuseV1Options).filter(([, at]) => typeof at === 'number');
  return Object.fromEntries(names.map(([name, at]) => [name, wire[at] === ON]));
}

/**
 * Bytes: the archive, and what the page fetches before anything is seen, as gzip sends it: what index.html names, the main
 * part that this goes on to once it knows the language, and all that those cannot start without.
 * @param {string} program
 */
export function sizesOf(program) {
  const archive = archiveOf(program);
  /** @param {string} path */
  const read = (path) => extractFile(archive, `out/renderer/${path}`);
  const page = read('index.html').toString('utf8');
  const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path = '']) => path,
  );
  const found = new Set(named);
  for (const path of found) {
    if (!path.endsWith('.js')) continue;
    const script = read(path).toString('utf8');
    for (const [, other = ''] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(`assets/${other}`);
    // The start names the files of the main part in a list.
    const [list = ''] = named.includes(path) ? (/\(m\.f=\[[^\]]*\]/.exec(script) ?? []) : [];
    for (const [, other = ''] of list.matchAll(/["']\.\/([^"']+)["']/g)) found.add(`assets/${other}`);
  }
  /** @param {string} ending */
  const sent = (ending) =>
    [...found]
      .filter((path) => path.endsWith(ending))
      .reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
  return { asar: statSync(archive).size, js: sent('.js'), css: sent('.css') };
}

/** What electron-updater finds beside the archive, or null. @param {string} program */
export function updateFile(program) {
  const path = join(program, 'resources/app-update.yml');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** @param {string} program */
const archiveOf = (program) => join(program, 'resources/app.asar');
