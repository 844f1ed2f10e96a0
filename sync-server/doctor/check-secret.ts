// The secret that signs tokens: given and strong, or kept where only the server reads it.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { isStrongSecret } from '../secret-strength.ts';
import { codeOf } from '../start-refused.ts';
import type { Finding } from './finding.ts';

const part = 'signing secret';

/** Looks without making one. A weak JWT_SECRET does not come here: the configuration refuses it. */
export async function checkSecret({
  JWT_SECRET,
  DATABASE_URL,
  DATA_DIR,
}: Pick<Config, 'JWT_SECRET' | 'DATABASE_URL' | 'DATA_DIR'>): Promise<Finding> {
  if (JWT_SECRET !== null) return { part, state: 'ok', words: 'given by JWT_SECRET, and strong' };
  if (DATABASE_URL !== null)
    return { part, state: 'ok', words: 'made at the first start, and kept in the database' };
  const path = join(DATA_DIR, 'jwt-secret');
  try {
    const strong = isStrongSecret((await readFile(path, 'utf8')).trim());
    if (!strong) {
      const words = `${path} is damaged: remove it (everybody then signs in again), or set JWT_SECRET`;
      return { part, state: 'wrong', words };
    }
    const open = process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0;
    if (open) return { part, state: 'wrong', words: `${path} can be read by others: chmod 600 ${path}` };
    return { part, state: 'ok', words: `kept in ${path}` };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { part, state: 'ok', words: 'will be made at the first start' };
    return {
      part,
      state: 'wrong',
      words: `${path} cannot be read (${codeOf(error)}): give this account the right to`,
    };
  }
}
