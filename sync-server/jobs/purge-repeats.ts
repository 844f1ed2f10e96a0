// Forgets by what a repeat of long ago would be recognised: write ids that were applied, and Idempotency-Keys. A repeat
// that is older still is judged by the write id that stands at its document.
import { lt } from 'drizzle-orm';
import { addMinutes, type Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import { applied, idempotency_keys } from '../db/tables/records.ts';

const DAY = 24 * 60;
/** Days for which a write is remembered, and the answer to a request. */
const KEEP_WRITES = 90;
const KEEP_ANSWERS = 7;

/** Removes what is old enough; says how much. */
export async function purgeRepeats({
  db,
  clock,
}: {
  db: Database;
  clock: Clock;
}): Promise<{ applied: number; answers: number }> {
  const before = (days: number) => addMinutes(clock.now(), -days * DAY);
  const writes = await db
    .delete(applied)
    .where(lt(applied.at, before(KEEP_WRITES)))
    .returning({ id: applied.write_id });
  const answers = await db
    .delete(idempotency_keys)
    .where(lt(idempotency_keys.at, before(KEEP_ANSWERS)))
    .returning({ key: idempotency_keys.key });
  return { applied: writes.length, answers: answers.length };
}
