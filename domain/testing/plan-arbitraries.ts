// Leads, events and instants at random for the property tests of due calls, crowded around the changes of clocks.
import fc from 'fast-check';
import type { Cadence, CallHours } from '../lead/cadence.ts';
import type { PlanEvent, PlanLead } from '../plan/lead.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];

export const anyZone = fc.constantFrom(...ZONES);

const FROM = Date.parse('2026-02-15T00:00:00Z');
const TO = Date.parse('2026-04-20T00:00:00Z');
const MINUTE = 60_000;

/** An instant in the weeks in which most zones move their clocks, on a coarse grid so that instants coincide. */
export const anyInstant = fc
  .integer({ min: 0, max: (TO - FROM) / (10 * MINUTE) })
  .map((step) => new Date(FROM + step * 10 * MINUTE).toISOString());

export const anyDay = anyInstant.map((instant) => instant.slice(0, 10));

const clock = fc.integer({ min: 0, max: 48 }).map((half) => {
  const hour = String(Math.floor(half / 2)).padStart(2, '0');
  return `${hour}:${half % 2 === 0 ? '00' : '30'}`;
});
const windows = fc.array(fc.tuple(clock, clock), { minLength: 1, maxLength: 2 });
const weekday = fc.constantFrom('1', '2', '3', '4', '5', '6', '7');
const ownHours: fc.Arbitrary<CallHours> = fc.dictionary(weekday, windows, { maxKeys: 7 });
export const anyHours: fc.Arbitrary<CallHours | null> = fc.oneof(fc.constant(null), ownHours);

export const anyCadence: fc.Arbitrary<Cadence> = fc.oneof(
  fc.constant<Cadence>({ kind: 'none' }),
  fc.integer({ min: 1, max: 40 }).map((n): Cadence => ({ kind: 'days', n })),
  fc.integer({ min: 1, max: 10 }).map((n): Cadence => ({ kind: 'workdays', n })),
  fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      every_weeks: fc.integer({ min: 1, max: 8 }),
      anchor_on: anyDay,
    })
    .map((pattern): Cadence => ({ kind: 'weekdays', ...pattern })),
  fc.integer({ min: 1, max: 31 }).map((day): Cadence => ({ kind: 'month_day', day })),
);

export const anyPlanLead: fc.Arbitrary<PlanLead> = fc.record({
  time_zone: anyZone,
  call_hours: anyHours,
  closed_dates: fc.array(anyDay, { maxLength: 5 }),
  cadence: fc.option(anyCadence),
  state: fc.constantFrom('PENDING', 'REACHED_OUT', 'REACHED_OUT', 'WON', 'LOST', 'TASTING'),
  created_at: fc.option(anyInstant),
  reopened_at: fc.option(anyInstant),
  revive_on: fc.option(anyDay),
});

const anyId = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const anyInteraction = (at: fc.Arbitrary<string>): fc.Arbitrary<PlanEvent> =>
  fc.record({
    kind: fc.constant('interaction' as const),
    id: anyId,
    type: fc.constantFrom('CALL' as const, 'CALL' as const, 'VISIT' as const, 'EMAIL' as const),
    outcome: fc.constantFrom('CONNECTED', 'NO_ANSWER', 'BUSY', 'CALLBACK', 'WRONG_NUMBER', null),
    occurred_at: at,
    voided_at: fc.constantFrom(null, null, null, '2026-03-01T00:00:00.000Z'),
  });
const anyAct = (at: fc.Arbitrary<string>): fc.Arbitrary<PlanEvent> =>
  fc
    .record({
      kind: fc.constantFrom('callback' as const, 'snooze' as const),
      id: anyId,
      occurred_at: at,
      poc_id: fc.constantFrom(null, 'p'),
      when: fc.oneof(
        anyInstant.map((until) => ({ until })),
        anyDay.map((on) => ({ on })),
        fc.constant({}),
      ),
    })
    .map(({ when, ...act }) => ({ ...act, ...when }));

/** A history whose events share a handful of instants, so that many of them coincide. */
export const anyEvents: fc.Arbitrary<PlanEvent[]> = fc
  .array(anyInstant, { minLength: 1, maxLength: 4 })
  .chain((instants) => {
    const at = fc.constantFrom(...instants);
    return fc.array(fc.oneof(anyInteraction(at), anyAct(at), anyAct(at)), { maxLength: 8 });
  });
