// The data folder: there, writable, and with room left.
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { prepareDataDir } from '../main/data-dir.ts';
import { codeOf } from '../start-refused.ts';
import { type Finding, reasonOf } from './finding.ts';

const MIB = 1_048_576;
/** Below this an import or a busy day of résumés may fill the disk. */
const FEW_FREE_BYTES = 1024 * MIB;
/** Below this the next write may fail. */
const NO_FREE_BYTES = 100 * MIB;

/** Tries the folder by writing to it; one that is not there yet is not made. `freeOf` gives the free bytes at a path. */
export async function checkFolder(
  { DATA_DIR }: Pick<Config, 'DATA_DIR'>,
  freeOf = freeBytes,
): Promise<Finding> {
  const part = 'folder';
  try {
    const there = await nearest(DATA_DIR);
    if (there === DATA_DIR) await prepareDataDir(DATA_DIR);
    else await access(there, constants.W_OK);
    const free = await freeOf(there);
    const room = `${Math.floor(free / MIB)} MiB free`;
    if (free < NO_FREE_BYTES)
      return { part, state: 'wrong', words: `${DATA_DIR}: ${room}: make room, or move DATA_DIR` };
    if (free < FEW_FREE_BYTES) return { part, state: 'note', words: `${DATA_DIR}: ${room}: make room soon` };
    const made = there === DATA_DIR ? 'can be written' : 'will be made at the first start';
    return { part, state: 'ok', words: `${DATA_DIR} ${made}; ${room}` };
  } catch (error) {
    const words = `${DATA_DIR} cannot be written (${reasonOf(error)}): give this account the right to, or set DATA_DIR`;
    return { part, state: 'wrong', words };
  }
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

/** The folder itself, or the nearest one above it that is there. Throws where a file stands in the way. */
async function nearest(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(path) !== path) return nearest(dirname(path));
    throw error;
  }
  throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });
}
