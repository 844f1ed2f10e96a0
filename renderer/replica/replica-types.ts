// The replica as the screens see it: live documents, the desk, the acts, the state of the sync, the attention list.
import type { StoreApi } from 'zustand/vanilla';
import type { Customer } from '#domain/customer/customer.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import type { Poc } from '#domain/poc/poc.ts';
import type { Refusal, RefusalCode } from '#domain/refusal.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Collection } from '#domain/sync/collections.ts';
import type { User } from '#domain/user/user.ts';
import type { Acts } from './acts/act-types.ts';
import type { Step } from './acts/steps.ts';
import type { Contents } from './contents.ts';
import type { Desk } from './desk-types.ts';
import type { History } from './history/history.ts';
import type { Finder } from './search/search-types.ts';

/** A value that changes. `get` answers the same object until a listener is called: made for useSyncExternalStore. */
export interface Live<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** One lead with all that hangs on it. `undefined` while it is read, null when the replica does not have it. */
export type LeadDetail = {
  lead: Lead;
  pocs: readonly Poc[];
  /** Newest first; voided ones are among them. */
  interactions: readonly Interaction[];
  plan_events: readonly PlanEventDocument[];
  customer: Customer | null;
  metric: Metric | null;
};

/** synced · syncing · waiting (no network) · trouble (the server answers strangely) · signed_out · outdated · revoked. */
export type SyncState =
  | 'starting'
  | 'synced'
  | 'syncing'
  | 'waiting'
  | 'trouble'
  | 'signed_out'
  | 'inactive'
  | 'outdated'
  | 'revoked';

export interface SyncStatus {
  state: SyncState;
  /** Documents written here that the server has not confirmed. Right after a restart too. */
  pending: number;
  pending_by_collection: Readonly<Partial<Record<Collection, number>>>;
  /** Entries of the attention list that nobody has settled. */
  attention: number;
  /** Instant (corrected clock) at which everything was last confirmed in both directions; kept over restarts. */
  last_synced_at: string | null;
  /** Since when the server has not been reached; null while it is. */
  waiting_since: string | null;
  /** What the server's last strange answer was, in words; null otherwise. */
  detail: string | null;
  /** True until all collections have been pulled once. */
  first_sync: boolean;
  /** Documents pulled since the start of this run. */
  pulled: number;
  /** What is added to the device's clock, in milliseconds. */
  clock_offset_ms: number;
  /** Records that this version of the program cannot read; they are asked for again after an update, and by `now`. */
  unreadable: number;
  /** Removals of this run that the server had announced and then did not stand by; the records are still here. */
  held_back: number;
  /** Instant at which everything was last compared with the server; kept over restarts. */
  audited_at: string | null;
  /** Records that the comparisons of this run have put right. */
  repaired: number;
  /** When the server last gave us something, even if only that there was nothing new; kept over restarts. */
  last_pulled_at: string | null;
  /** When the server last took something that was written here; kept over restarts. */
  last_pushed_at: string | null;
  /** When the server is asked again, while it is out of reach; null otherwise. */
  next_attempt_at: string | null;
}

/** A document that the server has not confirmed, and how its sending goes. */
export interface Unsent {
  collection: Collection;
  document: Record<string, unknown>;
  /** On its way at this moment. */
  sending: boolean;
  /** How often it was sent in vain since the program was started. */
  failed: number;
}

/** Work that the server did not take, or values that another's write has replaced. Nothing in it is ever lost. */
export interface AttentionEntry {
  id: string;
  kind: 'refused' | 'overwritten';
  collection: Collection;
  document_id: string;
  lead_id: string | null;
  /** The lead's name when the entry was made; null where it was not known, missing in entries of older programs. */
  lead_name?: string | null;
  /** For people: of whom or what. */
  title: string;
  write_id: string;
  /** What the person wrote. */
  document: Record<string, unknown>;
  base: Record<string, unknown> | null;
  theirs: Record<string, unknown> | null;
  /** With `overwritten`: the fields in which both had written. */
  fields: readonly { field: string; base: unknown; mine: unknown; theirs: unknown }[];
  reason: RefusalCode | 'deleted_elsewhere' | 'keeps_conflicting' | 'both_changed' | 'defect';
  detail: string | null;
  at: string;
}

/** Takes back what was done, at any time; a second call changes nothing. */
export type Undo = () => Promise<void>;
export type FieldChoice = 'mine' | 'theirs';

/** Every act settles the entry; its undo brings the entry back exactly as it was. Nothing in the list expires. */
export interface Attention extends Live<readonly AttentionEntry[]> {
  /** Writes the person's values again, on top of what stands now: all, or the named fields. */
  useMine(id: string, fields?: readonly string[]): Promise<Undo>;
  /** In one write: the fields chosen as mine get the person's values; all others stay as they stand. */
  choose(id: string, choices: Readonly<Record<string, FieldChoice>>): Promise<Undo>;
  /** Keeps what stands and drops the entry. */
  discard(id: string): Promise<Undo>;
  /** The entry's document as it stands here now; null when there is none. Reads while somebody listens. */
  standing(
    entry: Pick<AttentionEntry, 'collection' | 'document_id'>,
  ): Live<Record<string, unknown> | null | undefined>;
}

/** What became of a file of unsent work. A file that is not taken at all is one refusal without a document. */
export interface ImportReport {
  /** Written here now, to be sent. */
  taken: number;
  /** Writes that the server or this device had already. */
  known: number;
  refused: (Refusal & { collection: Collection | null; id: string | null })[];
}

export interface Sync {
  readonly status: StoreApi<SyncStatus>;
  /** Pulls and pushes now, and reconnects at once where that waits. */
  now(): void;
  /** After a sign-in or a change of network: takes up what was paused. */
  resume(): void;
  /** What has not been confirmed yet, newest first, for the sync screen. */
  unsent(): Promise<Unsent[]>;
  /** The same as a file for another device of the same person. */
  /** Sends what was not sent although the sync has stopped for good; answers how many the server has not taken. */
  offerUnsent(): Promise<number>;
  exportUnsent(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }>;
  /** Reads such a file in. A second time changes nothing. */
  importUnsent(text: string): Promise<ImportReport>;
}

/** The replica of one user on one server. */
export interface Replica {
  readonly user_id: string;
  readonly desk: Desk;
  readonly acts: Acts;
  /** Notes by their words; leads are found by the desk. */
  readonly finder: Finder;
  readonly sync: Sync;
  readonly attention: Attention;
  /** undefined until the first sync has brought them. */
  readonly settings: Live<Settings | undefined>;
  readonly users: Live<readonly User[]>;
  /** The calls and orders of all leads, for figures about them. It is read when first asked for, and then kept. */
  history(): History;
  /** One observer per screen: unsubscribing ends it. */
  lead(leadId: string): Live<LeadDetail | null | undefined>;
  /** Customers, by name. Reads while somebody listens; undefined until they have been read. */
  readonly customers: Live<readonly Customer[] | undefined>;
  /** What took place at an instant or later on leads that stand, and not in the future; voided ones are among them. */
  interactionsSince(from: string): Promise<readonly Interaction[]>;
  /** What lies on this device, counted and page by page. */
  readonly contents: Contents;
  /** Takes the steps of an act back, or does them again; false where nothing was left to do. */
  turn(steps: readonly Step[], way: 'back' | 'again'): Promise<boolean>;
  /** The corrected clock. */
  now(): string;
  close(): Promise<void>;
  /** Closes and deletes everything on this device. */
  wipe(): Promise<void>;
}
