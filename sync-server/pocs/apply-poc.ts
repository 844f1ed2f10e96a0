// Points of contact over REST. A lead with contacts has exactly one primary one: the first becomes it by itself, naming
// another takes it from the one before, and when it goes the oldest of the others follows.
import { and, asc, eq, ne } from 'drizzle-orm';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Poc, pocSchema } from '#domain/poc/poc.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import { pocs } from '../db/tables/documents.ts';
import type { Deps } from '../deps.ts';
import { documentOf } from '../feed/document-tables.ts';
import { inWriteTransaction, readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { newDocument, patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { readVisibleLead } from '../leads/visible-leads.ts';
import { readVisiblePoc } from './read-pocs.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'ids'>;
type Outcome = Result<Poc, Refusal>;

/**
 * Adds a contact. A repeat of the same id and write id gives what is there. Refusals: `invalid`, `not_found` (no such lead
 * for this person), `duplicate` (the id is taken).
 */
export function applyNewPoc(store: Store, act: Act, body: Fields): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const made = newDocument(pocSchema, body, {}, { ids: store.ids, now: tx.now });
    if (!made.ok) return made;
    const { id, lead_id, write_id } = made.value;
    const lead = await readVisibleLead(tx.sql, act.actor, lead_id);
    if (!lead) return refuse(refusal('not_found'));
    const merged = refuseMerged(lead);
    if (merged) return refuse(merged);
    const stored = (await readDocuments(tx.sql, 'pocs', [id])).get(id);
    if (stored) {
      const repeat = stored.document.write_id === write_id && stored.document.lead_id === lead_id;
      return repeat ? ok(stored.document) : refuse(refusal('duplicate', { detail: 'This id is taken.' }));
    }
    const others = await othersOf(tx, made.value);
    const poc = { ...made.value, is_primary: made.value.is_primary || others.length === 0 };
    await writeAudited(tx, act, [
      { write: { collection: 'pocs', document: poc }, before: null },
      ...(poc.is_primary ? demoted(tx, store, others) : []),
    ]);
    return ok(poc);
  });
}

/** Lays the fields of a body over a contact; its lead never changes. Refusals: `not_found`, `stale`, `invalid`. */
export function applyPocChange(
  store: Store,
  act: Act,
  id: string,
  { body, seen }: { body: Fields; seen: string | null },
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisiblePoc(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const stale = refuseStale(seen, before, body);
    if (stale) return refuse(stale);
    const after = patched(pocSchema, before, body, ['lead_id']);
    if (!after.ok) return after;
    if (saysTheSame(before, after.value)) return ok(before);
    const others = await othersOf(tx, before);
    const poc = renewed(tx, store, after.value);
    const handed = before.is_primary && !poc.is_primary;
    // Without another contact the only one stays the primary one.
    if (handed && others.length === 0) poc.is_primary = true;
    await writeAudited(tx, act, [
      { write: { collection: 'pocs', document: poc }, before: { document: before } },
      ...(poc.is_primary ? demoted(tx, store, others) : handed ? promoted(tx, store, others) : []),
    ]);
    return ok(poc);
  });
}

/** Deletes a contact; of a primary one the oldest other contact takes the place. Refusals: `not_found`, `stale`. */
export function applyPocDelete(
  store: Store,
  act: Act,
  id: string,
  seen: string | null,
): Promise<Result<null, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisiblePoc(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const stale = refuseStale(seen, before, {});
    if (stale) return refuse(stale);
    const { _deleted, ...neutral } = deletedTombstone('pocs', id, store.ids.next());
    // Its lead decides who hears of it; a list goes on after it by when it was made.
    const { lead_id, created_at } = before;
    const document = pocSchema.parse({ ...neutral, lead_id, created_at, updated_at: tx.now });
    await writeAudited(tx, act, [
      { write: { collection: 'pocs', document, deleted: true }, before: { document: before } },
      ...(before.is_primary ? promoted(tx, store, await othersOf(tx, before)) : []),
    ]);
    return ok(null);
  });
}

/** The other contacts of the same lead, oldest first. */
async function othersOf(tx: WriteTx, { id, lead_id }: Poc): Promise<Poc[]> {
  const rows = await tx.sql
    .select()
    .from(pocs)
    .where(and(eq(pocs.lead_id, lead_id), eq(pocs.deleted, false), ne(pocs.id, id)))
    .orderBy(asc(pocs.created_at), asc(pocs.id));
  return rows.map((row) => documentOf('pocs', row));
}

const demoted = (tx: WriteTx, store: Store, others: Poc[]): Change[] =>
  others.filter((poc) => poc.is_primary).map((poc) => withPrimary(tx, store, poc, false));

const promoted = (tx: WriteTx, store: Store, others: Poc[]): Change[] =>
  others.some((poc) => poc.is_primary)
    ? []
    : others.slice(0, 1).map((poc) => withPrimary(tx, store, poc, true));

const withPrimary = (tx: WriteTx, store: Store, before: Poc, is_primary: boolean): Change => ({
  write: { collection: 'pocs', document: renewed(tx, store, { ...before, is_primary }) },
  before: { document: before },
});

const renewed = (tx: WriteTx, { ids }: Store, poc: Poc): Poc => ({
  ...poc,
  write_id: ids.next(),
  updated_at: tx.now,
});
