// The state of the sync in words: short for the pill, one sentence for its page. Being offline is no error.

import type { SyncStatus } from '../../replica/replica-types.ts';
import { clockLabel, countLabel, spanLabel } from '../../ui/day-words.ts';

export type SyncTone = 'calm' | 'busy' | 'waiting' | 'attention' | 'trouble';

export interface SyncWords {
  tone: SyncTone;
  /** At most about 30 characters. */
  short: string;
  long: string;
}

/** What the words depend on. */
export type SyncFacts = Pick<
  SyncStatus,
  'state' | 'pending' | 'attention' | 'last_synced_at' | 'waiting_since' | 'detail' | 'first_sync' | 'pulled'
>;

/** `now` is an instant; times are shown in `timeZone`. */
export function syncWords(facts: SyncFacts, now: string, timeZone: string): SyncWords {
  const words = stateWords(facts, now, timeZone);
  const { attention } = facts;
  if (attention === 0) return words;
  const need = attention === 1 ? '1 needs attention' : `${attention} need attention`;
  return {
    tone: words.tone === 'trouble' ? 'trouble' : 'attention',
    short: `${words.short}, ${need}`,
    long: `${words.long} ${attention === 1 ? 'One thing waits' : `${attention} things wait`} for your decision.`,
  };
}

const join = (...parts: string[]): string => parts.filter(Boolean).join(', ');

function stateWords(facts: SyncFacts, now: string, timeZone: string): SyncWords {
  const { state, pending } = facts;
  const waiting = pending === 0 ? '' : `${pending} pending`;
  switch (state) {
    case 'starting':
      return { tone: 'busy', short: join(waiting, 'connecting'), long: 'Connecting to the server.' };
    case 'synced':
      return synced(facts, now, timeZone);
    case 'syncing':
      return facts.first_sync
        ? {
            tone: 'busy',
            short: `Loading history, ${countLabel(facts.pulled)}`,
            long: `Loading your history for the first time: ${countLabel(facts.pulled)} records so far. You can work meanwhile.`,
          }
        : { tone: 'busy', short: join(waiting, 'syncing'), long: 'Exchanging changes with the server.' };
    case 'waiting':
      return offline(facts, now, waiting);
    case 'trouble':
      return {
        tone: 'trouble',
        short: join(waiting, 'server trouble'),
        long: `The server answers, but not as it should${facts.detail ? `: ${facts.detail}` : ''}. It is tried again by itself.`,
      };
    default:
      return { tone: 'trouble', ...STOPPED[state], short: join(STOPPED[state].short, waiting) };
  }
}

const STOPPED: Record<'signed_out' | 'inactive' | 'outdated' | 'revoked', { short: string; long: string }> = {
  signed_out: {
    short: 'Sign in again',
    long: 'The server wants your password again: sign in below. You can go on working; what you do is kept here and sent afterwards.',
  },
  inactive: {
    short: 'Account deactivated',
    long: 'Your account has been deactivated. What you do is kept here, but not sent. Ask your administrator, and sign in here once it is active again.',
  },
  outdated: {
    short: 'Update needed',
    long: 'This version of Callbook and the server do not fit together any more. What you do is kept here until one of them is updated: install the newest Callbook, or ask your administrator to update the server.',
  },
  revoked: {
    short: 'Device removed',
    long: 'This device has been removed from your account by an administrator. Its copy of your data is being deleted here; ask your administrator if that is a mistake.',
  },
};

function synced({ pending, last_synced_at }: SyncFacts, now: string, timeZone: string): SyncWords {
  if (pending > 0) {
    return {
      tone: 'busy',
      short: `${pending} pending, sending`,
      long: 'Changes are on their way to the server.',
    };
  }
  const at = last_synced_at === null ? '' : ` ${clockLabel(last_synced_at, timeZone)}`;
  const ago = last_synced_at === null ? '' : agoWords(last_synced_at, now);
  return {
    tone: 'calm',
    short: `All synced${at}`,
    long: `Everything you did is on the server, and everything of yours there is here${ago}.`,
  };
}

const agoWords = (then: string, now: string): string => {
  const span = spanLabel(then, now);
  return span === 'now' ? ', as of now' : `, as of ${span} ago`;
};

function offline({ waiting_since, last_synced_at }: SyncFacts, now: string, waiting: string): SyncWords {
  const since = waiting_since ?? last_synced_at;
  const span = since === null ? '' : spanLabel(since, now);
  const how = span === '' || span === 'now' ? 'offline' : `offline ${span}`;
  return {
    tone: 'waiting',
    short: waiting === '' ? `${how.charAt(0).toUpperCase()}${how.slice(1)}` : `${waiting}, ${how}`,
    long: `The server has not been reached${span === '' || span === 'now' ? '' : ` for ${span}`}. Everything works without it; what you do is kept here and sent when it is back.`,
  };
}
