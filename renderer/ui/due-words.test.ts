import { expect, test } from 'vitest';
import type { PlanEvent } from '#domain/plan/lead.ts';
import { aCall, aCallback, aSnooze } from '#domain/testing/builders.ts';
import { aRow } from '../testing/a-row.ts';
import { dueWords } from './due-words.ts';

const ZONE = 'Europe/Berlin';
const call = (occurred_at: string) => aCall({ occurred_at });
const words = (now: string, ...events: PlanEvent[]) => dueWords(aRow(now, events).plan, ZONE, now).words;

test('each bucket has its words, in days and times of the lead', () => {
  const monday = call('2026-03-02T10:00:00.000Z');
  expect(words('2026-03-05T12:00:00.000Z', monday)).toBe('Mon');
  expect(words('2026-03-09T05:00:00.000Z', monday)).toBe('Today 09:00');
  expect(words('2026-03-09T09:00:00.000Z', monday)).toBe('Call now');
  expect(words('2026-03-09T18:00:00.000Z', monday)).toBe('Missed today');
  expect(words('2026-03-12T12:00:00.000Z', monday)).toBe('Overdue 3 d');
});

test('a snoozed lead says when it comes back', () => {
  const snooze = aSnooze({ occurred_at: '2026-03-09T09:00:00.000Z', until: '2026-03-09T14:00:00.000Z' });
  expect(words('2026-03-09T10:00:00.000Z', call('2026-03-02T10:00:00.000Z'), { ...snooze })).toBe(
    'Later, 15:00',
  );
  const far = aSnooze({ occurred_at: '2026-03-09T09:00:00.000Z', until: '2026-03-12T14:00:00.000Z' });
  expect(words('2026-03-09T10:00:00.000Z', call('2026-03-02T10:00:00.000Z'), { ...far })).toBe('Thu 15:00');
});

test('the reason in full comes along, and is null where nothing is due', () => {
  const now = '2026-03-09T09:00:00.000Z';
  const due = dueWords(aRow(now, [call('2026-03-02T10:00:00.000Z')]).plan, ZONE, now);
  expect(due).toMatchObject({ tone: 'now', why: expect.stringContaining('Called every 7 days') });
  expect(dueWords({ bucket: 'NONE' }, ZONE, now)).toEqual({
    tone: 'parked',
    words: 'Nothing due',
    why: null,
  });
  expect(dueWords({ bucket: 'NO_HOURS' }, ZONE, now).words).toBe('No call hours');
});

test('a promise outside the hours is due at its time, not closed', () => {
  const promise = aCallback({ occurred_at: '2026-03-03T10:00:00.000Z', until: '2026-03-03T19:30:00.000Z' });
  expect(words('2026-03-03T18:00:00.000Z', call('2026-03-02T10:00:00.000Z'), { ...promise })).toBe(
    'Today 20:30',
  );
});
