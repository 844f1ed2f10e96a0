// Single facts that this database keeps about itself.
import { eq } from 'drizzle-orm';
import type { Queryable } from './database.ts';
import { facts } from './tables/records.ts';

/**
 * The fact of this name. The first caller's `make` decides it, also when several processes ask at once.
 */
export async function keptFact(q: Queryable, name: string, make: () => string): Promise<string> {
  await q.insert(facts).values({ name, value: make() }).onConflictDoNothing();
  const [row] = await q.select().from(facts).where(eq(facts.name, name));
  if (!row) throw new Error(`the fact ${name} was not kept`);
  return row.value;
}

/** The epoch of this database: it changes when a backup is restored, and every checkpoint holds it. */
export const epochOf = (q: Queryable, newId: () => string): Promise<string> => keptFact(q, 'epoch', newId);
