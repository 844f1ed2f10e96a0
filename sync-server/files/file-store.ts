// Where the bytes of attachments are kept, under random keys that say nothing. Knows no leads and no rights; a row of the
// table `files` says whose bytes they are.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createDrafts, type Draft, type Drafts } from './drafts.ts';
import { createFolderShelf } from './folder-shelf.ts';
import { bucketOf, createS3Shelf, type S3Config } from './s3-shelf.ts';
import type { Shelf } from './shelf.ts';

export interface StoredFile {
  /** "ab/cd/abcd…": random, and all that is needed to find the bytes again. */
  storage_key: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
}

export interface FileStore extends Omit<Shelf, 'put'> {
  /** Files on their way in: always on this machine's disk, wherever stored files are. */
  drafts: Drafts;
  /** The draft becomes a stored file; on return its bytes are durable and the draft is gone. Throws when the place says no. */
  put(draft: Draft): Promise<StoredFile>;
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{64}$/;

export type FilesConfig = S3Config & Pick<Config, 'DATA_DIR' | 'FILES_URL'>;

/**
 * The store of this configuration: the folder `files` in `DATA_DIR`, or the bucket of `FILES_URL`, which is not asked for
 * anything yet. Throws one clear line where `FILES_URL` cannot be understood.
 */
export function createFileStore(config: FilesConfig): FileStore {
  const folder = join(config.DATA_DIR, 'files');
  const shelf =
    config.FILES_URL === null
      ? createFolderShelf(folder)
      : createS3Shelf(bucketOf(config.FILES_URL, config), config);
  return storeOn(shelf, createDrafts(join(folder, 'drafts')));
}

function storeOn(shelf: Shelf, drafts: Drafts): FileStore {
  return {
    drafts,
    put: async (draft) => {
      const storage_key = newKey();
      await shelf.put(storage_key, draft);
      await draft.drop();
      return { storage_key, size: draft.size, sha256: draft.sha256 };
    },
    get: async (key) => shelf.get(checked(key)),
    read: (key, range) => shelf.read(checked(key), range),
    stat: async (key) => shelf.stat(checked(key)),
    remove: async (key) => shelf.remove(checked(key)),
  };
}

function newKey(): string {
  const name = randomBytes(32).toString('hex');
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** Keys come from our own table, yet one that is not ours must not lead elsewhere. */
function checked(key: string): string {
  if (!KEY.test(key)) throw new Error('not a storage key');
  return key;
}
