// The people of the workspace, page by page.
import { and, asc, count, eq, gt } from 'drizzle-orm';
import type { User } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import { type Page, pageOf } from '../http/paging.ts';

/** In the order in which they were made. */
export async function listUsers(
  q: Queryable,
  { page_size, after_id }: { page_size: number; after_id?: string | undefined },
): Promise<Page<User>> {
  const present = eq(users.deleted, false);
  const rows = await q
    .select()
    .from(users)
    .where(after_id === undefined ? present : and(present, gt(users.id, after_id)))
    .orderBy(asc(users.id))
    .limit(page_size + 1);
  const [all] = await q.select({ n: count() }).from(users).where(present);
  return pageOf(
    rows.map((row) => documentOf('users', row)),
    page_size,
    all?.n ?? 0,
  );
}
