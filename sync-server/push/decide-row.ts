// One row of a push: is it a repeat, is it theirs to write, is it up to date, is it right? Pure; what is stored is said, not
// done. Visibility is judged on the stored document and its stored lead, else a forged lead id would leak foreign rows.

import { customerOfWonLead } from '#domain/customer/customer.ts';
import { sameValue } from '#domain/merge/three-way.ts';
import { invalid, type Refusal, refusal } from '#domain/refusal.ts';
import { type DocumentOf, documentSchemas, type WritableCollection } from '#domain/sync/collections.ts';
import { asWritten, withStoredFields } from '#domain/sync/lens.ts';
import { type Actor, seesAll, seesLead } from '#domain/sync/scope.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import type { DocumentWrite } from '../feed/write-documents.ts';
import type { Arrival } from '../leads/merged-arrivals.ts';
import { decideContent } from './decide-content.ts';
import { decideMerged } from './decide-merged.ts';
import { decideUnseen } from './decide-unseen.ts';
import type { Known, StoredAny } from './known.ts';

export interface Row {
  base: string | null;
  document: { id: string; write_id: string; _deleted: boolean; [field: string]: unknown };
}

export interface RowContext {
  collection: WritableCollection;
  actor: Actor;
  now: string;
  known: Known;
  /** Fields that the writer's version does not know. */
  unknownFields: readonly string[];
  newId: () => string;
}

export type RowVerdict =
  /**
   * Stored; where the server knew better than a part of it, the written document is its own later version. `unseen`: its
   * writer does not see it any more.
   */
  | { kind: 'stored'; writes: DocumentWrite[]; unseen?: true; arrived?: Arrival }
  /** Was stored before; `newer` when something else stands by now. */
  | { kind: 'repeat'; newer: StoredAny | null; unseen?: true }
  | { kind: 'conflict'; current: StoredAny }
  | { kind: 'rejected'; code: string; detail: string; current: StoredAny | null }
  | { kind: 'gone' };

/** Collections whose documents a laptop may delete; a lead is put aside by `deleted_at`, a call by `voided_at`. */
const DELETABLE: readonly WritableCollection[] = ['pocs', 'plan_events', 'customers', 'metrics'];

export function decideRow(context: RowContext, row: Row): RowVerdict {
  const { known } = context;
  const current = known.documents.get(row.document.id) ?? null;
  if (row.document['gone'] === true) return { kind: 'gone' };
  if (!maySee(context, current, row)) {
    return decideUnseen(
      context,
      current,
      row,
      () =>
        decideRepeat(known, null, row) ?? decideMerged(context, null, row) ?? decideWrite(context, null, row),
    );
  }
  const repeat = decideRepeat(known, current, row);
  if (repeat) return repeat;
  const merged = decideMerged(context, current, row);
  if (merged) return merged;
  const stale =
    current !== null && current.document.write_id !== row.base && !standsIn(context, current, row);
  if (stale) return { kind: 'conflict', current };
  if (row.document._deleted) return decideDelete(context, current, row);
  return decideWrite(context, current, row);
}

/** The server makes a won lead's customer at once; it waits there for the one that the laptop made in the same act. */
function standsIn({ collection, known }: RowContext, current: StoredAny, row: Row): boolean {
  if (collection !== 'customers' || row.base !== null || current.deleted) return false;
  const lead = current.document.lead_id ? known.lead(current.document.lead_id) : null;
  if (!lead?.won_at) return false;
  return current.document.write_id === customerOfWonLead({ ...lead, won_at: lead.won_at }).write_id;
}

function maySee({ actor, known, collection }: RowContext, current: StoredAny | null, row: Row): boolean {
  if (collection === 'leads')
    return !current || seesLead(actor, { assignee_id: current.document.assignee_id ?? null });
  const leadId = current ? (current.document.lead_id ?? null) : leadIdOf(row);
  if (leadId === null)
    return !current || seesLead(actor, { assignee_id: current.document.assignee_id ?? null });
  const lead = known.lead(leadId);
  if (lead) return seesLead(actor, lead);
  // It came before its lead: until that arrives it is its author's, and the staff's.
  return !current || seesAll(actor) || known.isOwnEarly(current.document.id);
}

const leadIdOf = (row: Row): string | null =>
  typeof row.document['lead_id'] === 'string' ? row.document['lead_id'].toLowerCase() : null;

function decideRepeat(known: Known, current: StoredAny | null, row: Row): RowVerdict | null {
  const { id, write_id } = row.document;
  if (current?.document.write_id === write_id) return { kind: 'repeat', newer: null };
  const before = known.appliedTo(write_id)?.document_id;
  if (before === undefined) return null;
  if (before === id && current) return { kind: 'repeat', newer: current };
  return reject(refusal('invalid', { detail: 'This write_id was used for another document.' }), current);
}

function decideDelete(context: RowContext, current: StoredAny | null, row: Row): RowVerdict {
  const { collection } = context;
  const { id, write_id } = row.document;
  if (!DELETABLE.includes(collection)) {
    const instead = collection === 'leads' ? 'deleted_at' : 'voided_at';
    return reject(
      refusal('not_allowed', { detail: `These are never deleted from a laptop: set ${instead}.` }),
      current,
    );
  }
  const ofWon =
    collection === 'customers' && current?.document.lead_id
      ? context.known.lead(current.document.lead_id)
      : null;
  if (ofWon?.won_at) {
    return reject(refusal('not_allowed', { detail: 'The customer of a won lead stays.' }), current);
  }
  // Whose it was decides who hears of its end; when it was made, where a list goes on after it.
  const { lead_id, assignee_id, created_at } = current?.document ?? {};
  const kept = {
    ...(created_at === undefined ? {} : { created_at }),
    ...(lead_id === undefined ? {} : { lead_id }),
    ...(lead_id === null ? { assignee_id: assignee_id ?? null } : {}),
  };
  const { _deleted, ...neutral } = deletedTombstone(collection, id, write_id);
  const document = { ...neutral, ...kept } as DocumentOf<WritableCollection>;
  return {
    kind: 'stored',
    writes: [{ collection, document, deleted: _deleted } as DocumentWrite],
  };
}

/** `instead`: what the server knows better than the row, to be stored as a later write of its own. */
export function decideWrite(
  context: RowContext,
  current: StoredAny | null,
  row: Row,
  instead: { lead_id?: string } = {},
): RowVerdict {
  const { collection, unknownFields } = context;
  const before = current?.deleted ? null : (current?.document ?? null);
  const pushed = withStoredFields(row.document, unknownFields, before as Record<string, unknown> | null);
  const parsed = documentSchemas[collection].safeParse({ ...unsaid(current), ...pushed, ...instead });
  if (!parsed.success) return reject(invalid(parsed.error.issues), current);
  const decided = decideContent(context, current, { collection, document: parsed.data } as DocumentWrite);
  if (!decided.ok) return reject(decided.error, current);
  const [own, ...others] = decided.value;
  if (!own) throw new Error('a decision without its document');
  if (saysTheSame(asWritten(row.document, unknownFields), own.document))
    return { kind: 'stored', writes: [own, ...others] };
  // What only the server knows is a later write of its own: the laptop's write was stored, and hears of this one.
  const document = { ...own.document, write_id: context.newId(), updated_at: context.now };
  return { kind: 'stored', writes: [{ ...own, document } as DocumentWrite, ...others] };
}

/** To leave out whose it is hands nothing over: that takes a word, null or a person. */
function unsaid(current: StoredAny | null): Pick<StoredAny['document'], 'assignee_id'> {
  if (!current || current.deleted || current.document.assignee_id === undefined) return {};
  return { assignee_id: current.document.assignee_id };
}

/**
 * Whether the stored document says what was pushed: a field left out is the server's to fill, and one set to null may have
 * become its empty value.
 */
const saysTheSame = (pushed: Row['document'], stored: object): boolean =>
  Object.entries(stored).every(
    ([field, value]) =>
      pushed[field] === undefined ||
      sameValue(pushed[field], value) ||
      (pushed[field] === null && isEmpty(value)),
  );

const isEmpty = (value: unknown): boolean =>
  value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

export function reject(why: Refusal, current: StoredAny | null): RowVerdict {
  const fields = (why.errors ?? []).map(({ path, message }) => `${path} ${message}`).join('; ');
  return { kind: 'rejected', code: why.code, detail: why.detail ?? fields, current };
}
