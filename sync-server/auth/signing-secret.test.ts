import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../db/open.ts';
import { openReusedDatabase } from '../testing/reused-database.ts';
import { signingSecret } from './signing-secret.ts';

describe('the signing secret', () => {
  let folder: string;
  let database: OpenDatabase;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-secret-'));
    database = await openReusedDatabase('pglite');
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  const asked = (given: { JWT_SECRET?: string; DATABASE_URL?: string } = {}) =>
    signingSecret({ JWT_SECRET: null, DATABASE_URL: null, DATA_DIR: folder, ...given }, database.db);

  it('is the given one where one is given, and nothing is kept then', async () => {
    expect(await asked({ JWT_SECRET: 'given' })).toBe('given');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is made once and kept in a file that only its owner reads', async () => {
    const secret = await asked();
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await asked()).toBe(secret);
    expect(await readdir(folder)).toEqual(['jwt-secret']);
    expect((await stat(join(folder, 'jwt-secret'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'jwt-secret'), 'utf8')).toBe(secret);
  });

  it('is the same for servers that start at the same time', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => asked()));
    expect(new Set(secrets).size).toBe(1);
  });

  it('is kept in the database where that is a server, alike for all that share it', async () => {
    const DATABASE_URL = 'postgres://localhost/x';
    const secrets = await Promise.all(Array.from({ length: 4 }, () => asked({ DATABASE_URL })));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused in one line when the kept file is damaged or cannot be read', async () => {
    await writeFile(join(folder, 'jwt-secret'), '');
    await expect(asked()).rejects.toThrow(/jwt-secret is damaged; remove it/);
    await expect(
      signingSecret(
        { JWT_SECRET: null, DATABASE_URL: null, DATA_DIR: join(folder, 'jwt-secret') },
        database.db,
      ),
    ).rejects.toThrow(/ENOTDIR/);
  });
});
