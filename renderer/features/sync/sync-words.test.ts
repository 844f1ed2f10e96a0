// The state of the sync in words.
import { describe, expect, it } from 'vitest';
import { clockWords } from './clock-words.ts';
import { type SyncFacts, syncWords } from './sync-words.ts';

const now = '2026-03-04T12:42:00.000Z';
const facts: SyncFacts = {
  state: 'synced',
  pending: 0,
  attention: 0,
  last_synced_at: '2026-03-04T09:42:00.000Z',
  waiting_since: null,
  detail: null,
  first_sync: false,
  pulled: 0,
};
const short = (changes: Partial<SyncFacts>) =>
  syncWords({ ...facts, ...changes }, now, 'Europe/Berlin').short;
const long = (changes: Partial<SyncFacts>) => syncWords({ ...facts, ...changes }, now, 'Europe/Berlin').long;

describe('the pill', () => {
  it('says when everything was last on the server, in the zone of whoever reads it', () => {
    expect(short({})).toBe('All synced 10:42');
    expect(short({ last_synced_at: null })).toBe('All synced');
  });

  it('counts what waits, and says since when there is no network', () => {
    const waiting_since = '2026-03-04T10:30:00.000Z';
    expect(short({ state: 'waiting', pending: 3, waiting_since })).toBe('3 pending, offline 2 h');
    expect(short({ state: 'waiting', waiting_since })).toBe('Offline 2 h');
    expect(short({ state: 'waiting', waiting_since: now })).toBe('Offline');
    expect(short({ state: 'waiting', last_synced_at: null })).toBe('Offline');
  });

  it('says what is going on', () => {
    expect(short({ state: 'starting' })).toBe('connecting');
    expect(short({ state: 'syncing', pending: 2 })).toBe('2 pending, syncing');
    expect(short({ state: 'synced', pending: 1 })).toBe('1 pending, sending');
    expect(short({ state: 'syncing', first_sync: true, pulled: 1200 })).toBe('Loading history, 1,200');
    expect(short({ state: 'trouble', pending: 1 })).toBe('1 pending, server trouble');
  });

  it('says when a person is needed, beside everything else', () => {
    expect(short({ attention: 1 })).toBe('All synced 10:42, 1 needs attention');
    expect(short({ attention: 2, state: 'waiting', waiting_since: now })).toBe('Offline, 2 need attention');
    expect(syncWords({ ...facts, attention: 1 }, now, 'UTC').tone).toBe('attention');
    expect(long({ attention: 2, state: 'trouble' })).toMatch(/2 things wait for your decision/);
    expect(syncWords({ ...facts, attention: 1, state: 'trouble' }, now, 'UTC').tone).toBe('trouble');
  });

  it.each([
    ['signed_out', 'Sign in again, 2 pending'],
    ['inactive', 'Account deactivated, 2 pending'],
    ['outdated', 'Update needed, 2 pending'],
    ['revoked', 'Device removed, 2 pending'],
  ] as const)('says what a person has to do: %s', (state, words) => {
    expect(short({ state, pending: 2 })).toBe(words);
    expect(syncWords({ ...facts, state }, now, 'UTC').tone).toBe('trouble');
  });
});

describe('the page', () => {
  it('never calls being offline an error', () => {
    const offline = syncWords(
      { ...facts, state: 'waiting', waiting_since: '2026-03-04T10:30:00.000Z' },
      now,
      'UTC',
    );
    expect(offline.tone).toBe('waiting');
    expect(offline.long).toContain('for 2 h');
    expect(offline.long).toContain('kept here and sent when it is back');
  });

  it('says what the server answered where that was strange', () => {
    expect(long({ state: 'trouble', detail: 'it answered with HTML' })).toContain('it answered with HTML');
    expect(long({ state: 'trouble' })).toContain('not as it should.');
  });

  it('says how long ago everything was confirmed', () => {
    expect(long({})).toContain('as of 3 h ago');
    expect(long({ last_synced_at: now })).toContain('as of now');
  });
});

it.each([
  [0, 'right'],
  [-4000, 'right'],
  [-60_000, '60 s fast'],
  [300_000, '5 min slow'],
  [-86_400_000, '24 h fast'],
])('a clock that is off by %i ms is %s', (offset, words) => {
  expect(clockWords(offset)).toContain(words);
});
