// The handovers that are not closed yet: who covers for whom now, and what the clock has made due since the last look.
import { eq, isNull, or, type SQL } from 'drizzle-orm';
import { handoverInForce, handoverIsOver } from '#domain/user/handover.ts';
import type { Queryable } from '../db/database.ts';
import { handovers, users } from '../db/tables/workspace.ts';

export type HandoverRow = typeof handovers.$inferSelect & {
  /** The zone of the person who hands over: in it the days are counted. */
  time_zone: string;
};

/** Handovers that stand open or whose leads the feed still gives to the cover; a handful at most. */
export const openHandovers = (q: Queryable): Promise<HandoverRow[]> =>
  selectHandovers(q, or(isNull(handovers.ended_at), eq(handovers.given, true)));

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
