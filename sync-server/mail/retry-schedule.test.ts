import { expect, test } from 'vitest';
import { nextAttemptAt } from './retry-schedule.ts';

const QUEUED = '2026-03-02T12:00:00.000Z';
const at = (now: string, attempts: number, seconds = [0, 60, 300]) =>
  nextAttemptAt(QUEUED, now, attempts, seconds);

test('attempts are made at the given seconds after queueing', () => {
  expect(at('2026-03-02T12:00:02.000Z', 1)).toBe('2026-03-02T12:01:00.000Z');
  expect(at('2026-03-02T12:01:02.000Z', 2)).toBe('2026-03-02T12:05:00.000Z');
});

test('after the last one there is no other', () => {
  expect(at('2026-03-02T12:05:02.000Z', 3)).toBeNull();
  expect(at('2026-03-02T12:00:00.000Z', 1, [0])).toBeNull();
});

test('attempts that begin late keep their distance', () => {
  expect(at('2026-03-02T15:00:00.000Z', 1)).toBe('2026-03-02T15:01:00.000Z');
  expect(at('2026-03-02T15:01:00.000Z', 2)).toBe('2026-03-02T15:05:00.000Z');
  expect(at('2026-03-02T15:00:00.000Z', 0)).toBe('2026-03-02T15:00:00.000Z');
});
