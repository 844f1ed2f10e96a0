// The secret that signs tokens where none is given: made once, then kept, also when two servers start at the same time.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Queryable } from '../db/database.ts';
import { keptFact } from '../db/facts.ts';
import { isStrongSecret } from '../secret-strength.ts';
import { StartRefused } from '../start-refused.ts';

const newSecret = (): string => randomBytes(48).toString('base64url');

/**
 * The signing secret: the given one; else, with a PostgreSQL server, the one kept in the table `facts`; else the one in
 * DATA_DIR/jwt-secret (mode 0600). Throws StartRefused when the kept one is damaged.
 */
export async function signingSecret(
  config: { JWT_SECRET: string | null; DATABASE_URL: string | null; DATA_DIR: string },
  q: Queryable,
): Promise<string> {
  if (config.JWT_SECRET !== null) return config.JWT_SECRET;
  if (config.DATABASE_URL !== null) return keptFact(q, 'jwt_secret', newSecret);
  const path = join(config.DATA_DIR, 'jwt-secret');
  const secret = (await keptIn(path)) ?? (await makeIn(config.DATA_DIR, path));
  if (isStrongSecret(secret)) return secret;
  throw new StartRefused(`${path} is damaged; remove it (everybody then signs in again) or set JWT_SECRET`);
}

async function keptIn(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A link either makes the whole file or finds another process's whole file; there is no half-written state. */
async function makeIn(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, newSecret(), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await keptIn(path)) ?? '';
}
