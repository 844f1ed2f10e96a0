// The Today screen's three lists: unanswered new leads, the queue in the order of calling, and what is parked.
import { inCallOrder } from '#domain/plan/order.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import { isInToday, isParkedToday } from '#domain/plan/today.ts';
import { slaIsPressing } from '#domain/sla/sla.ts';
import type { DeskRow, Today, TodayBucket } from '../desk-types.ts';
import type { Viewpoint, WorkedRow } from './rows.ts';

type Lists = Pick<Today, 'fresh' | 'queue' | 'parked' | 'counts'>;

/** The lists of these rows at the viewpoint. Source: due calls, R9, R14 and R19. */
export function todayLists(rows: readonly WorkedRow[], { now, time_zone }: Viewpoint): Lists {
  const fresh: DeskRow[] = [];
  const parked: DeskRow[] = [];
  const queued = [];
  for (const { row, value_minor } of rows) {
    const { lead, plan, performance } = row;
    if (isUnanswered(row)) fresh.push(row);
    else if (isInToday(plan))
      queued.push({
        row,
        lead,
        plan,
        sla_pressing: slaIsPressing(row.sla),
        status: performance,
        value_minor,
      });
    else if (isParkedToday(plan, now, time_zone)) parked.push(row);
  }
  const queue = inCallOrder(queued).map(({ row }) => row);
  return {
    fresh: fresh.sort(byDeadline),
    queue,
    parked: parked.sort((a, b) => compare(hiddenUntil(a), hiddenUntil(b)) || compare(a.lead_id, b.lead_id)),
    counts: countsOf(queue),
  };
}

/** A lead whose first answer is still owed. A lead that must not be called cannot be answered by a call. */
export const isUnanswered = ({ category, sla, lead }: DeskRow): boolean =>
  category === 'new' && sla !== null && sla.met_at === null && !lead.do_not_call;

/** The first promised answer first. */
export const byDeadline = (a: DeskRow, b: DeskRow): number =>
  compare(a.sla?.due_at, b.sla?.due_at) || compare(a.lead_id, b.lead_id);

const hiddenUntil = ({ plan }: DeskRow): string => (isPlanned(plan) ? (plan.hidden_until ?? '') : '');

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** How many rows stand in each bucket. */
export function countsOf(queue: readonly DeskRow[]): Record<TodayBucket, number> {
  const counts = { OVERDUE: 0, CALL_NOW: 0, WAITING: 0, DUE_TODAY: 0, LATER_TODAY: 0 };
  for (const { plan } of queue) if (plan.bucket in counts) counts[plan.bucket as TodayBucket] += 1;
  return counts;
}
