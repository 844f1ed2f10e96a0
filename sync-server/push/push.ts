// Takes what a laptop wrote while it was away: decides every row by its own merits, in one transaction, and says per row
// what became of it. A row's content never makes the batch fail.
import { sql } from 'drizzle-orm';
import { hasControlCharacters } from '#domain/fields.ts';
import type { Ids } from '#domain/ids.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import {
  type PushReply,
  type PushResult,
  type PushRow,
  pushHeadSchema,
  type Replicated,
} from '#domain/sync/messages.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Clock } from '#domain/time.ts';
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import { auditOfWrite } from '../audit/audit-of-write.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import type { Database } from '../db/database.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { applied } from '../db/tables/records.ts';
import { replicatedDocument } from '../feed/pull.ts';
import {
  type DocumentWrite,
  inWriteTransaction,
  type WriteTx,
  writeDocuments,
} from '../feed/write-documents.ts';
import type { LeadStore } from '../leads/lead-store.ts';
import { type Arrival, noteMergedArrivals } from '../leads/merged-arrivals.ts';
import { type MovedLead, recordAssignments } from '../leads/record-assignment.ts';
import { dealNewLeads } from './deal-new-leads.ts';
import { decideRow, type Row, type RowContext, type RowVerdict } from './decide-row.ts';
import type { AppliedWrite, Known } from './known.ts';
import { readKnown } from './read-known.ts';

export interface PushDeps extends LeadStore {
  db: Database;
  clock: Clock;
  ids: Ids;
}

/** What the rows come to. */
export interface Carried {
  writes: Map<string, DocumentWrite>;
  applied: AppliedWrite[];
  audit: AuditEntry[];
  /** What was stored under the survivor of a merge. */
  arrived: Arrival[];
}

/**
 * Carries out the rows of one push in their order. Every row gets one result: `ok`, `conflict`, `absorbed`, `rejected` or
 * `gone`. Repeats are recognised by their write id, for as long as it is kept. `unknownFields` are those of the collection
 * that the writer's version does not know: they keep what is stored.
 */
export function push(
  deps: PushDeps,
  actor: Actor,
  collection: WritableCollection,
  rows: PushRow[],
  requestId: string,
  unknownFields: readonly string[] = [],
): Promise<PushReply> {
  return inWriteTransaction(deps, async (tx) => {
    const parsed = rows.map(parseRow);
    const known = await readKnown(
      tx,
      actor,
      collection,
      parsed.filter((row) => row !== null),
    );
    const act: Carried = { writes: new Map(), applied: [], audit: [], arrived: [] };
    const before = new Map(known.leads);
    const context: RowContext = {
      collection,
      actor,
      now: tx.now,
      known,
      unknownFields,
      newId: () => deps.ids.next(),
    };
    const results = parsed.map((row, at) => {
      if (row === null) return withoutHead(collection, rows[at]?.document['id']);
      const verdict = decideRow(context, row);
      remember(act, context, row, verdict, requestId);
      return resultOf(collection, row.document.id, verdict);
    });
    const notes = await dealNewLeads(tx, deps, { actor, requestId }, known, before, act);
    const followers = await assign(tx, deps, { actor, requestId }, before, act, notes);
    await writeDocuments(tx, [...act.writes.values()], actor.id);
    await noteMergedArrivals(tx, act.arrived);
    await keepApplied(tx, collection, act.applied);
    await appendAudit(tx, act.audit);
    await writeAudited(tx, { actor, requestId }, followers);
    return { results };
  });
}

/** A pushed change of hands is an assign like any other: history, mail, and the customer that goes along. */
async function assign(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  before: Known['leads'],
  carried: Carried,
  notes: ReadonlyMap<string, string>,
): Promise<Change[]> {
  const moved: MovedLead[] = [];
  for (const write of carried.writes.values()) {
    if (write.collection !== 'leads') continue;
    const lead = write.document;
    const from_id = before.get(lead.id)?.document.assignee_id ?? null;
    const ownNew = !before.has(lead.id) && lead.assignee_id === act.actor.id;
    if (!ownNew) moved.push({ from_id, lead, note: notes.get(lead.id) ?? null });
  }
  return recordAssignments(tx, store, act, moved);
}

/** The row with its head in order, or null. */
function parseRow({ base, document }: PushRow): Row | null {
  const head = pushHeadSchema.safeParse(document);
  return head.success ? { base, document: { ...document, ...head.data } } : null;
}

/** The answer to a row without a head. Half of a surrogate pair cannot be sent back, nor can an id be derived of it. */
function withoutHead(collection: WritableCollection, id: unknown): PushResult {
  const name = typeof id === 'string' && !hasControlCharacters(id) ? id : '';
  const detail = 'id and write_id must be UUIDs.';
  return {
    id: name,
    outcome: 'rejected',
    code: 'invalid',
    detail,
    document: goneTombstone(collection, name),
  };
}

function remember(act: Carried, context: RowContext, row: Row, verdict: RowVerdict, requestId: string): void {
  const { actor, known } = context;
  if (verdict.kind === 'rejected') act.audit.push(auditOfRefusal(context, row, verdict.code, requestId));
  // A repeat of what stands may be the first push of it: the server made the customer of a won lead under the same id.
  const standsAlready = verdict.kind === 'repeat' && verdict.newer === null;
  if (verdict.kind !== 'stored' && !standsAlready) return;
  for (const write of verdict.kind === 'stored' ? verdict.writes : []) {
    act.audit.push(auditOfWrite(actor.id, write, known.before(write), requestId));
    act.writes.set(`${write.collection} ${write.document.id}`, write);
    known.note(write);
  }
  if (verdict.kind === 'stored' && verdict.arrived) act.arrived.push(verdict.arrived);
  const write = { write_id: row.document.write_id, document_id: row.document.id, actor_id: actor.id };
  act.applied.push(write);
  known.noteApplied(write);
}

const auditOfRefusal = (
  { collection, actor }: RowContext,
  row: Row,
  code: string,
  request_id: string,
): AuditEntry => ({
  actor_id: actor.id,
  action: 'sync-reject',
  entity: collection,
  entity_id: row.document.id,
  details: { request_id, code, write_id: row.document.write_id },
});

function resultOf(collection: WritableCollection, id: string, verdict: RowVerdict): PushResult {
  if ('unseen' in verdict) return { id, outcome: 'absorbed', document: goneTombstone(collection, id) };
  switch (verdict.kind) {
    case 'stored':
      return { id, outcome: 'ok' };
    case 'repeat':
      return verdict.newer
        ? { id, outcome: 'absorbed', document: replicatedDocument(collection, verdict.newer) }
        : { id, outcome: 'ok' };
    case 'conflict':
      return { id, outcome: 'conflict', document: replicatedDocument(collection, verdict.current) };
    case 'gone':
      return { id, outcome: 'gone', document: goneTombstone(collection, id) };
    case 'rejected': {
      const document: Replicated = verdict.current
        ? replicatedDocument(collection, verdict.current)
        : goneTombstone(collection, id);
      return { id, outcome: 'rejected', document, code: verdict.code, detail: verdict.detail };
    }
  }
}

async function keepApplied(tx: WriteTx, collection: string, done: AppliedWrite[]): Promise<void> {
  if (done.length === 0) return;
  const rows = done.map((write) => ({ ...write, collection, at: tx.now }));
  await tx.sql.execute(sql`insert into ${applied} ${rowsFrom(applied, rows)} on conflict do nothing`);
}
