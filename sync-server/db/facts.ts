// Single facts that this database keeps about itself.
import { eq } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { facts } from './tables/records.ts';

/**
 * The fact of this name. The first caller's `make` decides it, also when several processes ask at once.
 */
export async function keptFact(q: Queryable, name: string, make: () => string): Promise<string> {
  await q.insert(facts).values({ name, value: make() }).onConflictDoNothing();
  const value = await readFact(q, name);
  if (value === null) throw new Error(`the fact ${name} was not kept`);
  return value;
}

/** The fact of this name, or null. */
export async function readFact(q: Queryable, name: string): Promise<string | null> {
  const [row] = await q.select().from(facts).where(eq(facts.name, name));
  return row?.value ?? null;
}

/** The epoch of this database: it changes when a backup is restored, and every checkpoint holds it. */
export const epochOf = (q: Queryable, newId: () => string): Promise<string> => keptFact(q, 'epoch', newId);

/** Gives this database a new epoch, and tells both. */
export async function renewEpoch(q: Queryable, newId: () => string): Promise<{ was: string; now: string }> {
  const was = await epochOf(q, newId);
  const now = newId();
  await q.update(facts).set({ value: now }).where(eq(facts.name, 'epoch'));
  return { was, now };
}
