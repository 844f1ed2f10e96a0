// What a row of Today says: why it is due, in a few words, and what state it is in. The full reason is in the plan.
import { isPlanned, type PlannedCall } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { clockLabel, momentLabel, momentNear } from '../../ui/day-words.ts';
import type { Badge } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';

/** Why it is due: "last call 8 days ago, every 7", "promised callback", "new, not called yet". */
export function shortWhy({ plan }: Pick<DeskRow, 'plan'>): string {
  if (!isPlanned(plan)) return plan.bucket === 'NO_HOURS' ? say('no call hours') : say('nothing due');
  const last = plan.last_on === null ? say('not called yet') : lastWords(plan.elapsed_days);
  switch (plan.reason) {
    case 'new':
      return say('new, {last}', { last });
    case 'callback':
      return say('you promised to call, {last}', { last });
    case 'revive':
      return say('to be taken up again, {last}', { last });
    case 'cadence':
      return say('{last}, due after {interval_days}', { last, interval_days: plan.interval_days });
  }
}

const lastWords = (days: number): string =>
  days === 0
    ? say('last call today')
    : say('{days, plural, =1 {last call yesterday} other {last call # days ago}}', { days });

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
      words: say('promised {when}', {
        when: momentNear(plan.due_at, timeZone, now),
      }),
    },
  ];
}

function stateBadge(plan: PlannedCall, timeZone: string, now: string, promised: boolean): Badge[] {
  const hidden = plan.hidden_until;
  switch (plan.bucket) {
    case 'OVERDUE':
      if (plan.late_days > 0) return [{ tone: 'overdue', words: lateWords(plan.late_days) }];
      return promised ? [] : [{ tone: 'overdue', words: say('missed today') }];
    case 'CALL_NOW':
      return promised ? [] : [{ tone: 'now', words: say('due today') }];
    case 'WAITING':
      return [{ tone: 'waiting', words: say('closed now') }];
    case 'DUE_TODAY':
      return promised
        ? []
        : [
            {
              tone: 'today',
              words: say('from {when}', {
                when: momentNear(plan.due_at, timeZone, now),
              }),
            },
          ];
    case 'LATER_TODAY':
      return hidden
        ? [{ tone: 'later', words: say('back {clock}', { clock: clockLabel(hidden, timeZone) }) }]
        : [];
    case 'UPCOMING':
      return hidden && hidden > now
        ? [{ tone: 'parked', words: say('next {moment}', { moment: momentLabel(hidden, timeZone, now) }) }]
        : [];
  }
}

const lateWords = (days: number): string =>
  say('{days, plural, one {1 day late} other {{days} days late}}', { days });

function tryBadges({ attempts, snoozes, unreachable }: PlannedCall): Badge[] {
  const tries = say('{attempts, plural, one {1 try} other {{attempts} tries}}', { attempts });
  return [
    ...(attempts > 0
      ? [
          {
            tone: 'parked' as const,
            words: unreachable ? say('{tries}, try another contact', { tries }) : tries,
          },
        ]
      : []),
    ...(snoozes > 0
      ? [
          {
            tone: 'parked' as const,
            words: say('{snoozes, plural, one {snoozed once} other {snoozed {snoozes}×}}', { snoozes }),
          },
        ]
      : []),
  ];
}
