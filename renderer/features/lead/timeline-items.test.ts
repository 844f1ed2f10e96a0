import { expect, test } from 'vitest';
import { aCall, aSnooze } from '#domain/testing/builders.ts';
import { bothClocks } from '../../ui/day-words.ts';
import { timelineItems } from './timeline-items.ts';

const at = (occurred_at: string, more = {}) => aCall({ occurred_at, ...more });
const view = { timeZone: 'Asia/Kolkata', now: '2026-03-02T12:00:00.000Z', undone: false };
const shape = (items: ReturnType<typeof timelineItems>) =>
  items.map((item) => (item.kind === 'day' ? item.words : item.kind));

test('newest first, with a heading for each day of the lead', () => {
  // 18:40 UTC is already the next day in Kolkata.
  const interactions = [
    at('2026-02-27T10:00:00.000Z'),
    at('2026-03-01T18:40:00.000Z'),
    at('2026-03-01T10:00:00.000Z'),
  ];
  expect(shape(timelineItems({ interactions, plan_events: [] }, view))).toEqual([
    'Today, Mon 2 Mar 2026',
    'interaction',
    'Yesterday, Sun 1 Mar 2026',
    'interaction',
    'Fri 27 Feb 2026',
    'interaction',
  ]);
});

test('plans stand among the calls; what was undone only where it is asked for', () => {
  const interactions = [at('2026-03-02T09:00:00.000Z', { voided_at: '2026-03-02T09:05:00.000Z' })];
  const plan_events = [aSnooze({ occurred_at: '2026-03-02T08:00:00.000Z' })];
  expect(shape(timelineItems({ interactions, plan_events }, view))).toEqual([
    'Today, Mon 2 Mar 2026',
    'event',
  ]);
  expect(shape(timelineItems({ interactions, plan_events }, { ...view, undone: true }))).toEqual([
    'Today, Mon 2 Mar 2026',
    'interaction',
    'event',
  ]);
});

test('things of one moment always stand in the same order', () => {
  const twins = [at('2026-03-02T09:00:00.000Z'), at('2026-03-02T09:00:00.000Z')];
  const keys = (interactions: typeof twins) =>
    timelineItems({ interactions, plan_events: [] }, view).map(({ key }) => key);
  expect(keys(twins)).toEqual(keys(twins.toReversed()));
});

test('both clocks are shown where they differ', () => {
  const moment = '2026-03-02T12:00:00.000Z';
  expect(bothClocks(moment, 'Asia/Kolkata', 'Europe/Berlin')).toBe(
    'Mon 2 Mar 2026, 17:30 in Asia/Kolkata; Mon 2 Mar 2026, 13:00 in Europe/Berlin (yours)',
  );
  expect(bothClocks(moment, 'Europe/Berlin', 'Europe/Berlin')).toBe('Mon 2 Mar 2026, 13:00 in Europe/Berlin');
});
