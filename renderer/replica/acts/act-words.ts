// What an act has done, in words for the toast: the outcome, and when the lead is up again.
import type { Outcome } from '#domain/interaction/interaction.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { outcomeWord } from '../../ui/field-words.ts';
import { dayWords, momentWords, moneyWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import type { DeskRow } from '../desk-types.ts';
import type { When } from './act-types.ts';

const STILL_DUE: readonly string[] = ['OVERDUE', 'CALL_NOW', 'WAITING'];

/** "Call logged: no answer. Tried twice, next Mon 9 Mar 2026, 11:30." The row is the lead's after the call. */
export function callWords(
  outcome: Outcome,
  order: { amount_minor: number; currency: string } | null,
  row: DeskRow | null,
) {
  const amount = order ? ` ${moneyWords(order.amount_minor, order.currency)}` : '';
  return [
    say('Call logged: {outcome}{amount}.', { outcome: outcomeWord(outcome).toLowerCase(), amount }),
    nextWords(row),
  ]
    .filter(Boolean)
    .join(' ');
}

/** When the lead is up again; empty where nothing is planned. */
export function nextWords(row: DeskRow | null): string {
  if (row === null || !isPlanned(row.plan)) return '';
  const { plan } = row;
  const zone = zoneOf(row.time_zone);
  if (
    plan.hidden_until !== null &&
    plan.hidden_by === 'attempt' &&
    plan.hidden_until > (plan.attempted_at ?? '')
  ) {
    const when = momentWords(Date.parse(plan.hidden_until), zone);
    return plan.attempts === 1
      ? say('Next try {when}.', { when })
      : say('{n, plural, one {# try} other {# tries}}, next {when}.', { n: plan.attempts, when });
  }
  // A call that changed nothing, as a wrong number: a date that has passed would be no answer to "when next?".
  if (STILL_DUE.includes(plan.bucket)) return say('Still due.');
  if (plan.reason === 'callback')
    return say('Callback {moment}.', { moment: momentWords(Date.parse(plan.due_at), zone) });
  return say('Next call {day}.', { day: dayWords(dayNumber(plan.due_on)) });
}

/** "Mon 9 Mar 2026, 09:00" in the lead's zone, or the day alone. */
export const whenWords = (when: When, timeZone: string): string =>
  'on' in when ? dayWords(dayNumber(when.on)) : momentWords(Date.parse(when.until), zoneOf(timeZone));

export const amountWords = ({ amount_minor, currency }: { amount_minor: number; currency: string }): string =>
  moneyWords(amount_minor, currency);
