// Undoes an import: what it made is put aside, what it changed goes back. What somebody has changed since stays, and is named.
import { and, asc, eq, gt } from 'drizzle-orm';
import { decideLeadChange } from '#domain/lead/decide-lead.ts';
import { partedFields } from '#domain/lead/decide-merge.ts';
import { type Lead, SERVER_OWNED_LEAD_FIELDS } from '#domain/lead/lead.ts';
import { sameValue } from '#domain/merge/three-way.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import { among } from '../db/among.ts';
import { interactions } from '../db/tables/documents.ts';
import { import_rows, imports } from '../db/tables/imports.ts';
import { inWriteTransaction, readDocuments, type WriteTx } from '../feed/write-documents.ts';
import type { LeadStore } from '../leads/lead-store.ts';
import { movedOf, noteAssignments } from '../leads/record-assignment.ts';
import { readSettings } from '../settings/settings.ts';

export interface NotUndone {
  row: number;
  id: string;
  /** What was changed since; `deleted` and `merged` where the lead itself is gone, `interactions` where it was worked. */
  fields: string[];
}

export interface UndoReport {
  id: string;
  put_aside: number;
  put_back: number;
  not_undone: NotUndone[];
}

const ROWS_A_TRANSACTION = 100;

/** Undoes it, in short transactions; a repeat goes on where the last one ended. Refusals: `not_found`, `impossible_transition`. */
export async function undoImport(
  store: LeadStore,
  act: Act,
  id: string,
): Promise<Result<UndoReport, Refusal>> {
  const [stored] = await store.db.select().from(imports).where(eq(imports.id, id));
  if (!stored) return refuse(refusal('not_found'));
  if (stored.undone_at !== null)
    return refuse(refusal('impossible_transition', { detail: 'This import was undone before.' }));
  const report: UndoReport = { id, put_aside: 0, put_back: 0, not_undone: [] };
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = await inWriteTransaction(store, (tx) => undoPart(tx, store, act, report, from));
  }
  await store.db.update(imports).set({ undone_at: store.clock.now() }).where(eq(imports.id, id));
  return ok(report);
}

/** The last row that was looked at; null after the last one of all. */
async function undoPart(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  report: UndoReport,
  after: number,
): Promise<number | null> {
  const rows = await tx.sql
    .select()
    .from(import_rows)
    .where(and(eq(import_rows.import_id, report.id), gt(import_rows.row, after)))
    .orderBy(asc(import_rows.row))
    .limit(ROWS_A_TRANSACTION);
  const ids = rows.map(({ lead_id }) => lead_id);
  const stored = await readDocuments(tx.sql, 'leads', ids);
  const worked = await workedOf(tx, ids);
  const settings = await readSettings(tx.sql);
  const changes: Change[] = [];
  for (const { row, lead_id, before, after: written } of rows) {
    const now = stored.get(lead_id);
    const back = now && !now.deleted ? wayBack({ before, written, now: now.document }, worked) : ENDED;
    const lead = back.lead && restamped(tx, store, act.actor, settings, now?.document, back.lead);
    const fields = lead?.ok === false ? [...back.kept, ...fieldsOf(lead.error)] : back.kept;
    if (fields.length > 0) report.not_undone.push({ row, id: lead_id, fields });
    if (!lead?.ok || !now) continue;
    if (before) report.put_back += 1;
    else report.put_aside += 1;
    changes.push({
      write: { collection: 'leads', document: lead.value },
      before: { document: now.document },
      action: before ? 'update' : 'delete',
      details: { undo_import_id: report.id, row },
    });
  }
  const moved = movedOf(changes.flatMap(handsOf));
  await writeAudited(tx, act, [...changes, ...(await noteAssignments(tx, store, act, moved))]);
  return rows.length < ROWS_A_TRANSACTION ? null : (rows.at(-1)?.row ?? null);
}

const fieldsOf = ({ errors = [] }: Refusal): string[] =>
  errors.length > 0 ? errors.map(({ path }) => path) : ['state'];

const handsOf = ({ write, before }: Change) =>
  write.collection === 'leads' && before
    ? [{ from_id: (before.document as Lead).assignee_id, lead: write.document, note: null }]
    : [];

interface WayBack {
  /** How the lead would stand; null where nothing goes back. */
  lead: Lead | null;
  /** Fields that stay as they are. */
  kept: string[];
}

const ENDED: WayBack = { lead: null, kept: ['deleted'] };

/** What time and jobs set, and what no person has to answer for. */
const NOT_WORK: readonly string[] = ['write_id', 'updated_at', ...SERVER_OWNED_LEAD_FIELDS];

function wayBack(
  { before, written, now }: { before: Lead | null; written: Lead; now: Lead },
  worked: ReadonlySet<string>,
): WayBack {
  if (now.merged_into_id !== null) return { lead: null, kept: ['merged'] };
  if (now.deleted_at !== null) return before ? ENDED : { lead: null, kept: [] };
  if (before) {
    const { back, changed } = partedFields(before, written, now);
    return { lead: Object.keys(back).length > 0 ? { ...now, ...back } : null, kept: changed };
  }
  const changed = Object.entries(now).flatMap(([field, value]) =>
    NOT_WORK.includes(field) || sameValue(value, written[field as keyof Lead]) ? [] : [field],
  );
  const kept = [...changed, ...(worked.has(now.id) ? ['interactions'] : [])];
  return kept.length > 0 ? { lead: null, kept } : { lead: { ...now, deleted_at: now.updated_at }, kept };
}

/** A new version, by the rules of every change. */
function restamped(
  tx: WriteTx,
  { ids }: LeadStore,
  actor: Actor,
  settings: Settings,
  now: Lead | undefined,
  lead: Lead,
): Result<Lead, Refusal> {
  const stamped = { ...lead, write_id: ids.next(), updated_at: tx.now };
  if (!now || lead.deleted_at !== null) return ok({ ...stamped, deleted_at: tx.now });
  const decided = decideLeadChange(now, stamped, actor, settings);
  return decided.ok ? ok(decided.value.lead) : decided;
}

/** Leads that somebody has logged something for. */
async function workedOf(tx: WriteTx, ids: string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .selectDistinct({ id: interactions.lead_id })
    .from(interactions)
    .where(and(among(interactions.lead_id, ids), eq(interactions.deleted, false)));
  return new Set(rows.map(({ id }) => id));
}
