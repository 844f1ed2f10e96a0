// Carries out an import: row by row decided, batch by batch written, so that no transaction is long and others write in between.
// A row that is wrong is reported and stops nothing.
import { eq } from 'drizzle-orm';
import { likenessKeys } from '#domain/lead/likeness.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { FieldIssue } from '#domain/refusal.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import type { Queryable } from '../db/database.ts';
import { insertRows } from '../db/rows-from.ts';
import { type ImportCounts, import_rows, imports } from '../db/tables/imports.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { createDealer, type Dealer } from '../leads/deal-leads.ts';
import type { LeadStore } from '../leads/lead-store.ts';
import { type MovedLead, movedOf, noteAssignments } from '../leads/record-assignment.ts';
import { customerChange } from '../leads/won-customer.ts';
import { mailAssignees } from '../mail/mail-assignees.ts';
import { decideImportRow, type OnDuplicate, type RowPlan } from './decide-import-row.ts';
import { readRowContext } from './read-row-context.ts';

/** A row as its cells say it; `row` counts from 1, the header apart. */
export interface ImportRow {
  row: number;
  fields: Fields;
  errors: FieldIssue[];
}

export interface ImportRequest {
  rows: ImportRow[];
  file_name: string;
  onDuplicate: OnDuplicate;
  defaults: Fields;
  /** Decides all and writes nothing. */
  dryRun: boolean;
}

export interface RowReport {
  row: number;
  outcome: keyof ImportCounts;
  id?: string;
  /** Leads that the row is likely the same as. */
  duplicates?: string[];
  errors?: FieldIssue[];
}

export interface ImportReport extends ImportCounts {
  /** By which it can be undone; null where nothing was written. */
  id: string | null;
  rows: RowReport[];
}

const ROWS_A_TRANSACTION = 100;

/** Imports the rows. What follows from each (customers, history, audit) is written with it; assignees get one mail each at the end. */
export async function importLeads(store: LeadStore, act: Act, request: ImportRequest): Promise<ImportReport> {
  const { rows, dryRun } = request;
  const run: Run = {
    ...{ id: store.ids.next(), request, seen: new Map(), moved: [], reports: [] },
    counts: { created: 0, updated: 0, duplicate: 0, invalid: 0 },
  };
  for (let at = 0; at < rows.length; at += ROWS_A_TRANSACTION) {
    const part = rows.slice(at, at + ROWS_A_TRANSACTION);
    if (dryRun) await decidePart({ sql: store.db, now: store.clock.now() }, store, act, run, part);
    else await inWriteTransaction(store, (tx) => writePart(tx, store, act, run, part));
  }
  const wrote = run.counts.created + run.counts.updated > 0;
  if (wrote && !dryRun) await inWriteTransaction(store, (tx) => finish(tx, store, act, run));
  return { id: wrote && !dryRun ? run.id : null, ...run.counts, rows: run.reports };
}

interface Run {
  id: string;
  request: ImportRequest;
  seen: Map<string, number>;
  moved: MovedLead[];
  reports: RowReport[];
  counts: ImportCounts;
}

type WritePlan = Extract<RowPlan, { outcome: 'created' | 'updated' }>;
type Written = WritePlan & { row: number; note: string | null };

async function decidePart(
  tx: Pick<WriteTx, 'now'> & { sql: Queryable },
  store: LeadStore,
  act: Act,
  run: Run,
  part: ImportRow[],
): Promise<Written[]> {
  const { request, seen } = run;
  const context = await readRowContext(tx, store, act, part, { ...request, seen });
  const dealer = request.dryRun ? null : createDealer(tx.sql, context.settings);
  const written: Written[] = [];
  for (const { row, fields, errors } of part) {
    const plan: RowPlan =
      errors.length > 0 ? { outcome: 'invalid', errors } : decideImportRow(fields, context);
    if (!isWritten(plan)) {
      report(run, { row, ...plan });
      continue;
    }
    for (const key of [plan.lead.id, ...likenessKeys(plan.lead)]) if (!seen.has(key)) seen.set(key, row);
    // What a dry run would make has no id yet.
    const id = plan.outcome === 'created' && request.dryRun ? {} : { id: plan.lead.id };
    report(run, { row, outcome: plan.outcome, ...id });
    written.push(await given(plan, row, dealer));
  }
  return written;
}

const isWritten = (plan: RowPlan): plan is WritePlan =>
  plan.outcome === 'created' || plan.outcome === 'updated';

function report(run: Run, { ids = [], errors = [], ...row }: RowReport & { ids?: string[] }): void {
  run.counts[row.outcome] += 1;
  const [first] = ids;
  run.reports.push({
    ...row,
    ...(first === undefined ? {} : { id: first, duplicates: ids }),
    ...(errors.length === 0 ? {} : { errors }),
  });
}

/** A new lead that nobody has goes by the rules of the workspace. */
async function given(plan: WritePlan, row: number, dealer: Dealer | null): Promise<Written> {
  const isOpen = plan.outcome === 'created' && plan.lead.assignee_id === null;
  const dealt = isOpen && dealer ? await dealer.deal(plan.lead) : null;
  if (!dealt) return { ...plan, row, note: null };
  const lead = { ...plan.lead, assignee_id: dealt.to.id };
  const customer = plan.customer && { ...plan.customer, assignee_id: dealt.to.id };
  return { ...plan, lead, customer, row, note: dealt.note };
}

async function writePart(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  run: Run,
  part: ImportRow[],
): Promise<void> {
  const written = await decidePart(tx, store, act, run, part);
  if (written.length === 0) return;
  const changes: Change[] = [];
  for (const { before, lead, customer, row } of written) {
    changes.push({
      write: { collection: 'leads', document: lead },
      before: before && { document: before },
      details: { import_id: run.id, row },
    });
    changes.push(...(await customerChange(tx, customer)));
  }
  const moved = movedOf(
    written.map(({ before, lead, note }) => ({ from_id: before?.assignee_id ?? null, lead, note })),
  );
  const follows = await noteAssignments(tx, store, act, moved);
  run.moved.push(...moved);
  await writeAudited(tx, act, [...changes, ...follows]);
  await keepForUndo(tx, act, run, written);
}

async function keepForUndo(tx: WriteTx, { actor }: Act, run: Run, written: Written[]): Promise<void> {
  const { id, counts, request } = run;
  const head = { id, at: tx.now, by_id: actor.id, file_name: request.file_name, counts };
  await tx.sql.insert(imports).values(head).onConflictDoUpdate({ target: imports.id, set: { counts } });
  const rows = written.map(({ row, before, lead }) => ({
    ...{ import_id: id, row, lead_id: lead.id },
    ...{ before, after: lead },
  }));
  await tx.sql.execute(insertRows(import_rows, rows));
}

async function finish(tx: WriteTx, store: LeadStore, act: Act, run: Run): Promise<void> {
  await mailAssignees(tx, store, act.actor.id, run.moved);
  await tx.sql.update(imports).set({ finished_at: tx.now, counts: run.counts }).where(eq(imports.id, run.id));
}
