// All entries of the desk, and how a change of a document reaches its entry: folded in where it is new, else the lead's
// own events are read again, and nobody else's.
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import type { Poc } from '#domain/poc/poc.ts';
import type { DocumentOf } from '#domain/sync/collections.ts';
import type { PocSummary } from '../desk-types.ts';
import { actSummaryOf, type DeskEntry, emptyEntry, isEmpty, reduceEntry, summaryOf } from './entry.ts';
import { followMerges } from './follow-merges.ts';

/** Collections that the desk follows. */
export const DESK_COLLECTIONS = [
  'leads',
  'pocs',
  'interactions',
  'plan_events',
  'customers',
  'metrics',
] as const;
export type DeskCollection = (typeof DESK_COLLECTIONS)[number];

/** A document as it is now. `first`: it has never been written before, so no entry can hold an older state of it. */
export type DeskChange = {
  [C in DeskCollection]: { collection: C; document: DocumentOf<C> & { _deleted: boolean }; first: boolean };
}[DeskCollection];

/** Everything that bears on one lead's events, read from the database. */
export interface LeadEvents {
  interactions: readonly Interaction[];
  plan_events: readonly PlanEventDocument[];
}

export interface Entries {
  get(leadId: string): DeskEntry | undefined;
  all(): IterableIterator<DeskEntry>;
  size(): number;
  put(entry: DeskEntry): void;
  /** Applies changes in order and answers with the leads concerned. */
  apply(changes: readonly DeskChange[], now: string): Promise<Set<string>>;
}

/** Deps: how the events of one lead are read. */
export function createEntries(deps: { readEvents(leadId: string): Promise<LeadEvents> }): Entries {
  const entries = new Map<string, DeskEntry>();
  const merged = followMerges(entries);
  const entryOf = (leadId: string): DeskEntry => {
    const known = entries.get(leadId);
    if (known) return known;
    const made = emptyEntry(leadId);
    entries.set(leadId, made);
    return made;
  };
  const reread = async (leadId: string) => {
    const { interactions, plan_events } = await deps.readEvents(leadId);
    const entry = entryOf(leadId);
    entry.interactions = interactions.filter(({ voided_at }) => voided_at === null).map(summaryOf);
    entry.acts = plan_events.map(actSummaryOf);
  };
  return {
    get: (leadId) => entries.get(leadId),
    all: () => entries.values(),
    size: () => entries.size,
    put: (entry) => void entries.set(entry.lead_id, entry),
    apply: async (changes, now) => {
      const touched = new Set<string>();
      const stale = new Set<string>();
      for (const change of changes) {
        const leadId = leadIdOf(change);
        if (leadId === null) continue;
        touched.add(leadId);
        // What comes by a merge or its undoing leaves the entry of the other lead.
        for (const other of merged.othersOf(leadId, change)) {
          touched.add(other);
          stale.add(other);
        }
        if (fold(entryOf(leadId), change) === 'reread') stale.add(leadId);
      }
      for (const leadId of dropRemoved(entries, changes, stale)) touched.add(leadId);
      for (const leadId of stale) await reread(leadId);
      for (const leadId of touched) settle(entries, leadId, now);
      return touched;
    },
  };
}

function settle(entries: Map<string, DeskEntry>, leadId: string, now: string): void {
  const entry = entries.get(leadId);
  if (!entry) return;
  reduceEntry(entry, now);
  if (isEmpty(entry)) entries.delete(leadId);
}

/** The lead whose entry a change concerns. The tombstone of a child no longer says on which lead it hung. */
function leadIdOf({ collection, document }: DeskChange): string | null {
  if (collection === 'leads') return document.id;
  return document._deleted ? null : document.lead_id;
}

/** Puts a document into its entry. What was changed after it was made asks for a reading of the lead's events. */
function fold(entry: DeskEntry, change: DeskChange): 'reread' | undefined {
  switch (change.collection) {
    case 'leads':
      entry.lead = change.document._deleted ? null : stored(change.document);
      return;
    case 'pocs':
      entry.pocs = [...entry.pocs.filter(({ id }) => id !== change.document.id), pocOf(change.document)];
      entry.pocs.sort(primaryFirst);
      return;
    case 'customers':
      entry.customer = { id: change.document.id, since_on: change.document.since_on };
      return;
    case 'metrics':
      entry.metric = stored(change.document);
      return;
    case 'interactions':
      if (!change.first) return 'reread';
      if (change.document.voided_at === null) entry.interactions.push(summaryOf(change.document));
      return;
    case 'plan_events':
      if (!change.first) return 'reread';
      entry.acts.push(actSummaryOf(change.document));
  }
}

/** Takes removed children out of whichever entry holds them; leads whose events were among them are to be read again. */
function dropRemoved(
  entries: Map<string, DeskEntry>,
  changes: readonly DeskChange[],
  stale: Set<string>,
): string[] {
  const gone = new Map<DeskCollection, Set<string>>();
  for (const { collection, document } of changes) {
    if (collection === 'leads') continue;
    const ids = gone.get(collection) ?? gone.set(collection, new Set()).get(collection);
    if (document._deleted) ids?.add(document.id);
    else ids?.delete(document.id);
  }
  if (![...gone.values()].some((ids) => ids.size > 0)) return [];
  const has = (collection: DeskCollection, id: string) => gone.get(collection)?.has(id) ?? false;
  const touched: string[] = [];
  for (const entry of entries.values()) {
    const history =
      entry.interactions.some(({ id }) => has('interactions', id)) ||
      entry.acts.some(({ id }) => has('plan_events', id));
    const pocs = entry.pocs.filter(({ id }) => !has('pocs', id));
    const customer = entry.customer !== null && has('customers', entry.customer.id) ? null : entry.customer;
    const metric = entry.metric !== null && has('metrics', entry.metric.id) ? null : entry.metric;
    if (history) stale.add(entry.lead_id);
    const changed =
      pocs.length !== entry.pocs.length || customer !== entry.customer || metric !== entry.metric;
    if (changed || history) touched.push(entry.lead_id);
    Object.assign(entry, { pocs, customer, metric });
  }
  return touched;
}

/** The document without what belongs to the storage. */
function stored<Document extends object>(document: Document): Document {
  const { _rev, _meta, _attachments, _deleted, ...content } = document as Document & Record<string, unknown>;
  return content as Document;
}

function pocOf({ id, name, role, email, phone, time_zone, is_primary }: Poc): PocSummary {
  return { id, name, role, email, phone, time_zone, is_primary };
}

const primaryFirst = (a: PocSummary, b: PocSummary): number =>
  Number(b.is_primary) - Number(a.is_primary) || (a.id < b.id ? -1 : 1);
