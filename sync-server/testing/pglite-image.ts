// An embedded database with all tables, as a file: opening a copy of it takes a third of the time that making one does.
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { MIGRATIONS } from '../db/open.ts';

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/callbook');

/** What to begin a database with. The file is made where these migrations and this PGlite have none yet. */
export async function pgliteImage(): Promise<Blob> {
  made ??= make();
  return openAsBlob(await made);
}

let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const path = join(FOLDER, `tables-${await fingerprint()}.tar`);
  if (await stat(path).catch(() => null)) return path;
  const client = await PGlite.create();
  try {
    await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS });
    const dump = await client.dumpDataDir('none');
    await mkdir(FOLDER, { recursive: true });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, dump.stream());
    await rename(draft, path);
    return path;
  } finally {
    await client.close();
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(createRequire(import.meta.url).resolve('@electric-sql/pglite')));
  const names = await readdir(MIGRATIONS, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of names
    .filter((one) => one.isFile())
    .sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(name).update(await readFile(join(parentPath, name)));
  return hash.digest('hex').slice(0, 16);
}
