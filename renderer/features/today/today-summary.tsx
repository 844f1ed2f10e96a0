// The day in one line: which day it is for the KAM, and how many calls stand in each bucket.
import { dayIn } from '#domain/time.ts';
import type { Today, TodayBucket } from '../../replica/desk-types.ts';
import { plainDay } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './today-screen.module.css';

const BUCKETS: readonly { bucket: TodayBucket; words: string; tone: string }[] = [
  { bucket: 'OVERDUE', words: say('overdue'), tone: 'overdue' },
  { bucket: 'CALL_NOW', words: say('call now'), tone: 'now' },
  { bucket: 'WAITING', words: say('waiting'), tone: 'waiting' },
  { bucket: 'DUE_TODAY', words: say('due today'), tone: 'today' },
  { bucket: 'LATER_TODAY', words: say('later'), tone: 'later' },
];

/** Buckets without calls are left out. */
export function TodaySummary({ today: { at, time_zone, counts, fresh, first } }: { today: Today }) {
  const orMore = (first?.more ?? 0) > 0 ? '+' : '';
  const day = plainDay(dayIn(at, time_zone));
  return (
    <>
      {day}
      {fresh.length > 0 && (
        <span className={css.figure} data-tone="fresh">
          {say('{length} new', { length: fresh.length })}
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
