// When a lead is due, in one or two words with the colour of its bucket.
import { type Bucket, isPlanned, type Plan, type PlannedCall } from '#domain/plan/plan.ts';
import { dayIn } from '#domain/time.ts';
import { say } from '../words/say.ts';
import { clockLabel, dayLabel, momentLabel } from './day-words.ts';
import type { Tone } from './tone-chip.tsx';

export const BUCKET_WORDS: Readonly<Record<Bucket, string>> = {
  OVERDUE: say('Overdue'),
  CALL_NOW: say('Call now'),
  WAITING: say('Waiting'),
  DUE_TODAY: say('Due today'),
  LATER_TODAY: say('Later today'),
  UPCOMING: say('Upcoming'),
  NO_HOURS: say('No call hours'),
  NONE: say('Nothing due'),
};

export const BUCKET_TONES: Readonly<Record<Bucket, Tone>> = {
  OVERDUE: 'overdue',
  CALL_NOW: 'now',
  WAITING: 'waiting',
  DUE_TODAY: 'today',
  LATER_TODAY: 'later',
  UPCOMING: 'parked',
  NO_HOURS: 'waiting',
  NONE: 'parked',
};

export interface DueWords {
  tone: Tone;
  words: string;
  /** The reason in full; null when nothing is due. */
  why: string | null;
}

/** Days and times are the lead's own, in `timeZone`, as seen from the instant `now`. */
export function dueWords(plan: Plan, timeZone: string, now: string): DueWords {
  const tone = BUCKET_TONES[plan.bucket];
  return isPlanned(plan)
    ? { tone, words: plannedWords(plan, timeZone, now), why: plan.explanation }
    : { tone, words: BUCKET_WORDS[plan.bucket], why: null };
}

function plannedWords(plan: PlannedCall, timeZone: string, now: string): string {
  const { bucket, due_at, due_on, hidden_until, late_days, next_callable_at } = plan;
  switch (bucket) {
    case 'OVERDUE':
      return late_days === 0 ? say('Missed today') : say('Overdue {late_days} d', { late_days });
    case 'CALL_NOW':
      return BUCKET_WORDS[bucket];
    case 'WAITING':
      return next_callable_at === null
        ? BUCKET_WORDS[bucket]
        : say('Opens {clock}', { clock: clockLabel(next_callable_at, timeZone) });
    case 'DUE_TODAY':
      return capital(momentLabel(due_at, timeZone, now));
    case 'LATER_TODAY':
      return say('Later, {clock}', { clock: clockLabel(hidden_until ?? due_at, timeZone) });
    case 'UPCOMING':
      return capital(
        hidden_until !== null && hidden_until > now
          ? momentLabel(hidden_until, timeZone, now)
          : dayLabel(due_on, dayIn(now, timeZone)),
      );
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
