// A step of the renderer's build: writes the list of all its files into the service worker, each with the digest of its
// content unless its name holds one. With every build that differs the worker differs, which is how browsers find it.
// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The place in the worker's source that the list is put into. */
const PLACE = 'self.__WB_MANIFEST';
/** Under its own name: the address of a worker stays the same over all versions. */
export const WORKER = 'service-worker.js';

/** @typedef {{ url: string, revision: string | null }} Entry */

/**
 * The list: every file but the worker itself and what only developers read, by name.
 * @param {{ name: string, content: string | Uint8Array }[]} files
 * @returns {Entry[]}
 */
export function precacheList(files) {
  return files
    .filter(({ name }) => name !== WORKER && !name.endsWith('.map'))
    .map(({ name, content }) => ({
      url: name,
      revision: name.startsWith('assets/') ? null : createHash('sha256').update(content).digest('hex'),
    }))
    .sort((one, other) => (one.url < other.url ? -1 : 1));
}

/**
 * The Vite plugin. `publicDir` holds the files that are copied as they are.
 * @param {string} publicDir
 * @returns {import('vite').Plugin}
 */
export function writePrecacheList(publicDir) {
  return {
    name: 'callbook:precache-list',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk') throw new Error(`the build made no ${WORKER}`);
        if (!worker.code.includes(PLACE)) throw new Error(`${WORKER} has no place for the list of files`);
        const built = Object.values(bundle).map((file) => ({
          name: file.fileName,
          content: file.type === 'chunk' ? file.code : file.source,
        }));
        const copied = readdirSync(publicDir).map((name) => ({
          name,
          content: readFileSync(join(publicDir, name)),
        }));
        const list = precacheList([...built, ...copied]);
        worker.code = worker.code.replace(PLACE, () => JSON.stringify(list));
      },
    },
  };
}
