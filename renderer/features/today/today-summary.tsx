// The day in one line: which day it is for the KAM, and how many calls stand in each bucket.
import { dayNumber } from '#domain/plan/days.ts';
import { dayWords } from '#domain/plan/words.ts';
import { dayIn } from '#domain/time.ts';
import type { Today, TodayBucket } from '../../replica/desk-types.ts';
import css from './today-screen.module.css';

const BUCKETS: readonly { bucket: TodayBucket; words: string; tone: string }[] = [
  { bucket: 'OVERDUE', words: 'overdue', tone: 'overdue' },
  { bucket: 'CALL_NOW', words: 'call now', tone: 'now' },
  { bucket: 'WAITING', words: 'waiting', tone: 'waiting' },
  { bucket: 'DUE_TODAY', words: 'due today', tone: 'today' },
  { bucket: 'LATER_TODAY', words: 'later', tone: 'later' },
];

/** Buckets without calls are left out. */
export function TodaySummary({ today: { at, time_zone, counts, fresh, first } }: { today: Today }) {
  const orMore = (first?.more ?? 0) > 0 ? '+' : '';
  const day = dayWords(dayNumber(dayIn(at, time_zone)))
    .split(' ')
    .slice(0, 3)
    .join(' ');
  return (
    <>
      {day}
      {fresh.length > 0 && (
        <span className={css.figure} data-tone="fresh">
          {fresh.length} new
        </span>
      )}
      {BUCKETS.filter(({ bucket }) => counts[bucket] > 0).map(({ bucket, words, tone }) => (
        <span key={bucket} className={css.figure} data-tone={tone}>
          {counts[bucket]}
          {orMore} {words}
        </span>
      ))}
    </>
  );
}
