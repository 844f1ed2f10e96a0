// Stored files in a folder of this machine that no web route serves.
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../start-refused.ts';
import type { Shelf } from './shelf.ts';

/** Files mode 0600, in folders that nobody else on the machine may look into. */
export function createFolderShelf(root: string): Shelf {
  const pathOf = (key: string) => join(root, key);
  return {
    put: (key, draft) => move(draft.path, pathOf(key)),
    get: (key) => orNull(() => readFile(pathOf(key))),
    read: (key, range) => readLater(pathOf(key), range),
    stat: (key) => orNull(async () => ({ size: (await stat(pathOf(key))).size })),
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

async function* readLater(path: string, range = {}): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, range);
}

/** The bytes are on the disk before the name is: whoever finds the name finds all of them. */
async function move(draft: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await sync(draft);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    throw new Error('a file could not be stored', { cause });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name itself durable. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
