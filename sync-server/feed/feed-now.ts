// How the feed stands at this moment: what a checkpoint is measured against.
import { sql } from 'drizzle-orm';
import type { Collection } from '#domain/sync/collections.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { compaction_floors, facts } from '../db/tables/records.ts';

export interface FeedNow {
  /** Of the database; another one since a backup was put back. */
  epoch: string;
  /** The number of the newest change. */
  newest: number;
  /** Up to where the scope's feed of this collection has forgotten what ended. */
  floor: number;
}

/** Read in one statement, so that the three belong together. */
export async function feedNow(q: Queryable, scope: string, collection: Collection): Promise<FeedNow> {
  const [row] = rowsOf(
    await q.execute(sql`
      select case when is_called then last_value else 0 end as newest,
        (select value from ${facts} where name = 'epoch') as epoch,
        coalesce((select seq from ${compaction_floors} where scope = ${scope} and collection = ${collection}), 0) as floor
      from feed_seq`),
  );
  return { epoch: String(row?.['epoch']), newest: Number(row?.['newest']), floor: Number(row?.['floor']) };
}
