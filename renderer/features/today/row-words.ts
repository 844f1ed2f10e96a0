// What a row of Today says: why it is due, in a few words, and what state it is in. The full reason is in the plan.
import { isPlanned, type PlannedCall } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { clockLabel, momentLabel } from '../../ui/day-words.ts';
import type { Badge } from '../../ui/tone-chip.tsx';

/** Why it is due: "last call 8 days ago, every 7", "promised callback", "new, not called yet". */
export function shortWhy({ plan }: Pick<DeskRow, 'plan'>): string {
  if (!isPlanned(plan)) return plan.bucket === 'NO_HOURS' ? 'no call hours' : 'nothing due';
  const last = plan.last_on === null ? 'not called yet' : `last call ${daysAgo(plan.elapsed_days)}`;
  switch (plan.reason) {
    case 'new':
      return `new, ${last}`;
    case 'callback':
      return `you promised to call, ${last}`;
    case 'revive':
      return `to be taken up again, ${last}`;
    case 'cadence':
      return `${last}, due after ${plan.interval_days}`;
  }
}

const daysAgo = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;

/** The badges of a row, the most telling first. Times are the lead's. `now` is an instant. */
export function rowBadges(row: Pick<DeskRow, 'plan' | 'time_zone'>, now: string): Badge[] {
  const { plan, time_zone } = row;
  if (!isPlanned(plan)) return [];
  const promised = plan.reason === 'callback' ? promiseBadge(plan, time_zone, now) : [];
  return [...promised, ...stateBadge(plan, time_zone, now, promised.length > 0), ...tryBadges(plan)];
}

function promiseBadge(plan: PlannedCall, timeZone: string, now: string): Badge[] {
  const late = plan.bucket === 'OVERDUE';
  return [
    {
      tone: late ? 'overdue' : 'now',
      words: `promised ${momentLabel(plan.due_at, timeZone, now).replace(/^today /, '')}`,
    },
  ];
}

function stateBadge(plan: PlannedCall, timeZone: string, now: string, promised: boolean): Badge[] {
  const hidden = plan.hidden_until;
  switch (plan.bucket) {
    case 'OVERDUE':
      if (plan.late_days > 0) return [{ tone: 'overdue', words: lateWords(plan.late_days) }];
      return promised ? [] : [{ tone: 'overdue', words: 'missed today' }];
    case 'CALL_NOW':
      return promised ? [] : [{ tone: 'now', words: 'due today' }];
    case 'WAITING':
      return [{ tone: 'waiting', words: 'closed now' }];
    case 'DUE_TODAY':
      return promised
        ? []
        : [
            {
              tone: 'today',
              words: `from ${momentLabel(plan.due_at, timeZone, now).replace(/^today /, '')}`,
            },
          ];
    case 'LATER_TODAY':
      return hidden ? [{ tone: 'later', words: `back ${clockLabel(hidden, timeZone)}` }] : [];
    case 'UPCOMING':
      return hidden && hidden > now
        ? [{ tone: 'parked', words: `next ${momentLabel(hidden, timeZone, now)}` }]
        : [];
  }
}

const lateWords = (days: number): string => (days === 1 ? '1 day late' : `${days} days late`);

function tryBadges({ attempts, snoozes, unreachable }: PlannedCall): Badge[] {
  const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
  return [
    ...(attempts > 0
      ? [{ tone: 'parked' as const, words: unreachable ? `${tries}, try another contact` : tries }]
      : []),
    ...(snoozes > 0
      ? [{ tone: 'parked' as const, words: snoozes === 1 ? 'snoozed once' : `snoozed ${snoozes}×` }]
      : []),
  ];
}
