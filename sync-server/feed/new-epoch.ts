// A new epoch for this database: for when a backup was put back, and laptops know of changes that it does not.
import { sql } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import type { Clock } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import { renewEpoch } from '../db/facts.ts';
import { device_cursors } from '../db/tables/records.ts';
import { FEED_CHANNEL } from './feed-rows.ts';
import { inWriteTransaction } from './write-documents.ts';

/**
 * Renews the epoch: every checkpoint of before is answered `resync_required`, and open streams of every process say so.
 * What devices had read under the old one says nothing any more.
 */
export const beginNewEpoch = (store: {
  db: Database;
  clock: Clock;
  ids: Ids;
}): Promise<{ was: string; now: string }> =>
  inWriteTransaction(store, async (tx) => {
    const epochs = await renewEpoch(tx.sql, () => store.ids.next());
    await tx.sql.delete(device_cursors);
    await tx.sql.execute(sql`select pg_notify(${FEED_CHANNEL}, '*')`);
    return epochs;
  });
