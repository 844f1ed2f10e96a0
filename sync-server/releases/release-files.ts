// Installers on their way in and out. They lie where résumés lie, under keys that say nothing; the names are public.
import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Clock } from '#domain/time.ts';
import type { Database, Queryable } from '../db/database.ts';
import { release_files } from '../db/tables/releases.ts';
import type { FileStore } from '../files/file-store.ts';

export type ReleaseFile = Pick<typeof release_files.$inferSelect, 'name' | 'sha512' | 'size'>;

interface Store {
  db: Database;
  clock: Clock;
  files: FileStore;
}

/**
 * Keeps a file under this name. The same bytes again are as good as the first time. Refusals: `invalid` where they are not
 * what the sender announced, `duplicate` where others are there already: what a laptop has loaded half must not change.
 */
export async function takeFile(
  store: Store,
  name: string,
  announced: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Result<ReleaseFile, Refusal>> {
  const hash = createHash('sha512');
  const draft = await store.files.drafts.take(hashed(content, hash));
  try {
    const sha512 = hash.digest('base64');
    if (sha512 !== announced) {
      const message = 'is not the SHA-512 of what was sent';
      return refuse(refusal('invalid', { errors: [{ path: 'sha512', message }] }));
    }
    const { storage_key, size } = await store.files.put(draft);
    const row = { name, sha512, size, storage_key, created_at: store.clock.now() };
    const [kept] = await store.db.insert(release_files).values(row).onConflictDoNothing().returning();
    if (kept) return ok({ name, sha512, size });
    await store.files.remove(storage_key);
    const [there] = await filesNamed(store.db, [name]);
    if (there?.sha512 === sha512) return ok(there);
    return refuse(
      refusal('duplicate', { detail: `Another file is called ${name}: its bytes stay as they are.` }),
    );
  } finally {
    await draft.drop();
  }
}

async function* hashed(content: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Those of these names that are there. */
export const filesNamed = (q: Queryable, names: readonly string[]): Promise<ReleaseFile[]> =>
  q
    .select({ name: release_files.name, sha512: release_files.sha512, size: release_files.size })
    .from(release_files)
    .where(inArray(release_files.name, [...names]));

/** Where the bytes of a name lie, and how many; null: there is no such file. */
export async function placeOf(q: Queryable, name: string): Promise<{ key: string; size: number } | null> {
  const [row] = await q.select().from(release_files).where(eq(release_files.name, name));
  return row ? { key: row.storage_key, size: row.size } : null;
}
