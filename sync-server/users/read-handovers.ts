// The handovers that are not closed yet: who covers for whom now, and what the clock has made due since the last look.
import { eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { handoverInForce, handoverIsOver } from '#domain/user/handover.ts';
import type { Queryable } from '../db/database.ts';
import { instantText } from '../db/rows-as-json.ts';
import { handovers, users } from '../db/tables/workspace.ts';

export type HandoverRow = typeof handovers.$inferSelect & {
  /** The zone of the person who hands over: in it the days are counted. */
  time_zone: string;
};

const isOpen = or(isNull(handovers.ended_at), eq(handovers.given, true));

/** Handovers that stand open or whose leads the feed still gives to the cover; a handful at most. */
export const openHandovers = (q: Queryable): Promise<HandoverRow[]> => selectHandovers(q, isOpen);

/** The same as a text in another query; null: there are none. To be read by `handoversOf`. */
export const openHandoversText: SQL<string | null> = sql`(
  select json_agg(json_build_object('id', ${handovers.id}, 'user_id', ${handovers.user_id}, 'to_id', ${handovers.to_id},
    'from_on', ${handovers.from_on}, 'to_on', ${handovers.to_on}, 'set_at', ${instantText(handovers.set_at)},
    'ended_at', ${instantText(handovers.ended_at)}, 'given', ${handovers.given}, 'time_zone', ${users.time_zone}))::text
  from ${handovers} inner join ${users} on ${users.id} = ${handovers.user_id} where ${isOpen})`;

export const handoversOf = (text: string | null): HandoverRow[] =>
  text === null ? [] : (JSON.parse(text) as HandoverRow[]);

/** All handovers to this person, past ones too. */
export const handoversTo = (q: Queryable, toId: string): Promise<HandoverRow[]> =>
  selectHandovers(q, eq(handovers.to_id, toId));

async function selectHandovers(q: Queryable, where: SQL | undefined): Promise<HandoverRow[]> {
  const rows = await q
    .select({ handover: handovers, time_zone: users.time_zone })
    .from(handovers)
    .innerJoin(users, eq(users.id, handovers.user_id))
    .where(where);
  return rows.map(({ handover, time_zone }) => ({ ...handover, time_zone }));
}

/** Whether the cover works the leads at `at`. */
export const covers = (row: HandoverRow, at: string): boolean =>
  (row.ended_at === null || at < row.ended_at) && handoverInForce(row, at, row.time_zone);

/** Whether something is to be done at `now`: leads to be given or taken, or a handover to be closed. */
export const isDue = (row: HandoverRow, now: string): boolean =>
  covers(row, now) !== row.given || isExpired(row, now);

/** Whether its last day is over and nobody has closed it. */
export const isExpired = (row: HandoverRow, now: string): boolean =>
  row.ended_at === null && handoverIsOver(row, now, row.time_zone);
