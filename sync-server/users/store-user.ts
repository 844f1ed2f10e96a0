// Reads and writes accounts: the replicated user document, and beside it what only the server knows of him.
import { and, count, eq, ne } from 'drizzle-orm';
import { normalEmail, type User } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import { type WriteTx, writeDocuments } from '../feed/write-documents.ts';

/** A user with the hash of his password; null: he has chosen none yet. */
export interface Account {
  user: User;
  password_hash: string | null;
}

/** Stores an account whole, new or changed, and tells every replica of the user. */
export async function storeAccount(tx: WriteTx, { user, password_hash }: Account): Promise<void> {
  const extra = { email_normal: normalEmail(user.email), password_hash };
  await writeDocuments(tx, [{ collection: 'users', document: user, extra }]);
}

/** The account of an e-mail address, however it is capitalised. */
export async function accountByEmail(q: Queryable, email: string): Promise<Account | null> {
  return accountOf(
    await q
      .select()
      .from(users)
      .where(eq(users.email_normal, normalEmail(email))),
  );
}

/** The account of an id. */
export async function accountById(q: Queryable, id: string): Promise<Account | null> {
  return accountOf(await q.select().from(users).where(eq(users.id, id)));
}

function accountOf([row]: (typeof users.$inferSelect)[]): Account | null {
  if (!row || row.deleted) return null;
  return { user: documentOf('users', row), password_hash: row.password_hash };
}

/** Whether there is no account at all yet. */
export async function isFirstAccount(q: Queryable): Promise<boolean> {
  const [row] = await q.select({ n: count() }).from(users);
  return row?.n === 0;
}

/** Whether the workspace keeps an active admin without this one. */
export async function hasOtherAdmin(q: Queryable, id: string): Promise<boolean> {
  const others = and(
    ne(users.id, id),
    eq(users.role, 'admin'),
    eq(users.is_active, true),
    eq(users.deleted, false),
  );
  const [row] = await q.select({ n: count() }).from(users).where(others);
  return (row?.n ?? 0) > 0;
}
