// The state of the sync for people: what is unsent, whether the server is reached, when all was last confirmed.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Trouble } from './classify-answer.ts';
import type { SyncState, SyncStatus } from './replica-types.ts';

/** What the state is worked out from. */
export interface SyncFacts {
  trouble: Trouble | null;
  reached: boolean;
  streaming: boolean;
  active: boolean;
  first_sync: boolean;
  pending: number;
}

const STATE_OF: Record<Exclude<Trouble['kind'], 'resync'>, SyncState> = {
  offline: 'waiting',
  strange: 'trouble',
  signed_out: 'signed_out',
  inactive: 'inactive',
  revoked: 'revoked',
  server_outdated: 'outdated',
  schema_too_old: 'outdated',
};

/** The one state that the facts amount to. */
export function syncStateOf(facts: SyncFacts): SyncState {
  const { trouble } = facts;
  if (trouble && trouble.kind !== 'resync') return STATE_OF[trouble.kind];
  if (!facts.reached) return 'starting';
  const busy = facts.active || facts.first_sync || facts.pending > 0 || !facts.streaming;
  return busy ? 'syncing' : 'synced';
}

export type StatusStore = StoreApi<SyncStatus>;

/** What outlives the page: when all was last confirmed and compared, and whether everything has been pulled once. */
export interface KeptStatus {
  last_synced_at: string | null;
  first_sync: boolean;
  audited_at: string | null;
  last_pulled_at: string | null;
  last_pushed_at: string | null;
}

/** The store before anything is known of this run. */
export const createStatusStore = (kept: KeptStatus): StatusStore =>
  createStore<SyncStatus>(() => ({
    state: 'starting',
    pending: 0,
    pending_by_collection: {},
    attention: 0,
    waiting_since: null,
    detail: null,
    pulled: 0,
    clock_offset_ms: 0,
    unreadable: 0,
    held_back: 0,
    repaired: 0,
    next_attempt_at: null,
    ...kept,
  }));

/** Puts in what has changed, and wakes listeners only if something has. */
export function updateStatus(store: StatusStore, next: Partial<SyncStatus>): void {
  const before = store.getState();
  const changed = Object.entries(next).some(
    ([name, value]) => JSON.stringify(before[name as keyof SyncStatus]) !== JSON.stringify(value),
  );
  if (changed) store.setState(next);
}
