// Customer and metric in a merge: a lead has at most one of each, under an id that follows from the lead's. The survivor
// keeps its own, or gets one with the other's content; the other's is put aside until the merge is undone.
import type { Customer } from '#domain/customer/customer.ts';
import { customerIdOf, type Ids, metricIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import type { Change } from '../audit/write-audited.ts';
import type { Single } from '../db/tables/merges.ts';
import { type DocumentWrite, readDocuments, type WriteTx } from '../feed/write-documents.ts';

type Kind = 'customers' | 'metrics';
type DocumentOfKind = { customers: Customer; metrics: Metric };

const idOf: Record<Kind, (leadId: string) => string> = { customers: customerIdOf, metrics: metricIdOf };

/** What is to be written for one kind, and what the undoing needs to know. */
export interface SingleMerge<T> {
  changes: Change[];
  kept: Single<T>;
}

async function standing<K extends Kind>(
  tx: WriteTx,
  kind: K,
  leadId: string,
): Promise<DocumentOfKind[K] | null> {
  const stored = (await readDocuments(tx.sql, kind, [idOf[kind](leadId)])).get(idOf[kind](leadId));
  return stored && !stored.deleted ? (stored.document as DocumentOfKind[K]) : null;
}

/** Joins the two. `anew` is what the survivor gets when neither had one: the customer of a lead that is won now. */
export async function mergeSingle<K extends Kind>(
  tx: WriteTx,
  { ids }: { ids: Ids },
  kind: K,
  { survivor, other, anew }: { survivor: Lead; other: Lead; anew: DocumentOfKind[K] | null },
): Promise<SingleMerge<DocumentOfKind[K]>> {
  const [mine, theirs] = [await standing(tx, kind, survivor.id), await standing(tx, kind, other.id)];
  const head = { id: idOf[kind](survivor.id), lead_id: survivor.id };
  const renewed = { write_id: ids.next(), updated_at: tx.now };
  const whose = kind === 'customers' ? { assignee_id: survivor.assignee_id } : {};
  const made = mine ? null : theirs ? { ...theirs, ...head, ...renewed, ...whose } : anew;
  return {
    changes: [
      ...(theirs ? [aside(kind, theirs, ids.next())] : []),
      ...(made ? [{ write: { collection: kind, document: made } as DocumentWrite, before: null }] : []),
    ],
    kept: { aside: theirs, made: made?.write_id ?? null },
  };
}

/** Gives the other lead its own back. `changed`: the survivor's has been changed since, and stays. */
export async function partSingle<K extends Kind>(
  tx: WriteTx,
  { ids }: { ids: Ids },
  kind: K,
  {
    survivor,
    other,
    kept,
    keep,
  }: { survivor: Lead; other: Lead; kept: Single<DocumentOfKind[K]>; keep: boolean },
): Promise<{ changes: Change[]; changed: string | null }> {
  const mine = await standing(tx, kind, survivor.id);
  const isMade = mine !== null && kept.made !== null;
  const untouched = isMade && mine.write_id === kept.made;
  const renewed = { write_id: ids.next(), updated_at: tx.now };
  const whose = kind === 'customers' ? { assignee_id: other.assignee_id } : {};
  const back = kept.aside && { ...kept.aside, ...renewed, ...whose };
  return {
    changes: [
      ...(untouched && !keep ? [aside(kind, mine, ids.next())] : []),
      ...(back ? [{ write: { collection: kind, document: back } as DocumentWrite, before: null }] : []),
    ],
    changed: isMade && !untouched ? mine.id : null,
  };
}

function aside(kind: Kind, document: Customer | Metric, writeId: string): Change {
  const { _deleted, ...neutral } = deletedTombstone(kind, document.id, writeId);
  const kept = { ...neutral, lead_id: document.lead_id };
  return {
    write: { collection: kind, document: kept, deleted: _deleted } as unknown as DocumentWrite,
    before: { document },
  };
}
