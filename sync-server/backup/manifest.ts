// What a backup says of itself: a small file beside its parts, written last.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { StartRefused } from '../start-refused.ts';

const MANIFEST = 'callbook-backup.json';

const manifestSchema = z.object({
  format: z.literal(1),
  engine: z.enum(['pglite', 'postgres']),
  /** Version of the server that made it. */
  version: z.string(),
  made_at: z.string(),
  epoch: z.string(),
  /** Hashes of the migrations that the database had. */
  migrations: z.array(z.string()),
  /** The database's file in the backup, and its SHA-256 in hex. */
  database: z.object({ file: z.string().regex(/^[\w.-]+$/), sha256: z.string() }),
  /** Whether the files of résumés are part of it; false where they lie in FILES_URL. */
  files: z.boolean(),
});

export type Manifest = z.output<typeof manifestSchema>;

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });

/** Throws StartRefused where the folder holds no backup that this version reads, or a damaged one. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (text === null) throw new StartRefused(`${folder} holds no backup: it has no ${MANIFEST}`);
  const parsed = manifestSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    throw new StartRefused(`${join(folder, MANIFEST)} cannot be understood by this version`);
  const { file, sha256 } = parsed.data.database;
  const found = await sha256Of(join(folder, file)).catch(() => null);
  if (found !== sha256)
    throw new StartRefused(`${join(folder, file)} is ${found === null ? 'missing' : 'damaged'}`);
  return parsed.data;
}

/** In hex, read piece by piece. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
