// A time on two clocks.
import { expect, it } from 'vitest';
import { whenWords } from './when-field.tsx';

it.each([
  ['a day', { on: '2026-03-09' }, 'Mon 9 Mar 2026, from opening'],
  ['one clock', { until: '2026-03-09T14:00:00.000Z' }, 'Mon 9 Mar 2026, 15:00 in Paris'],
])('%s', (_what, when, words) => {
  expect(whenWords(when, 'Europe/Paris', 'Europe/Berlin')).toBe(words);
});

it('names the day twice where it differs', () => {
  const when = { until: '2026-03-09T22:00:00.000Z' };
  expect(whenWords(when, 'America/New_York', 'Asia/Tokyo')).toBe(
    'Mon 9 Mar 2026, 18:00 in New York; Tue 10 Mar 2026, 07:00 for you',
  );
  expect(whenWords(when, 'America/New_York', 'Europe/London')).toBe(
    'Mon 9 Mar 2026, 18:00 in New York; 22:00 for you',
  );
});
