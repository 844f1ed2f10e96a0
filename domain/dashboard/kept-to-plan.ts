// Which calls of a lead fell due by its rhythm, and whether they were made in time. What the rhythm was earlier nobody
// keeps: the one of today is taken for the past too.
import { dueOf } from '../plan/due.ts';
import type { PlanLead } from '../plan/lead.ts';
import { calendarOf } from '../plan/windows.ts';

/** One call that was due. */
export interface DueCall {
  /** The lead's day number on which it was made, or on which it was due at the latest. */
  on: number;
  in_time: boolean;
}

/**
 * The calls that fell due on or after the day `first`, up to the lead's today. `contacts`: when the lead was spoken to, in
 * epoch milliseconds, in any order. A call counts as in time until the end of its due day, an early one too. One that is
 * due today or later, and not made, does not count yet.
 */
export function dueCalls(lead: PlanLead, contacts: readonly number[], first: number, now: number): DueCall[] {
  if (contacts.length === 0) return [];
  const calendar = calendarOf(lead);
  const { zone } = calendar;
  const born = lead.reopened_at ? Date.parse(lead.reopened_at) : Number.NEGATIVE_INFINITY;
  const made = contacts.filter((at) => at >= born && at <= now).sort((a, b) => a - b);
  return made.flatMap((last, index): DueCall[] => {
    const next = made[index + 1];
    const madeOn = next === undefined ? null : zone.dayOf(next);
    if (madeOn !== null && madeOn < first) return [];
    const due = dueOf(lead, { ...NOTHING, last }, calendar, last);
    if (typeof due === 'string' || due.reason !== 'cadence') return [];
    if (madeOn === null && due.on >= zone.dayOf(now)) return [];
    const on = Math.min(due.on, madeOn ?? due.on);
    return on < first ? [] : [{ on, in_time: madeOn !== null && madeOn <= due.on }];
  });
}

const NOTHING = { attempts: [], callback: null, snooze: null, snoozes: 0 };
