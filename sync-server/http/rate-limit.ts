// Counts tries per key in a window of time, in the database: all processes of a workspace count together.
import { createHash } from 'node:crypto';
import { eq, lt, sql } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import { type Database, rowsOf } from '../db/database.ts';
import { rate_limits } from '../db/tables/records.ts';

/** Longer than any window: what began before that counts for nothing any more. */
const KEEP_MINUTES = 60;

interface Store {
  db: Database;
  clock: Clock;
}

export interface RateLimit {
  /** Counts one try; the refusal `too_many` with its seconds when there were too many. */
  take(key: string): Promise<Refusal | null>;
  /** Forgets the tries of a key. */
  clear(key: string): Promise<void>;
}

/**
 * At most `max` tries a key in `windowSeconds`, counted from the first of them. Limits of the same `name` count together.
 * One statement, outside of the write lock; the row of the key is all that two tries could wait for each other at.
 */
export function createRateLimit(
  { db, clock }: Store,
  name: string,
  max: number,
  windowSeconds: number,
): RateLimit {
  // Whose address or mail it was is nobody's business afterwards, and a key of any length takes the same room.
  const keyOf = (key: string) => `${name} ${createHash('sha256').update(key).digest('base64url')}`;
  return {
    take: async (key) => {
      const now = clock.now();
      const since = await count(db, keyOf(key), now, { max, windowSeconds });
      if (since === null) return null;
      const left = Math.ceil((since + windowSeconds * 1000 - Date.parse(now)) / 1000);
      return refusal('too_many', { retry_after_s: Math.min(windowSeconds, Math.max(1, left)) });
    },
    clear: async (key) => {
      await db.delete(rate_limits).where(eq(rate_limits.key, keyOf(key)));
    },
  };
}

/** Counts a try. Null: it may go on; else when its window began, in milliseconds. */
async function count(
  db: Database,
  key: string,
  now: string,
  { max, windowSeconds }: { max: number; windowSeconds: number },
): Promise<number | null> {
  const window = sql`make_interval(secs => ${windowSeconds})`;
  const at = sql`${now}::timestamptz`;
  // A clock that was set back locks nobody out; the clocks of two servers may differ by less than a window.
  const over = sql`abs(extract(epoch from ${at} - ${rate_limits.since})) >= extract(epoch from ${window})`;
  const [row] = rowsOf(
    await db.execute(sql`
      insert into ${rate_limits} (key, since, tries) values (${key}, ${now}, 1)
      on conflict (key) do update set
        since = case when ${over} then excluded.since else ${rate_limits.since} end,
        tries = case when ${over} then 1 else least(${rate_limits.tries} + 1, ${max + 1}) end
      returning tries, (extract(epoch from since) * 1000)::bigint::text as since_ms`),
  );
  return Number(row?.['tries']) > max ? Number(row?.['since_ms']) : null;
}

/** Forgets tries that count no more; says how many keys. */
export async function purgeTries({ db, clock }: Store): Promise<{ limits: number }> {
  const gone = await db
    .delete(rate_limits)
    .where(lt(rate_limits.since, addMinutes(clock.now(), -KEEP_MINUTES)))
    .returning({ key: rate_limits.key });
  return { limits: gone.length };
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
  /** Asking for a link to choose a password, by account. */
  password: RateLimit;
  /** Mails sent once more, by person: a mailbox is easily annoyed. */
  resend: RateLimit;
}

const UNLIMITED: RateLimit = { take: async () => null, clear: async () => undefined };

/** The limits of this configuration; with RATE_LIMIT=off nothing is counted. */
export function createLimits(store: Store, { RATE_LIMIT }: { RATE_LIMIT: 'on' | 'off' }): Limits {
  const limit = (name: keyof Limits, max: number) =>
    RATE_LIMIT === 'on' ? createRateLimit(store, name, max, 60) : UNLIMITED;
  return {
    auth: limit('auth', 60),
    account: limit('account', 10),
    refresh: limit('refresh', 300),
    intake: limit('intake', 30),
    password: limit('password', 5),
    resend: limit('resend', 10),
  };
}
