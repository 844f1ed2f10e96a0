// An embedded database as one file, and back: PGlite's own dump of its folder.
import { openAsBlob } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockFolder } from './data-dir-lock.ts';

/** Writes the database in `folder` into a file. Throws FolderInUse where a server runs on it. */
export async function dumpPglite(folder: string, path: string): Promise<void> {
  const unlock = await lockFolder(`${folder}.lock`);
  try {
    const client = await PGlite.create({ dataDir: folder });
    try {
      const dump = await client.dumpDataDir('gzip');
      await writeFile(path, dump.stream(), { mode: 0o600, flag: 'wx' });
    } finally {
      await client.close();
    }
  } finally {
    await unlock();
  }
}

/** Makes a database in `folder`, which must not be there yet, out of such a file. */
export async function loadPglite(folder: string, path: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const client = await PGlite.create({ dataDir: folder, loadDataDir: await openAsBlob(path) });
  await client.close();
}
