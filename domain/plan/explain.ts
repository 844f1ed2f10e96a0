// Why a lead is due, in words: the same days and instants as the plan's fields, with the zones they are meant in.
import type { Cadence } from '../lead/cadence.ts';
import type { Tally } from './counting.ts';
import { bornAt, cadenceOf, type Due } from './due.ts';
import type { Hiding } from './hiding.ts';
import type { PlanLead } from './lead.ts';
import { clockWords, countWords, dayWords, momentWords, weekdayWord } from './words.ts';
import type { Zone } from './zone.ts';

export interface Story {
  lead: PlanLead;
  due: Due;
  tally: Tally;
  hiding: Hiding | null;
  attempts: number;
  lateDays: number;
  zone: Zone;
  kam: Zone;
}

/** One to three short sentences: the reason, the due time in both zones, and what has happened since. */
export function explain(story: Story): string {
  return [`${reasonWords(story)}, ${timeWords(story)}.`, hidingWords(story), lateWords(story)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function reasonWords({ lead, due, tally, zone }: Story): string {
  const day = due.nominal === due.on ? dayWords(due.on) : movedWords(due);
  const called = tally.last === null ? 'not called yet' : `last call ${dayWords(zone.dayOf(tally.last))}`;
  switch (due.reason) {
    case 'new':
      return `${bornWords(lead, zone)}, ${called}, so due ${day}`;
    case 'callback':
      return `A callback was promised (${called}) for ${day}`;
    case 'revive':
      return `Lost, to be taken up again (${called}), so due ${day}`;
    case 'cadence':
      return `${cadenceWords(cadenceOf(lead))}; ${called}, so due ${day}`;
  }
}

function bornWords(lead: PlanLead, zone: Zone): string {
  const born = bornAt(lead);
  const kind = lead.reopened_at ? 'Reopened lead' : 'New lead';
  return born === null ? kind : `${kind} of ${dayWords(zone.dayOf(born))}`;
}

const movedWords = ({ nominal, on }: Due): string =>
  `${dayWords(nominal)}, which is closed and moves it to ${dayWords(on)}`;

/** A rhythm in words: "Called every 7 days". */
export function cadenceWords(cadence: Cadence): string {
  switch (cadence.kind) {
    case 'none':
      return 'Called on no fixed days';
    case 'days':
      return cadence.n === 1 ? 'Called every day' : `Called every ${cadence.n} days`;
    case 'workdays':
      return cadence.n === 1 ? 'Called every open day' : `Called every ${cadence.n} open days`;
    case 'weekdays': {
      const days = [...new Set(cadence.days)].sort((a, b) => a - b).map(weekdayWord);
      return `Called on ${days.join(', ')} ${cadence.every_weeks === 1 ? 'every week' : `every ${cadence.every_weeks} weeks`}`;
    }
    case 'month_day':
      return cadence.day > 28
        ? `Called on day ${cadence.day} of each month, or its last`
        : `Called on day ${cadence.day} of each month`;
  }
}

function timeWords({ due, zone, kam }: Story): string {
  const theirs = `${clockWords(due.at, zone)}-${clockWords(due.closes, zone)} in ${zone.id}`;
  if (kam.id === zone.id) return theirs;
  const sameDay = kam.dayOf(due.at) === due.on;
  const yours = `${sameDay ? clockWords(due.at, kam) : momentWords(due.at, kam)}-${clockWords(due.closes, kam)}`;
  return `${theirs} (yours: ${yours} in ${kam.id})`;
}

function hidingWords({ hiding, attempts, tally, zone }: Story): string {
  if (hiding === null) return '';
  const until = momentWords(hiding.until, zone);
  if (hiding.by === 'snooze') return `Snoozed ${countWords(tally.snoozes, 'time', 'times')}, until ${until}.`;
  const next = `${countWords(attempts, 'try', 'tries')} in vain, next ${until}.`;
  return attempts >= 3 ? `${next} Try another contact.` : next;
}

const lateWords = ({ lateDays }: Story): string =>
  lateDays === 0 ? '' : `${countWords(lateDays, 'day', 'days')} late.`;
