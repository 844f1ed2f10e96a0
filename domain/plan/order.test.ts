// The order of calling: each step of it, and that it is one order whatever comes in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCall, aPlanLead, mustBePlanned } from '../testing/plan-builders.ts';
import { compareCodePoints, compareKeys, inCallOrder, orderKey, type PlannedRow } from './order.ts';
import { type PlannedCall, plan } from './plan.ts';

const base = mustBePlanned(
  plan(aPlanLead(), [aCall('2026-05-04T08:00:00.000Z')], '2026-05-11T08:00:00.000Z', 'Europe/Berlin'),
);
const row = (
  id: string,
  facts: Partial<PlannedCall> = {},
  other: Partial<Omit<PlannedRow, 'plan'>> = {},
): PlannedRow => ({
  lead: { id, name: 'Same' },
  plan: { ...base, ...facts },
  sla_pressing: false,
  status: null,
  value_minor: null,
  ...other,
});
const order = (...rows: PlannedRow[]) => inCallOrder(rows).map(({ lead }) => lead.id);

describe('the order of calling', () => {
  it('begins with promises that have come due, then new leads whose answer presses, then those open now', () => {
    const rows = [
      row('closed', { callable_now: false, elapsed_days: 99 }),
      row('open'),
      row('pressing', { reason: 'new', callable_now: false }, { sla_pressing: true }),
      row('promised', { reason: 'callback', bucket: 'OVERDUE', callable_now: false }),
    ];
    expect(order(...rows)).toEqual(['promised', 'pressing', 'open', 'closed']);
  });

  it('takes a promise that is due later today, or hidden, for an ordinary call', () => {
    const later = row('later', { reason: 'callback', bucket: 'DUE_TODAY' });
    const hidden = row('hidden', { reason: 'callback', bucket: 'LATER_TODAY' });
    const pressing = row('pressing', { reason: 'new' }, { sla_pressing: true });
    expect(order(later, hidden, pressing)[0]).toBe('pressing');
  });

  it('does not let an old deadline lift a lead that is not new any more', () => {
    expect(order(row('b', {}, { sla_pressing: true }), row('a'))).toEqual(['a', 'b']);
  });

  it('puts open promises and open new leads before closed ones', () => {
    const callback = { reason: 'callback', bucket: 'CALL_NOW' } as const;
    expect(order(row('a', { ...callback, callable_now: false }), row('b', callback))).toEqual(['b', 'a']);
    const fresh = { sla_pressing: true };
    expect(
      order(row('a', { reason: 'new', callable_now: false }, fresh), row('b', { reason: 'new' }, fresh)),
    ).toEqual(['b', 'a']);
  });

  it('compares urgency as fractions, without rounding', () => {
    const third = row('third', { elapsed_days: 1, interval_days: 3 });
    const almost = row('almost', { elapsed_days: 333_333_333, interval_days: 1_000_000_000 });
    const same = row('same', { elapsed_days: 2, interval_days: 6 });
    expect(order(almost, same, third)).toEqual(['same', 'third', 'almost']);
  });

  it('goes on by performance, closing time, value, name and id', () => {
    expect(
      order(
        row('a', {}, { status: 'WELL' }),
        row('b', {}, { status: 'WATCH' }),
        row('c', {}, { status: 'UNDER' }),
      ),
    ).toEqual(['c', 'b', 'a']);
    const closes = (closes_at: string) => ({ closes_at });
    expect(
      order(row('a', closes('2026-05-11T16:00:00.000Z')), row('b', closes('2026-05-11T15:00:00.000Z'))),
    ).toEqual(['b', 'a']);
    expect(order(row('a', {}, { value_minor: 5 }), row('b', {}, { value_minor: 6 }), row('c'))).toEqual([
      'b',
      'a',
      'c',
    ]);
    const named = (id: string, name: string) => row(id, {}, { lead: { id, name } });
    expect(order(named('a', 'zoe'), named('b', 'Anna'), named('c', 'anna'))).toEqual(['b', 'c', 'a']);
    expect(order(named('a', 'E\u0301clair'), named('b', '\u00e9claiq'))).toEqual(['b', 'a']);
    expect(order(row('b'), row('a'))).toEqual(['a', 'b']);
  });

  it('compares names by code points, not by UTF-16 units', () => {
    expect(compareCodePoints('\u{1F600}', '\uFF5E')).toBeGreaterThan(0);
    expect(compareCodePoints('\u{1F600}', '\u{1F601}')).toBeLessThan(0);
    expect(compareCodePoints('ab', 'abc')).toBeLessThan(0);
    expect(compareCodePoints('abc', 'abc')).toBe(0);
  });

  it('leaves the given rows as they are', () => {
    const rows = [row('b'), row('a')];
    inCallOrder(rows);
    expect(rows.map(({ lead }) => lead.id)).toEqual(['b', 'a']);
  });
});

const anyRow = fc
  .record({
    name: fc.constantFrom('Anna', 'anna', 'Änne', 'A\u0308nne', '\u{1F600}', '\uFF5E'),
    bucket: fc.constantFrom('CALL_NOW', 'OVERDUE', 'DUE_TODAY', 'LATER_TODAY'),
    reason: fc.constantFrom('callback', 'new', 'cadence', 'revive'),
    callable_now: fc.boolean(),
    elapsed_days: fc.integer({ min: 0, max: 4 }),
    interval_days: fc.integer({ min: 1, max: 4 }),
    closes_at: fc.constantFrom('2026-05-11T15:00:00.000Z', '2026-05-11T16:00:00.000Z'),
    sla_pressing: fc.boolean(),
    status: fc.constantFrom('UNDER', 'WATCH', 'WELL', null),
    value_minor: fc.constantFrom(null, 0, 5),
  })
  .map(({ name, sla_pressing, status, value_minor, ...facts }) =>
    row('', facts as Partial<PlannedCall>, { lead: { id: '', name }, sla_pressing, status, value_minor }),
  );
const anyRows = fc
  .array(anyRow, { maxLength: 12 })
  .map((rows) => rows.map((one, index) => ({ ...one, lead: { ...one.lead, id: `id-${index}` } })));

describe('the order of any rows', () => {
  it('is the same whatever order they come in', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        expect(order(...others)).toEqual(order(...rows));
      }),
      { numRuns: 500 },
    );
  });

  it('is total, antisymmetric and transitive', () => {
    const three = fc
      .tuple(anyRow, anyRow, anyRow)
      .map((rows) => rows.map((one, index) => orderKey({ ...one, lead: { ...one.lead, id: `${index}` } })));
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        if (a === undefined || b === undefined || c === undefined) return;
        expect(compareKeys(a, a)).toBe(0);
        expect(compareKeys(a, b)).not.toBe(0);
        expect(Math.sign(compareKeys(a, b))).toBe(-Math.sign(compareKeys(b, a)));
        if (compareKeys(a, b) < 0 && compareKeys(b, c) < 0) expect(compareKeys(a, c)).toBeLessThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
