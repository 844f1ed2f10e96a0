// The sections of Today: every row once, in the order in which the desk gives them.
import { describe, expect, it } from 'vitest';
import { inCallOrder } from '#domain/plan/order.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import { aCall, aCallback, aSnooze } from '#domain/testing/builders.ts';
import type { DeskRow, Today } from '../../replica/desk-types.ts';
import { aRow } from '../../testing/a-row.ts';
import { type QueueView, queueSections } from './queue-sections.ts';

const now = '2026-05-12T10:00:00.000Z';
const due = aCall({ occurred_at: '2026-05-05T09:00:00.000Z' });
const late = aCall({ occurred_at: '2026-05-01T09:00:00.000Z' });
const promise = aCallback({ occurred_at: '2026-05-11T10:00:00.000Z', until: '2026-05-12T09:50:00.000Z' });
const snooze = aSnooze({ occurred_at: '2026-05-12T08:00:00.000Z', until: '2026-05-12T14:00:00.000Z' });
const rows = [
  aRow(now, [due], { name: 'Due and open' }),
  aRow(now, [late], { name: 'Late and open' }),
  aRow(now, [late], { name: 'Late and closed', time_zone: 'Asia/Tokyo' }),
  aRow(now, [due, promise], { name: 'Promised' }),
  aRow(now, [due, snooze], { name: 'Snoozed' }),
  aRow(now, [due], { name: 'Opens later', time_zone: 'America/New_York' }),
];
const queue = inCallOrder(
  rows.flatMap((row) =>
    isPlanned(row.plan)
      ? [{ ...row, plan: row.plan, sla_pressing: false, status: null, value_minor: null }]
      : [],
  ),
);
const today: Today = {
  fresh: [aRow(now, [], { name: 'Applicant' })],
  queue,
  parked: [aRow(now, [], { name: 'Tried twice' })],
  counts: { OVERDUE: 0, CALL_NOW: 0, WAITING: 0, DUE_TODAY: 0, LATER_TODAY: 0 },
  ready: 'ready',
  at: now,
  time_zone: 'Europe/Berlin',
};
const shown = (view: QueueView) =>
  queueSections(today, view).map(({ title, rows: members }) => [
    title,
    ...members.map(({ lead }) => lead.name),
  ]);

describe('by urgency', () => {
  it('puts promises first, then who is open, then who is not, and the hidden last', () => {
    expect(shown('urgency')).toEqual([
      ['New', 'Applicant'],
      ['Promised', 'Promised'],
      ['Call now', 'Late and open', 'Due and open'],
      ['Waiting', 'Late and closed'],
      ['Due today', 'Opens later'],
      ['Later today', 'Snoozed'],
      ['Tried, back another day', 'Tried twice'],
    ]);
  });
});

describe('by bucket', () => {
  it('has a section for each bucket that holds anything', () => {
    expect(shown('bucket')).toEqual([
      ['New', 'Applicant'],
      ['Overdue', 'Late and open', 'Late and closed'],
      ['Call now', 'Promised', 'Due and open'],
      ['Due today', 'Opens later'],
      ['Later today', 'Snoozed'],
      ['Tried, back another day', 'Tried twice'],
    ]);
  });
});

it('leaves no row out and shows none twice', () => {
  const all = (view: QueueView): DeskRow[] => queueSections(today, view).flatMap((section) => section.rows);
  for (const view of ['urgency', 'bucket'] as const) {
    expect(all(view)).toHaveLength(8);
    expect(new Set(all(view)).size).toBe(8);
  }
});
