import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { PullReply } from '#domain/sync/messages.ts';
import { openDatabase } from '../db/open.ts';
import { startPostgresOfPgDump } from '../testing/postgres-of-pg-dump.ts';
import { aPdf } from '../testing/sample-files.ts';
import { newPostgresDatabase } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { makeBackup } from './make-backup.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const NOW = '2026-03-09T12:00:00.000Z';
const PATIENCE_MS = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbook-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Place {
  DATA_DIR: string;
  DATABASE_URL: string | null;
  FILES_URL: null;
}
const serverOn = async (place: Place, people: boolean): Promise<TestServer> => {
  const database = await openDatabase({
    folder: join(place.DATA_DIR, 'db'),
    url: place.DATABASE_URL ?? undefined,
  });
  return startTestServer({ database, people, env: { DATA_DIR: place.DATA_DIR } });
};
const restore = (config: Place, source: string, force = false) =>
  restoreBackup({ config, source, force, clock: { now: () => NOW }, ids: createIds() });

/** A workspace with an application, and how far the laptop of its manager has read. */
async function used(place: Place) {
  const server = await serverOn(place, true);
  const { manager } = server.actors;
  const body = new FormData();
  for (const [name, value] of Object.entries({ first_name: 'Ada', last_name: 'L', email: 'ada@example.com' }))
    body.append(name, value);
  body.append('resume', new File([aPdf()], 'cv.pdf', { type: 'application/pdf' }));
  const lead = (await server.json<{ id: string }>('/api/leads', { body })).body.id;
  const { checkpoint } = (await server.json<PullReply>('/api/sync/leads/pull', { as: manager })).body;
  const stillGood = await server.json(`/api/sync/leads/pull?checkpoint=${checkpoint}`, { as: manager });
  expect(stillGood.status).toBe(200);
  await server.close();
  return { manager, lead, checkpoint };
}

/** The restored workspace: same people and files, and a laptop that has to compare itself. */
async function expectRestored(
  place: Place,
  { manager, lead, checkpoint }: { manager: TestActor; lead: string; checkpoint: string },
) {
  const server = await serverOn(place, false);
  try {
    const pull = (query: string) => server.json<PullReply>(`/api/sync/leads/pull${query}`, { as: manager });
    expect(await pull(`?checkpoint=${checkpoint}`)).toMatchObject({
      status: 410,
      body: { code: 'resync_required' },
    });
    expect((await pull('')).body.documents.map(({ id }) => id)).toEqual([lead]);
    const resume = await server.request(`/api/leads/${lead}/resume`, { as: manager });
    expect(Buffer.from(await resume.arrayBuffer())).toEqual(Buffer.from(aPdf()));
  } finally {
    await server.close();
  }
}

describe('a backup of an embedded database', () => {
  let here: Place;
  let backup: string;
  let work: Awaited<ReturnType<typeof used>>;
  beforeAll(async () => {
    here = { DATA_DIR: join(folder, 'here'), DATABASE_URL: null, FILES_URL: null };
    backup = join(folder, 'backup');
    work = await used(here);
    await writeFile(join(here.DATA_DIR, 'jwt-secret'), 'aVeryLongSecretThatNobodyGuesses-42-xyz', {
      mode: 0o600,
    });
    await makeBackup(here, backup, NOW);
  }, PATIENCE_MS);

  it('is a folder for its owner alone, and says what it holds', async () => {
    expect((await readdir(backup)).toSorted()).toEqual([
      'callbook-backup.json',
      'database.tar.gz',
      'files',
      'jwt-secret',
    ]);
    expect(await readManifest(backup)).toMatchObject({ engine: 'pglite', made_at: NOW, files: true });
    if (process.platform !== 'win32') expect((await stat(backup)).mode & 0o077).toBe(0);
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it(
    'holds no files where they lie in a bucket, and never a draft',
    async () => {
      await mkdir(join(here.DATA_DIR, 'files/drafts'), { recursive: true });
      await writeFile(join(here.DATA_DIR, 'files/drafts/half'), 'half a file');
      const bare = join(folder, 'without-files');
      expect((await makeBackup({ ...here, FILES_URL: 's3://bucket' }, bare, NOW)).files).toBe(false);
      expect(await readdir(bare)).not.toContain('files');
      const whole = join(folder, 'without-drafts');
      await makeBackup(here, whole, NOW);
      expect((await readdir(join(whole, 'files'))).filter((name) => name.length > 2)).toEqual([]);
      await rm(join(here.DATA_DIR, 'files/drafts'), { recursive: true });
    },
    PATIENCE_MS,
  );

  it(
    'is restored elsewhere: leads, files, secret; and a laptop that knew the old one has to begin anew',
    async () => {
      const there = { ...here, DATA_DIR: join(folder, 'there') };
      // Half an upload is nothing that a restore would have to spare.
      await mkdir(join(there.DATA_DIR, 'files/drafts'), { recursive: true });
      const { epoch, kept } = await restore(there, backup);
      expect(kept).toEqual([]);
      expect(epoch).not.toBe((await readManifest(backup)).epoch);
      expect(await readFile(join(there.DATA_DIR, 'jwt-secret'), 'utf8')).toContain('Guesses-42');
      await expectRestored(there, work);
    },
    PATIENCE_MS,
  );

  it(
    'is not put over a workspace, unless that is asked for; then what was there is kept beside it',
    async () => {
      await expect(restore(here, backup)).rejects.toThrow(/files is not empty: restore with --force/);
      const half = { ...here, DATA_DIR: join(folder, 'half') };
      await mkdir(join(half.DATA_DIR, 'db/base'), { recursive: true });
      await expect(restore(half, backup)).rejects.toThrow(/db is not empty: restore with --force/);
      const { kept } = await restore(here, backup, true);
      expect(kept.map((path) => path.slice(here.DATA_DIR.length + 1))).toEqual(
        ['db', 'files', 'jwt-secret'].map((name) => `${name}.before-20260309120000`),
      );
      await expectRestored(here, work);
    },
    PATIENCE_MS,
  );

  it(
    'is neither made nor restored while a server runs, and says so',
    async () => {
      const server = await openDatabase({ folder: join(folder, 'busy/db') });
      const busy = { ...here, DATA_DIR: join(folder, 'busy') };
      await expect(makeBackup(busy, join(folder, 'never'), NOW)).rejects.toThrow(
        /in use by process \d+: stop the server/,
      );
      await expect(restore(busy, backup, true)).rejects.toThrow(/in use by process \d+: stop the server/);
      await server.close();
      expect(await readdir(folder)).not.toContain('never');
    },
    PATIENCE_MS,
  );

  it('goes into a new folder only, and is not made of nothing', async () => {
    await expect(makeBackup(here, backup, NOW)).rejects.toThrow(/is not empty: name a new folder/);
    const nothing = { ...here, DATA_DIR: join(folder, 'nothing') };
    await expect(makeBackup(nothing, join(folder, 'never'), NOW)).rejects.toThrow(/there is no database in/);
  });
});

describe('a backup that is none, or no more', () => {
  const there = () => ({ DATA_DIR: join(folder, 'target'), DATABASE_URL: null, FILES_URL: null });
  let source: string;
  beforeEach(async () => {
    source = await mkdtemp(join(folder, 'odd-'));
  });
  const manifest = (over: object = {}) => ({
    ...{ format: 1, engine: 'pglite', version: '9', made_at: NOW, epoch: 'e', migrations: [], files: true },
    // SHA-256 of nothing.
    database: {
      file: 'database.dump',
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    },
    ...over,
  });
  const write = async (over: object = {}, database = '') => {
    await writeFile(join(source, 'callbook-backup.json'), JSON.stringify(manifest(over)));
    await writeFile(join(source, 'database.dump'), database);
  };

  it.each([
    ['a folder of something else', async () => undefined, /holds no backup/],
    [
      'words that are no JSON',
      () => writeFile(join(source, 'callbook-backup.json'), '{'),
      /cannot be understood/,
    ],
    ['another format', () => write({ format: 2 }), /cannot be understood by this version/],
    ['a changed database', () => write({}, 'x'), /database\.dump is damaged/],
    [
      'a newer version',
      () => write({ migrations: ['later'] }),
      /made by a newer version \(9\): install that one/,
    ],
    ['another engine', () => write({ engine: 'postgres' }), /set DATABASE_URL to an empty one/],
  ])('is refused before anything is touched: %s', async (_, prepare, words) => {
    await prepare();
    await expect(restore(there(), source)).rejects.toThrow(words);
    expect(await readdir(folder)).not.toContain('target');
  });

  it('is refused where its database is missing, or the server is of the other kind', async () => {
    await write();
    await rm(join(source, 'database.dump'));
    await expect(restore(there(), source)).rejects.toThrow(/database\.dump is missing/);
    await write();
    const onServer = { ...there(), DATABASE_URL: 'postgres://127.0.0.1:1/x' };
    await expect(restore(onServer, source)).rejects.toThrow(/leave DATABASE_URL unset/);
    await write({ engine: 'postgres' });
    await expect(restore(onServer, source)).rejects.toThrow(/DATABASE_URL cannot be used \(.*ECONNREFUSED/);
  });
});

describe('a backup of PostgreSQL', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it('says plainly that pg_dump is not on this machine', async () => {
    const DATABASE_URL = await newPostgresDatabase();
    const place = { DATA_DIR: join(folder, 'pg'), DATABASE_URL, FILES_URL: null };
    await expect(makeBackup(place, join(folder, 'pg-backup'), NOW)).rejects.toThrow(/database is empty/);
    await (await openDatabase({ folder: null, url: DATABASE_URL })).close();
    process.env['PATH'] = folder;
    await expect(makeBackup(place, join(folder, 'pg-backup'), NOW)).rejects.toThrow(
      /^pg_dump is not on this machine: install PostgreSQL's client programs/,
    );
    expect(await readdir(folder)).not.toContain('pg-backup');
  });

  it(
    'is restored into an empty database, and into one that holds a workspace when that is asked for',
    async () => {
      const server = await startPostgresOfPgDump();
      if (server === null) return expectRefused();
      const database = async (name: string) => {
        const client = new pg.Client({ connectionString: `${server.url}/postgres` });
        await client.connect();
        await client.query(`create database ${name}`);
        await client.end();
        return { DATA_DIR: join(folder, name), DATABASE_URL: `${server.url}/${name}`, FILES_URL: null };
      };
      try {
        const here = await database('one');
        const work = await used(here);
        const backup = join(folder, 'one-backup');
        expect(await makeBackup(here, backup, NOW)).toMatchObject({ engine: 'postgres' });
        const there = await database('two');
        expect(await restore(there, backup)).toMatchObject({ kept: [] });
        await expectRestored(there, work);
        await expect(restore(there, backup)).rejects.toThrow(/files is not empty: restore with --force/);
        const noFiles = { ...there, DATA_DIR: join(folder, 'three') };
        await expect(restore(noFiles, backup)).rejects.toThrow(
          /the database is not empty: restore with --force/,
        );
        const busy = await openDatabase({ folder: null, url: there.DATABASE_URL });
        // What every running server holds open.
        await busy.listen('any', () => undefined);
        await expect(restore(there, backup, true)).rejects.toThrow(
          /other connections use the database: stop the servers/,
        );
        await busy.close();
        const { kept } = await restore(there, backup, true);
        expect(kept.slice(0, 2)).toEqual(['drizzle_before_20260309120000', 'public_before_20260309120000']);
        await expectRestored(there, work);
        await expectUndone(there, backup, work);
      } finally {
        await server.stop();
      }
    },
    PATIENCE_MS,
  );

  /** Where this machine has no server that its pg_dump can read. */
  async function expectRefused() {
    const DATABASE_URL = await newPostgresDatabase();
    await (await openDatabase({ folder: null, url: DATABASE_URL })).close();
    const place = { DATA_DIR: join(folder, 'pg'), DATABASE_URL, FILES_URL: null };
    await expect(makeBackup(place, join(folder, 'pg-backup'), NOW)).rejects.toThrow(/client programs/);
  }

  /** A restore that fails leaves the database as it was. */
  async function expectUndone(place: Place, backup: string, work: Awaited<ReturnType<typeof used>>) {
    process.env['PATH'] = folder;
    const later = { now: () => '2026-03-10T12:00:00.000Z' };
    const failing = restoreBackup({
      config: place,
      source: backup,
      force: true,
      clock: later,
      ids: createIds(),
    });
    await expect(failing).rejects.toThrow(/pg_restore is not on this machine/);
    process.env['PATH'] = path;
    await expectRestored(place, work);
  }
});
