// Where the bytes of attachments are kept: a folder of randomly named files that no web route serves.
// Knows no leads and no rights; a row of the table `files` says whose bytes they are.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartRefused } from '../start-refused.ts';

export interface StoredFile {
  /** "ab/cd/abcd…": random, and all that is needed to find the bytes again. */
  storage_key: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export interface FileStore {
  /** Keeps the bytes; on return they are on the disk. Throws when the disk says no. */
  put(bytes: Uint8Array): Promise<StoredFile>;
  /** The bytes of a key, or null when there are none. */
  get(storageKey: string): Promise<Uint8Array | null>;
  /** Size in bytes, or null when there are none. */
  stat(storageKey: string): Promise<{ size: number } | null>;
  /** Removes the bytes; nothing happens when there are none. */
  remove(storageKey: string): Promise<void>;
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/;

/**
 * The store of this configuration: the folder `files` in `DATA_DIR`, files mode 0600. Throws one clear line when
 * `FILES_URL` asks for a place that this version cannot use.
 */
export function createFileStore(config: {
  DATA_DIR: string;
  FILES_URL?: string | undefined | null;
}): FileStore {
  if (config.FILES_URL) {
    throw new StartRefused(
      'FILES_URL: this version keeps files in DATA_DIR/files only; leave FILES_URL unset.',
    );
  }
  const root = join(config.DATA_DIR, 'files');
  return {
    put: (bytes) => put(root, bytes),
    get: (key) => orNull(() => readFile(pathOf(root, key))),
    stat: (key) => orNull(async () => ({ size: (await stat(pathOf(root, key))).size })),
    remove: (key) => rm(pathOf(root, key), { force: true }),
  };
}

/** Keys come from our own table, yet one that is not ours must not leave the folder. */
function pathOf(root: string, key: string): string {
  if (!KEY.test(key)) throw new Error('not a storage key');
  return join(root, key);
}

async function put(root: string, bytes: Uint8Array): Promise<StoredFile> {
  const name = randomBytes(32).toString('hex');
  const storage_key = `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
  const path = pathOf(root, storage_key);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeDurably(path, bytes);
  return { storage_key, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Under a temporary name first: whoever finds the final name finds all of the bytes. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.draft`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Error('a file could not be stored', { cause: error });
  }
  await syncFolder(dirname(path));
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
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
