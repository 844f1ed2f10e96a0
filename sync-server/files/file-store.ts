// Where the bytes of attachments are kept, under random keys that say nothing. Knows no leads and no rights; a row of the
// table `files` says whose bytes they are.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';
import { createDrafts, type Draft, type Drafts } from './drafts.ts';
import { createFolderShelf } from './folder-shelf.ts';
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

/**
 * The store of this configuration: the folder `files` in `DATA_DIR`. Throws one clear line when `FILES_URL` asks for a
 * place that this version cannot use.
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
  const folder = join(config.DATA_DIR, 'files');
  return storeOn(createFolderShelf(folder), createDrafts(join(folder, 'drafts')));
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
    read: (key) => shelf.read(checked(key)),
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
