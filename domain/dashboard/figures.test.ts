// The figures of the week of Monday 9 March 2026, on Thursday at noon, in Berlin.
import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Lead } from '../lead/lead.ts';
import { defaultSettings } from '../settings/settings.ts';
import { aCall, aLead, anOrder } from '../testing/builders.ts';
import { createTally, percentOf } from './figures.ts';
import { historyFactOf } from './history-fact.ts';
import { spanOf } from './span.ts';

const NOW = '2026-03-12T11:00:00.000Z';
const [KIM, LEE] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'] as const;
const settings = {
  ...defaultSettings(NOW, createIds().next()),
  rates: [{ currency: 'USD', on: '2026-01-01', rate: '0.5' }],
};

/** Leads with their history; calls belong to Kim where nothing else is said. */
function figuresOf(all: [Partial<Lead>, ...Partial<Interaction>[]][], person: string | null = null) {
  const tally = createTally({ span: spanOf('week', NOW, 'Europe/Berlin'), now: NOW, settings, person });
  for (const [given, ...history] of all) {
    const lead = aLead({ created_at: '2026-01-05T09:00:00.000Z', assignee_id: KIM, ...given });
    const made = history.map((one) =>
      one.type === 'ORDER' || one.type === 'RETURN'
        ? anOrder({ created_by: KIM, ...one })
        : aCall({ created_by: KIM, ...one }),
    );
    tally.add(
      lead,
      made.flatMap((one) => historyFactOf(one) ?? []),
    );
  }
  return tally.figures();
}

const at = (day: string, time = '10:00') => `2026-03-${day}T${time}:00.000Z`;
const NONE = { kind: 'none' } as const;

describe('the figures of a dashboard', () => {
  it('count the calls that we made in the span, whom we reached, and which brought an order', () => {
    const figures = figuresOf([
      [
        { cadence: NONE },
        { occurred_at: at('09') },
        { occurred_at: at('10'), outcome: 'NO_ANSWER' },
        { occurred_at: at('11'), outcome: 'ORDER_PLACED', type: 'VISIT' },
        { occurred_at: at('12', '09:00'), outcome: 'BUSY', created_by: LEE },
        { occurred_at: at('08', '22:30') },
        { occurred_at: at('10'), direction: 'in' },
        { occurred_at: at('10'), voided_at: at('10', '11:00') },
        { occurred_at: at('12', '15:00') },
        { occurred_at: at('10'), type: 'NOTE', outcome: null },
        { occurred_at: at('10'), outcome: null },
        { occurred_at: at('10'), type: 'EMAIL', outcome: 'CONNECTED' },
      ],
    ]);
    expect(figures).toMatchObject({ made: 4, reached: 2, productive: 1 });
    expect(figures.days).toEqual([
      { on: '2026-03-09', made: 1, reached: 1 },
      { on: '2026-03-10', made: 1, reached: 0 },
      { on: '2026-03-11', made: 1, reached: 1 },
      { on: '2026-03-12', made: 1, reached: 0 },
    ]);
    expect(figures.people.get(LEE)).toMatchObject({ made: 1, reached: 0 });
  });

  it('say how many calls that fell due were made by the end of their day', () => {
    const weekly = (...days: string[]) => days.map((occurred_at) => ({ occurred_at }));
    const figures = figuresOf([
      // Due Tuesday 10, made that day; the next one is not due yet.
      [{ name: 'in time' }, ...weekly('2026-03-03T10:00:00.000Z', at('10', '17:00'))],
      // Due Monday 9, made on Wednesday.
      [{ name: 'late' }, ...weekly('2026-03-02T10:00:00.000Z', at('11'))],
      // Due Friday 13, made on Tuesday already.
      [{ name: 'early' }, ...weekly('2026-03-06T10:00:00.000Z', at('10'))],
      // Due Wednesday 11, not made.
      [{ name: 'missed' }, ...weekly('2026-03-04T10:00:00.000Z')],
      // Due today, which is not over.
      [{ name: 'open' }, ...weekly('2026-03-05T10:00:00.000Z')],
      // Missed before the span began, and made before it.
      [{ name: 'earlier' }, ...weekly('2026-02-10T10:00:00.000Z')],
      [{ name: 'long ago' }, ...weekly('2026-02-10T10:00:00.000Z', '2026-02-17T10:00:00.000Z')],
      [{ name: 'no rhythm', cadence: NONE }, ...weekly('2026-03-03T10:00:00.000Z')],
      [{ name: 'lost', state: 'LOST', revive_on: '2026-03-10' }, ...weekly('2026-03-03T10:00:00.000Z')],
      [
        { name: 'taken up again', reopened_at: at('11') },
        ...weekly('2026-03-03T10:00:00.000Z', at('11', '12:00')),
      ],
      [{ name: 'never called' }],
    ]);
    expect(figures).toMatchObject({ due: 4, in_time: 2 });
    expect(percentOf(figures.in_time, figures.due)).toBe(50);
    expect(percentOf(0, 0)).toBeNull();
  });

  it('say how the promised first answers were kept', () => {
    const promised = (due: string, more: Partial<Lead> = {}): [Partial<Lead>] => [
      { state: 'PENDING', sla_due_at: due, ...more },
    ];
    const figures = figuresOf([
      promised(at('10'), { sla_met_at: at('10', '09:00') }),
      promised(at('10'), { sla_met_at: at('11'), assignee_id: LEE }),
      promised(at('11')),
      promised(at('12', '15:00')),
      promised(at('02')),
    ]);
    expect(figures).toMatchObject({ kept: 1, broken: 2, running: 1 });
    expect(figures.people.get(LEE)).toMatchObject({ kept: 0, broken: 1 });
  });

  it('count the leads by stage, those that came in, and those that were won', () => {
    const figures = figuresOf([
      [{ state: 'PENDING', created_at: at('10') }],
      [{ state: 'WON', won_at: at('11') }],
      [{ state: 'WON', won_at: at('01') }],
      [{ state: 'OWN_STATE' }],
    ]);
    expect(figures).toMatchObject({ entered: 1, won: 1 });
    const counted = figures.stages.filter(({ count }) => count > 0);
    expect(counted).toEqual([
      { state: 'PENDING', count: 1 },
      { state: 'OWN_STATE', count: 1 },
      { state: 'WON', count: 2 },
    ]);
  });

  it('add up orders less returns by month, in the currency of the workspace', () => {
    const figures = figuresOf([
      [
        {},
        { type: 'ORDER', occurred_at: at('10'), amount_minor: 300 },
        { type: 'ORDER', occurred_at: '2026-02-28T23:30:00.000Z', amount_minor: 10_000 },
        { type: 'ORDER', occurred_at: at('03'), amount_minor: 5_000, currency: 'USD' },
        { type: 'RETURN', occurred_at: at('04'), amount_minor: 1_000 },
        { type: 'ORDER', occurred_at: at('05'), amount_minor: 700, currency: 'JPY' },
        { type: 'ORDER', occurred_at: at('05'), amount_minor: 0 },
        { type: 'ORDER', occurred_at: at('20'), amount_minor: 900 },
        { type: 'ORDER', occurred_at: '2024-03-01T10:00:00.000Z', amount_minor: 800 },
      ],
    ]);
    expect(figures.months).toHaveLength(12);
    expect(figures.months.at(-1)).toEqual({ month: '2026-03', minor: 11_800, orders: 4 });
    expect(figures.months.at(-2)).toEqual({ month: '2026-02', minor: 0, orders: 0 });
    expect(figures.unrated).toBe(1);
    expect(figures.orders).toBe(1);
  });

  it('of one person are the calls he made and the leads he has', () => {
    const all: Parameters<typeof figuresOf>[0] = [
      [
        { assignee_id: KIM, cadence: NONE },
        { occurred_at: at('10'), created_by: LEE },
      ],
      [{ assignee_id: LEE, cadence: NONE, state: 'PENDING' }, { occurred_at: at('10') }],
      [{ assignee_id: null, cadence: NONE, created_at: at('10') }],
    ];
    expect(figuresOf(all, KIM)).toMatchObject({ made: 1, entered: 0 });
    expect(figuresOf(all, KIM).stages.find(({ state }) => state === 'PENDING')?.count).toBe(0);
    expect(figuresOf(all)).toMatchObject({ made: 2, entered: 1 });
    expect(figuresOf(all).people.get(null)).toMatchObject({ entered: 1 });
  });
});
