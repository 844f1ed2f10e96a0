// The three snoozes of one key.
import { expect, it } from 'vitest';
import { snoozeChoices } from './snooze-choices.ts';

it('offers two hours from now on a round time, tomorrow, and Monday, all as the lead sees them', () => {
  // Friday 6 March 2026, 20:03 in Berlin, Saturday 00:33 in Kolkata.
  const now = '2026-03-06T19:03:00.000Z';
  expect(snoozeChoices(now, 'Europe/Berlin').map(({ when }) => when)).toEqual([
    { until: '2026-03-06T21:05:00.000Z' },
    { on: '2026-03-07' },
    { on: '2026-03-09' },
  ]);
  expect(
    snoozeChoices(now, 'Asia/Kolkata')
      .map(({ when }) => when)
      .slice(1),
  ).toEqual([{ on: '2026-03-08' }, { on: '2026-03-09' }]);
});

it('calls the first one what it is to the lead', () => {
  const now = '2026-03-06T21:40:00.000Z';
  expect(snoozeChoices(now, 'Europe/Berlin')[0]).toEqual({
    label: 'In 2 hours',
    when: { until: '2026-03-06T23:40:00.000Z' },
  });
  expect(snoozeChoices(now, 'Europe/London')[0].label).toBe('Later today');
});

it('never calls the same day next week', () => {
  const monday = '2026-03-09T09:00:00.000Z';
  expect(snoozeChoices(monday, 'Europe/Berlin')[2].when).toEqual({ on: '2026-03-16' });
});
