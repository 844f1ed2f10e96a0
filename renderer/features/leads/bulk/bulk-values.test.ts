import { expect, test } from 'vitest';
import { type BulkKind, type BulkValues, bulkActOf, EMPTY } from './bulk-values.ts';

test.each<[BulkKind, Partial<BulkValues>, unknown]>([
  ['state', {}, null],
  ['state', { state: 'LOST' }, { kind: 'state', state: 'LOST' }],
  ['assignee', { assignee: '-' }, { kind: 'assignee', assignee_id: null }],
  ['assignee', { assignee: 'u1' }, { kind: 'assignee', assignee_id: 'u1' }],
  ['tags', {}, null],
  ['tags', { remove: ['old'] }, { kind: 'tags', add: [], remove: ['old'] }],
  ['tier', { tier: 'B' }, { kind: 'tier', tier: 'B' }],
  ['tier', { tier: '-' }, { kind: 'tier', tier: null }],
  ['cadence', {}, null],
  ['cadence', { rhythm: 'usual' }, { kind: 'cadence', cadence: null }],
  ['cadence', { rhythm: 'none' }, { kind: 'cadence', cadence: { kind: 'none' } }],
  ['cadence', { rhythm: 'days', n: ' 14 ' }, { kind: 'cadence', cadence: { kind: 'days', n: 14 } }],
  ['cadence', { rhythm: 'month_day', n: '3' }, { kind: 'cadence', cadence: { kind: 'month_day', day: 3 } }],
  ['cadence', { rhythm: 'days', n: '0' }, null],
  ['cadence', { rhythm: 'days', n: 'often' }, null],
  ['snooze', { on: '2026-03-09' }, { kind: 'snooze', when: { on: '2026-03-09' } }],
])('the form of %s with %j asks for %j', (kind, values, act) => {
  expect(bulkActOf(kind, { ...EMPTY, ...values })).toEqual(act);
});
