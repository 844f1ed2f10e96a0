// Counts tries per key in a window of time, in memory. Bounded: the oldest keys are forgotten first.
import { type Refusal, refusal } from '#domain/refusal.ts';
import type { Clock } from '#domain/time.ts';

const MAX_KEYS = 10_000;

export interface RateLimit {
  /** Counts one try; the refusal `too_many` with its seconds when there were too many. */
  take(key: string): Refusal | null;
  /** Forgets the tries of a key. */
  clear(key: string): void;
}

/** At most `max` tries a key in `windowSeconds`, counted from the first of them. */
export function createRateLimit(clock: Clock, max: number, windowSeconds: number): RateLimit {
  const windows = new Map<string, { since: number; tries: number }>();
  const windowOf = (key: string, now: number) => {
    const found = windows.get(key);
    const age = found ? now - found.since : Number.NaN;
    if (found && age >= 0 && age < windowSeconds * 1000) return found;
    const fresh = { since: now, tries: 0 };
    windows.delete(key);
    windows.set(key, fresh);
    const [oldest] = windows.keys();
    if (windows.size > MAX_KEYS && oldest !== undefined) windows.delete(oldest);
    return fresh;
  };
  return {
    take: (key) => {
      const now = Date.parse(clock.now());
      const window = windowOf(key, now);
      window.tries += 1;
      if (window.tries <= max) return null;
      const retry_after_s = Math.max(1, Math.ceil((window.since + windowSeconds * 1000 - now) / 1000));
      return refusal('too_many', { retry_after_s });
    },
    clear: (key) => void windows.delete(key),
  };
}

/** The server's limits: tries a minute. */
export interface Limits {
  /** Requests that cost a password check, by network address. */
  auth: RateLimit;
  /** Wrong passwords, by account: a guess from many addresses is still a guess. */
  account: RateLimit;
  /** Trades of refresh tokens, by address; an office shares one. */
  refresh: RateLimit;
  /** Submissions of the public form, by address. */
  intake: RateLimit;
}

const UNLIMITED: RateLimit = { take: () => null, clear: () => undefined };

/** The limits of this configuration; with RATE_LIMIT=off nothing is counted. */
export function createLimits(clock: Clock, { RATE_LIMIT }: { RATE_LIMIT: 'on' | 'off' }): Limits {
  const limit = (max: number) => (RATE_LIMIT === 'on' ? createRateLimit(clock, max, 60) : UNLIMITED);
  return { auth: limit(60), account: limit(10), refresh: limit(300), intake: limit(30) };
}
