// The fields of documents and their values in words, for people who compare what two sides have written.
import { z } from 'zod';
import { cadenceSchema, callHoursSchema } from '#domain/lead/cadence.ts';
import { overrideSchema, pauseSchema } from '#domain/metric/metric.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { cadenceWords, dayWords, durationWords, listWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import { amountWords } from './amount.ts';
import { bothClocks } from './day-words.ts';
import { countryName, outcomeWord, stateWord, statusWord, typeWord } from './field-words.ts';
import { hoursWords } from './hours-values.ts';

/** What words depend on beside the value. */
export interface ValueContext {
  /** The lead's zone, and the reader's. */
  timeZone: string;
  ownZone: string;
  /** Of amounts whose document names none. */
  currency: string;
  /** The name of a user, contact or lead; null for one that is not known here. */
  nameOf(id: string): string | null;
}

const NAMES: Readonly<Record<string, string>> = {
  name: say('Name'),
  first_name: say('First name'),
  last_name: say('Last name'),
  company: say('Company'),
  phone: say('Phone'),
  address: say('Address'),
  city: say('City'),
  country: say('Country'),
  time_zone: say('Time zone'),
  kind: say('Kind'),
  state: say('State'),
  tier: say('Tier'),
  tags: say('Tags'),
  source: say('Source'),
  currency: say('Currency'),
  call_hours: say('Call hours'),
  note: say('Note'),
  outcome: say('Outcome'),
  type: say('Type'),
  direction: say('Direction'),
  role: say('Role'),
  pauses: say('Pauses'),
  email: say('E-mail'),
  value_minor: say('Potential'),
  amount_minor: say('Amount'),
  monthly_target_minor: say('Monthly target'),
  expected_interval_days: say('Orders expected every'),
  assignee_id: say('Assignee'),
  poc_id: say('With whom'),
  lead_id: say('Lead'),
  call_id: say('Taken in a call'),
  created_by: say('By'),
  cadence: say('Rhythm'),
  closed_dates: say('Closed on'),
  revive_on: say('Take up again'),
  do_not_call: say('Do not call'),
  is_primary: say('Primary contact'),
  deleted_at: say('Deleted'),
  merged_into_id: say('Merged into'),
  custom: say('Own fields'),
  resume: say('Résumé'),
  override: say('Rating by hand'),
  sla_due_at: say('First answer by'),
  sla_met_at: say('First answer'),
  sla_breached_at: say('First answer missed'),
  occurred_at: say('When'),
  voided_at: say('Taken back'),
  duration_s: say('Duration'),
  since_on: say('Customer since'),
  until: say('Until'),
  on: say('On'),
  won_at: say('Won'),
  reopened_at: say('Taken up again'),
};

/** "City" for city, "Potential" for value_minor. */
export function fieldWord(field: string): string {
  const words = NAMES[field] ?? field.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Words = (value: unknown, context: ValueContext, document: Readonly<Record<string, unknown>>) => string;

const parsedBy =
  <T>(schema: z.ZodType<T>, words: (value: T) => string): Words =>
  (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? words(parsed.data) : plainWords(value);
  };
const texts = z.array(z.string());
const day = (on: string): string => dayWords(dayNumber(on));
const pauses = z.array(pauseSchema);
const resume = z.looseObject({ name: z.string() });

const OF_FIELD: Readonly<Record<string, Words>> = {
  state: (value) => stateWord(String(value)),
  type: (value) => typeWord(String(value)),
  outcome: (value) => outcomeWord(String(value)) || String(value),
  direction: (value) => (value === 'in' ? say('they called') : say('outgoing')),
  kind: (value) => stateWord(String(value).toUpperCase()),
  country: (value) => countryName(String(value)),
  tags: parsedBy(texts, (tags) => listWords(tags)),
  closed_dates: parsedBy(texts, (days) => listWords(days.map(day))),
  cadence: parsedBy(cadenceSchema, cadenceWords),
  call_hours: parsedBy(callHoursSchema, (hours) => hoursWords(hours).join('\n') || say('never open')),
  pauses: parsedBy(pauses, (list) =>
    list
      .map(({ from_on, to_on }) =>
        to_on
          ? say('{from} to {to}', { from: day(from_on), to: day(to_on) })
          : say('{from} to further notice', { from: day(from_on) }),
      )
      .join('\n'),
  ),
  override: parsedBy(overrideSchema, ({ rating, reason, expires_on }) =>
    say('{status} through {day}: {reason}', { status: statusWord(rating), day: day(expires_on), reason }),
  ),
  resume: parsedBy(resume, ({ name }) => name),
  duration_s: (value) => durationWords(Math.max(1, Math.round(Number(value) / 60))),
  expected_interval_days: (value) => say('{n, plural, one {# day} other {# days}}', { n: Number(value) }),
};

const EMPTY: Readonly<Record<string, string>> = {
  cadence: say('as usual'),
  call_hours: say('the usual hours'),
  assignee_id: say('nobody'),
  deleted_at: say('not deleted'),
  voided_at: say('stands'),
};

/** Whether there is nothing to show. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** A stored value as people write it; several lines where it has several parts. `document` is the one it stands in. */
export function valueWords(
  field: string,
  value: unknown,
  context: ValueContext,
  document: Readonly<Record<string, unknown>> = {},
): string {
  if (isEmpty(value) && !(field === 'call_hours' && value)) return EMPTY[field] ?? '–';
  const words = OF_FIELD[field];
  if (words) return words(value, context, document);
  if (field.endsWith('_minor')) return moneyWords(value, context, document);
  if (typeof value === 'string') return textWords(field, value, context);
  return plainWords(value);
}

function moneyWords(value: unknown, { currency }: ValueContext, document: Readonly<Record<string, unknown>>) {
  const own = document['currency'];
  return typeof value === 'number' && Number.isInteger(value)
    ? amountWords(value, typeof own === 'string' && own !== '' ? own : currency)
    : plainWords(value);
}

const INSTANT = /^\d{4}-\d\d-\d\dT.*Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function textWords(field: string, value: string, { timeZone, ownZone, nameOf }: ValueContext): string {
  if ((field.endsWith('_at') || field === 'until') && INSTANT.test(value))
    return bothClocks(value, timeZone, ownZone);
  if ((field.endsWith('_on') || field === 'on') && DAY.test(value)) return day(value);
  if (field.endsWith('_id') || field === 'created_by') return nameOf(value) ?? say('somebody not known here');
  return value;
}

/** Values of no known shape: lists by commas, objects line by line. */
function plainWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  if (Array.isArray(value)) return value.map(plainWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value ?? '–');
  return Object.entries(value)
    .map(([name, part]) => `${name.replaceAll('_', ' ')}: ${plainWords(part)}`)
    .join('\n');
}
