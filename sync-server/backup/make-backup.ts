// A backup: the database, the files, and the kept signing secret, in one new folder that appears when it is whole.
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { FolderInUse } from '../db/data-dir-lock.ts';
import { readFact } from '../db/facts.ts';
import { madeMigrations } from '../db/migration-state.ts';
import { openDatabase } from '../db/open.ts';
import { dumpPglite } from '../db/pglite-dump.ts';
import { SERVER_VERSION } from '../http/health.ts';
import { StartRefused } from '../start-refused.ts';
import { type Manifest, sha256Of, writeManifest } from './manifest.ts';
import { pgDump } from './pg-programs.ts';

type BackupConfig = Pick<Config, 'DATA_DIR' | 'DATABASE_URL' | 'FILES_URL'>;

/**
 * Makes the backup in `target`, which must not be there or be empty. The database comes first: a file is stored before the
 * row that names it, so every row of the backup finds its file. Throws StartRefused with a line for people.
 */
export async function makeBackup(config: BackupConfig, target: string, now: string): Promise<Manifest> {
  if (existsSync(target) && (await readdir(target)).length > 0) {
    throw new StartRefused(`${target} is not empty: name a new folder`);
  }
  const draft = `${target}.partial`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const manifest = await fill(config, draft, now);
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(error instanceof FolderInUse)) throw error;
    throw new StartRefused(
      `the embedded database is in use by process ${error.pid}: stop the server, then make the backup`,
      { cause: error },
    );
  }
}

async function fill(config: BackupConfig, draft: string, now: string): Promise<Manifest> {
  const facts = await factsOf(config);
  const file = facts.engine === 'pglite' ? 'database.tar.gz' : 'database.dump';
  const path = join(draft, file);
  if (config.DATABASE_URL === null) await dumpPglite(join(config.DATA_DIR, 'db'), path);
  else await pgDump(config.DATABASE_URL, path);
  const secret = join(config.DATA_DIR, 'jwt-secret');
  if (existsSync(secret)) await copyFile(secret, join(draft, 'jwt-secret'));
  const stored = join(config.DATA_DIR, 'files');
  // Drafts belong to nobody yet, and may be gone before they are copied.
  const filter = (path: string) => path !== join(stored, 'drafts');
  if (config.FILES_URL === null && existsSync(stored))
    await cp(stored, join(draft, 'files'), { recursive: true, preserveTimestamps: true, filter });
  const manifest: Manifest = {
    ...{ format: 1, version: SERVER_VERSION, made_at: now, files: config.FILES_URL === null },
    ...facts,
    database: { file, sha256: await sha256Of(path) },
  };
  await writeManifest(draft, manifest);
  return manifest;
}

async function factsOf({
  DATA_DIR,
  DATABASE_URL,
}: BackupConfig): Promise<Pick<Manifest, 'engine' | 'epoch' | 'migrations'>> {
  const folder = join(DATA_DIR, 'db');
  if (DATABASE_URL === null && !existsSync(folder))
    throw new StartRefused(`there is no database in ${folder}`);
  const { db, engine, close } = await openDatabase({
    folder,
    url: DATABASE_URL ?? undefined,
    migrate: false,
  });
  try {
    const migrations = await madeMigrations(db);
    if (migrations.length === 0) throw new StartRefused('the database is empty: there is nothing to back up');
    return { engine, migrations, epoch: (await readFact(db, 'epoch')) ?? '' };
  } finally {
    await close();
  }
}
