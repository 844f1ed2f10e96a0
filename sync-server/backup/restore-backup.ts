// Puts a backup back: database, files, signing secret; then a new epoch, so that laptops compare themselves with it.
import { existsSync } from 'node:fs';
import { copyFile, cp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ids } from '#domain/ids.ts';
import type { Clock } from '#domain/time.ts';
import type { Config } from '../config.ts';
import { FolderInUse, lockFolder } from '../db/data-dir-lock.ts';
import { knownMigrations } from '../db/migration-state.ts';
import { loadPglite } from '../db/pglite-dump.ts';
import { beginNewEpoch } from '../feed/new-epoch.ts';
import { prepareDataDir } from '../main/data-dir.ts';
import { openWorkspace } from '../main/open-workspace.ts';
import { StartRefused } from '../start-refused.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { pgRestore } from './pg-programs.ts';
import { emptyDatabase } from './postgres-target.ts';

export interface Restored {
  manifest: Manifest;
  epoch: string;
  /** What stood there before, and is kept beside it. */
  kept: string[];
}

export interface Restore {
  config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>;
  /** The folder of the backup. */
  source: string;
  /** Whether a workspace that is there may be put aside. */
  force: boolean;
  clock: Clock;
  ids: Ids;
}

/** Restores it. The server must not run meanwhile. Throws StartRefused with a line for people; nothing is lost then. */
export async function restoreBackup({ config, source, force, clock, ids }: Restore): Promise<Restored> {
  const manifest = await readManifest(source);
  const known = new Set(knownMigrations());
  if (manifest.migrations.some((hash) => !known.has(hash))) {
    throw new StartRefused(`the backup was made by a newer version (${manifest.version}): install that one`);
  }
  const engine = config.DATABASE_URL === null ? 'pglite' : 'postgres';
  if (manifest.engine !== engine) throw new StartRefused(otherEngine(manifest.engine));
  await prepareDataDir(config.DATA_DIR);
  const files = join(config.DATA_DIR, 'files');
  if (!force && (await holdsSomething(files))) throw new StartRefused(notEmpty(files));
  const stamp = clock.now().replace(/\D/g, '').slice(0, 14);
  const file = join(source, manifest.database.file);
  const kept =
    config.DATABASE_URL === null
      ? await restoreFolder(config.DATA_DIR, file, force, stamp)
      : await restoreServer(config.DATABASE_URL, file, force, stamp);
  kept.push(...(await restoreFiles(config.DATA_DIR, source, force, stamp)));
  const database = await openWorkspace(config);
  try {
    const { now } = await beginNewEpoch({ db: database.db, clock, ids });
    return { manifest, epoch: now, kept };
  } finally {
    await database.close();
  }
}

const notEmpty = (folder: string): string => `${folder} is not empty: restore with --force to put it aside`;

const otherEngine = (engine: Manifest['engine']): string =>
  engine === 'postgres'
    ? 'the backup is of a PostgreSQL database: set DATABASE_URL to an empty one'
    : 'the backup is of an embedded database: leave DATABASE_URL unset';

/** The new folder is made beside the old one and takes its place when it is whole. */
async function restoreFolder(
  dataDir: string,
  file: string,
  force: boolean,
  stamp: string,
): Promise<string[]> {
  const folder = join(dataDir, 'db');
  const there = await holdsSomething(folder);
  if (there && !force) throw new StartRefused(notEmpty(folder));
  const unlock = await lockFolder(`${folder}.lock`).catch((error: unknown) => {
    if (!(error instanceof FolderInUse)) throw error;
    throw new StartRefused(`${folder} is in use by process ${error.pid}: stop the server, then restore`);
  });
  try {
    const draft = `${folder}.restored-${stamp}`;
    await loadPglite(draft, file).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      throw error;
    });
    const kept = there ? [await putAside(folder, stamp)] : [];
    await rename(draft, folder);
    return kept;
  } finally {
    await unlock();
  }
}

async function restoreServer(url: string, file: string, force: boolean, stamp: string): Promise<string[]> {
  const kept = await emptyDatabase(url, force, stamp);
  try {
    await pgRestore(url, file);
    return kept.schemas;
  } catch (error) {
    await kept.undo();
    throw error;
  }
}

/** What is there is put aside with the workspace that is replaced; a kept secret stays where nothing is. */
async function restoreFiles(
  dataDir: string,
  source: string,
  force: boolean,
  stamp: string,
): Promise<string[]> {
  const kept: string[] = [];
  for (const name of ['files', 'jwt-secret']) {
    const [from, to] = [join(source, name), join(dataDir, name)];
    if (!existsSync(from)) continue;
    if (force && existsSync(to)) kept.push(await putAside(to, stamp));
    if (name === 'files') await cp(from, to, { recursive: true, preserveTimestamps: true });
    else if (!existsSync(to)) await copyFile(from, to);
  }
  return kept;
}

async function putAside(path: string, stamp: string): Promise<string> {
  const aside = `${path}.before-${stamp}`;
  await rename(path, aside);
  return aside;
}

/** Drafts of uploads are nobody's. */
const holdsSomething = async (folder: string): Promise<boolean> =>
  existsSync(folder) && (await readdir(folder)).some((name) => name !== 'drafts');
