// Remembers how far each signed-in device has come, so that what ended is kept until all of them have heard of it. Written
// seldom: a cursor that lags behind keeps a tombstone longer, and does no harm.
import { sql } from 'drizzle-orm';
import type { Collection } from '#domain/sync/collections.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import { device_cursors } from '../db/tables/records.ts';
import type { Position } from './checkpoint.ts';

const EVERY_ROWS = 5000;
const EVERY_MINUTES = 5;
const MAX_REMEMBERED = 20_000;

export interface DeviceCursors {
  /** Notes the position that a device has come with. It has all that lies before it. */
  note(sessionId: string, collection: Collection, position: Position): Promise<void>;
}

/** The notes of this server; what it has written lately it knows without asking. */
export function createDeviceCursors({ db, clock }: { db: Database; clock: Clock }): DeviceCursors {
  const written = new Map<string, { scope: string; seq: number; at: string }>();
  return {
    note: async (session_id, collection, { scope, seq }) => {
      const key = `${session_id} ${collection}`;
      const last = written.get(key);
      const at = clock.now();
      if (seq === 0 || (last && last.scope === scope && isFresh(last, seq, at))) return;
      await db
        .insert(device_cursors)
        .values({ session_id, collection, scope, seq, seen_at: at })
        .onConflictDoUpdate({
          target: [device_cursors.session_id, device_cursors.collection],
          set: { scope: sql`excluded.scope`, seq: sql`excluded.seq`, seen_at: sql`excluded.seen_at` },
        });
      if (written.size >= MAX_REMEMBERED) written.clear();
      written.set(key, { scope, seq, at });
    },
  };
}

/** A device that began anew has less than it had: that is written at once. */
const isFresh = (last: { seq: number; at: string }, seq: number, at: string): boolean =>
  seq >= last.seq && seq < last.seq + EVERY_ROWS && at < addMinutes(last.at, EVERY_MINUTES);
