// Why a lead is due, in words: the same days and instants as the plan's fields, with the zones they are meant in.
import type { Cadence } from '../lead/cadence.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import type { Tally } from './counting.ts';
import { bornAt, cadenceOf, type Due } from './due.ts';
import type { Hiding } from './hiding.ts';
import type { PlanLead } from './lead.ts';
import { clockWords, dayWords, momentWords, weekdayWord } from './words.ts';
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
  tongue: Tongue;
}

/** One to three short sentences: the reason, the due time in both zones, and what has happened since. */
export function explain(story: Story): string {
  const reason = reasonWords(story);
  return [
    story.tongue.say('{reason}, {times}.', { reason, times: timeWords(story) }),
    hidingWords(story),
    lateWords(story),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function reasonWords({ lead, due, tally, zone, tongue }: Story): string {
  const { say } = tongue;
  const day = due.nominal === due.on ? dayWords(due.on, tongue) : movedWords(due, tongue);
  const called =
    tally.last === null
      ? say('not called yet')
      : say('last call {day}', { day: dayWords(zone.dayOf(tally.last), tongue) });
  switch (due.reason) {
    case 'new':
      return say('{born}, {called}, so due {day}', { born: bornWords(lead, zone, tongue), called, day });
    case 'callback':
      return say('A callback was promised ({called}) for {day}', { called, day });
    case 'revive':
      return say('Lost, to be taken up again ({called}), so due {day}', { called, day });
    case 'cadence':
      return say('{rhythm}; {called}, so due {day}', {
        rhythm: cadenceWords(cadenceOf(lead), tongue),
        called,
        day,
      });
  }
}

function bornWords(lead: PlanLead, zone: Zone, tongue: Tongue): string {
  const { say } = tongue;
  const born = bornAt(lead);
  if (born === null) return say('New lead');
  const day = dayWords(zone.dayOf(born), tongue);
  return lead.reopened_at ? say('Reopened lead of {day}', { day }) : say('New lead of {day}', { day });
}

const movedWords = ({ nominal, on }: Due, tongue: Tongue): string =>
  tongue.say('{closed}, which is closed and moves it to {day}', {
    closed: dayWords(nominal, tongue),
    day: dayWords(on, tongue),
  });

/** A rhythm in words: "Called every 7 days". */
export function cadenceWords(cadence: Cadence, tongue: Tongue = ENGLISH): string {
  const { say } = tongue;
  switch (cadence.kind) {
    case 'none':
      return say('Called on no fixed days');
    case 'days':
      return say('Called every {n, plural, =1 {day} other {# days}}', { n: cadence.n });
    case 'workdays':
      return say('Called every {n, plural, =1 {open day} other {# open days}}', { n: cadence.n });
    case 'weekdays': {
      const days = [...new Set(cadence.days)].sort((a, b) => a - b).map((day) => weekdayWord(day, tongue));
      return say('Called on {days} every {weeks, plural, =1 {week} other {# weeks}}', {
        days: tongue.list(days),
        weeks: cadence.every_weeks,
      });
    }
    case 'month_day':
      return cadence.day > 28
        ? say('Called on day {day} of each month, or its last', { day: cadence.day })
        : say('Called on day {day} of each month', { day: cadence.day });
  }
}

function timeWords({ due, zone, kam, tongue }: Story): string {
  const { say } = tongue;
  const theirs = say('{from}-{to} in {zone}', {
    from: clockWords(due.at, zone),
    to: clockWords(due.closes, zone),
    zone: zone.id,
  });
  if (kam.id === zone.id) return theirs;
  const sameDay = kam.dayOf(due.at) === due.on;
  const yours = say('{from}-{to} in {zone}', {
    from: sameDay ? clockWords(due.at, kam) : momentWords(due.at, kam, tongue),
    to: clockWords(due.closes, kam),
    zone: kam.id,
  });
  return say('{theirs} (yours: {yours})', { theirs, yours });
}

function hidingWords({ hiding, attempts, tally, zone, tongue }: Story): string {
  if (hiding === null) return '';
  const { say } = tongue;
  const until = momentWords(hiding.until, zone, tongue);
  if (hiding.by === 'snooze')
    return say('Snoozed {n, plural, one {# time} other {# times}}, until {until}.', {
      n: tally.snoozes,
      until,
    });
  const next = say('{n, plural, one {# try} other {# tries}} in vain, next {until}.', { n: attempts, until });
  return attempts >= 3 ? `${next} ${say('Try another contact.')}` : next;
}

const lateWords = ({ lateDays, tongue }: Story): string =>
  lateDays === 0 ? '' : tongue.say('{n, plural, one {# day} other {# days}} late.', { n: lateDays });
