// The rhythm of an account as a line of days: when it ordered, when the next order is expected, and from when on it is
// late and silent. What the limits are is the performance's; here they only become days.
import type { Pause } from '../metric/metric.ts';
import { unpausedDayAfter } from './days.ts';
import { accountDays, type Exchange, type OrderDay } from './order-days.ts';
import { factOf, type Order } from './order-facts.ts';
import type { Performance } from './performance.ts';

export interface RhythmLine {
  /** At most thirteen, oldest first. */
  days: readonly OrderDay[];
  /** YYYY-MM-DD; null where the figures give none, or never while an open pause lasts. */
  expected_on: string | null;
  /** The first day on which it is late. */
  late_on: string | null;
  silent_on: string | null;
  today: string;
}

/** The line of these orders; null without an order day. `account` is the performance of the same orders. */
export function rhythmLine(
  orders: readonly Order[],
  { time_zone, settings, pauses }: { time_zone: string; settings: Exchange; pauses: readonly Pause[] },
  account: Pick<Performance, 'as_of_on' | 'usual_gap_days' | 'late_after_days' | 'silent_after_days'>,
): RhythmLine | null {
  const facts = orders.flatMap((order) => factOf(order, time_zone) ?? []);
  const days = accountDays(facts, settings, account.as_of_on).recent;
  const last = days.at(-1);
  if (last === undefined) return null;
  const after = (count: number | null) => (count === null ? null : unpausedDayAfter(last.on, count, pauses));
  const over = (limit: number | null) => (limit === null ? null : Math.floor(limit) + 1);
  const gap = account.usual_gap_days;
  return {
    days,
    expected_on: after(gap === null ? null : Math.max(1, Math.round(gap))),
    late_on: after(over(account.late_after_days)),
    silent_on: after(over(account.silent_after_days)),
    today: account.as_of_on,
  };
}
