// The state of the sync in words: short for the pill, one sentence for its page. Being offline is no error.

import type { SyncStatus } from '../../replica/replica-types.ts';
import { clockLabel, countLabel, spanLabel } from '../../ui/day-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

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
  const need = say('{attention, plural, one {1 needs attention} other {{attention} need attention}}', {
    attention,
  });
  return {
    tone: words.tone === 'trouble' ? 'trouble' : 'attention',
    short: `${words.short}, ${need}`,
    long: say(
      '{long} {attention, plural, one {One thing waits} other {{attention} things wait}} for your decision.',
      { long: words.long, attention },
    ),
  };
}

function stateWords(facts: SyncFacts, now: string, timeZone: string): SyncWords {
  const { state, pending } = facts;
  const waiting = pending === 0 ? '' : say('{pending} pending', { pending });
  switch (state) {
    case 'starting':
      return {
        tone: 'busy',
        short: listWords([waiting, say('connecting')]),
        long: say('Connecting to the server.'),
      };
    case 'synced':
      return synced(facts, now, timeZone);
    case 'syncing':
      return facts.first_sync
        ? {
            tone: 'busy',
            short: say('Loading history, {pulled}', { pulled: countLabel(facts.pulled) }),
            long: say(
              'Loading your history for the first time: {pulled} records so far. You can work meanwhile.',
              { pulled: countLabel(facts.pulled) },
            ),
          }
        : {
            tone: 'busy',
            short: listWords([waiting, say('syncing')]),
            long: say('Exchanging changes with the server.'),
          };
    case 'waiting':
      return offline(facts, now, waiting);
    case 'trouble':
      return {
        tone: 'trouble',
        short: listWords([waiting, say('server trouble')]),
        long: facts.detail
          ? say('The server answers, but not as it should: {detail}. It is tried again by itself.', {
              detail: facts.detail,
            })
          : say('The server answers, but not as it should. It is tried again by itself.'),
      };
    default:
      return { tone: 'trouble', ...STOPPED[state], short: listWords([STOPPED[state].short, waiting]) };
  }
}

const STOPPED: Record<'signed_out' | 'inactive' | 'outdated' | 'revoked', { short: string; long: string }> = {
  signed_out: {
    short: say('Sign in again'),
    long: say(
      'The server wants your password again: sign in below. You can go on working; what you do is kept here and sent afterwards.',
    ),
  },
  inactive: {
    short: say('Account deactivated'),
    long: say(
      'Your account has been deactivated. What you do is kept here, but not sent. Ask your administrator, and sign in here once it is active again.',
    ),
  },
  outdated: {
    short: say('Update needed'),
    long: say(
      'This version of Callbook and the server do not fit together any more. What you do is kept here until one of them is updated: install the newest Callbook, or ask your administrator to update the server.',
    ),
  },
  revoked: {
    short: say('Device removed'),
    long: say(
      'This device has been removed from your account by an administrator. Its copy of your data is being deleted here; ask your administrator if that is a mistake.',
    ),
  },
};

function synced({ pending, last_synced_at }: SyncFacts, now: string, timeZone: string): SyncWords {
  if (pending > 0) {
    return {
      tone: 'busy',
      short: say('{pending} pending, sending', { pending }),
      long: say('Changes are on their way to the server.'),
    };
  }
  return {
    tone: 'calm',
    short:
      last_synced_at === null
        ? say('All synced')
        : say('All synced {time}', { time: clockLabel(last_synced_at, timeZone) }),
    long: syncedWords(last_synced_at === null ? null : spanOf(last_synced_at, now)),
  };
}

function syncedWords(span: string | null): string {
  if (span === null)
    return say('Everything you did is on the server, and everything of yours there is here.');
  return span === ''
    ? say('Everything you did is on the server, and everything of yours there is here, as of now.')
    : say('Everything you did is on the server, and everything of yours there is here, as of {span} ago.', {
        span,
      });
}

/** Empty under a minute. */
const spanOf = (from: string, to: string): string =>
  Date.parse(to) - Date.parse(from) < 60_000 ? '' : spanLabel(from, to);

function offline({ waiting_since, last_synced_at }: SyncFacts, now: string, waiting: string): SyncWords {
  const since = waiting_since ?? last_synced_at;
  const span = since === null ? '' : spanOf(since, now);
  const how = span === '' ? say('offline') : say('offline {span}', { span });
  return {
    tone: 'waiting',
    short: waiting === '' ? `${how.charAt(0).toUpperCase()}${how.slice(1)}` : `${waiting}, ${how}`,
    long:
      span === ''
        ? say(
            'The server has not been reached. Everything works without it; what you do is kept here and sent when it is back.',
          )
        : say(
            'The server has not been reached for {span}. Everything works without it; what you do is kept here and sent when it is back.',
            { span },
          ),
  };
}
