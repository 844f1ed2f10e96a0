// The promised answer in words. It is Tuesday 12 May 2026, 12:00 in Berlin.
import { describe, expect, it } from 'vitest';
import { deadlineWords, slaBadge } from './sla-words.ts';

const now = '2026-05-12T10:00:00.000Z';

describe('the promised answer to a new lead', () => {
  it.each([
    ['2026-05-12T11:31:00.000Z', 'fresh', 'answer within 1 h 31 min'],
    ['2026-05-12T10:20:00.000Z', 'waiting', 'answer within 20 min'],
    ['2026-05-12T09:15:00.000Z', 'overdue', 'answer 45 min late'],
    ['2026-05-08T09:15:00.000Z', 'overdue', 'answer 4 days late'],
  ])('until %s', (due_at, tone, words) => {
    expect(slaBadge({ due_at }, now)).toEqual({ tone, words });
  });

  it.each([
    ['within the open hours', '2026-05-12T11:31:00.000Z', 'by today 13:31 in Berlin'],
    ['over a night', '2026-05-13T08:00:00.000Z', 'by tomorrow 10:00 in Berlin, 7 h of it open'],
    ['past', '2026-05-12T09:15:00.000Z', 'it was promised by today 11:15 in Berlin'],
  ])('by when, %s', (_what, due_at, words) => {
    const opening = { time_zone: 'Europe/Berlin', call_hours: null, closed_dates: [] };
    expect(deadlineWords({ due_at }, opening, now)).toBe(words);
  });

  it('says that nobody is there before it ends', () => {
    const opening = { time_zone: 'America/Los_Angeles', call_hours: null, closed_dates: [] };
    expect(deadlineWords({ due_at: '2026-05-12T12:00:00.000Z' }, opening, now)).toBe(
      'by today 05:00 in Los Angeles, closed until then',
    );
  });
});
