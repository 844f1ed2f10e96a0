// The imports of the workspace, newest first.
import { and, count, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { imports } from '../db/tables/imports.ts';

export type StoredImport = typeof imports.$inferSelect;

/** One more than the page has, and how many there are in all. */
export async function listImports(
  q: Queryable,
  { page_size, after_id }: { page_size: number; after_id?: string | undefined },
): Promise<{ rows: StoredImport[]; total: number }> {
  const [counted] = await q.select({ total: count() }).from(imports);
  const rows = await q
    .select()
    .from(imports)
    .where(and(after_id === undefined ? undefined : before(after_id)))
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(page_size + 1);
  return { rows, total: counted?.total ?? 0 };
}

/** Whether there is an import of this id. */
export const isImport = async (q: Queryable, id: string): Promise<boolean> =>
  (await q.select({ id: imports.id }).from(imports).where(eq(imports.id, id))).length > 0;

const before = (id: string): SQL =>
  sql`(${imports.at}, ${imports.id}) < (select at, id from imports where id = ${id})`;
