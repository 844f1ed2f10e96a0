// What becomes of one row of an import: a new lead, a change of one that is there, a duplicate, or nothing. The rules are those of
// every other write.
import type { Customer } from '#domain/customer/customer.ts';
import type { Ids } from '#domain/ids.ts';
import { decideLeadChange, decideNewLead } from '#domain/lead/decide-lead.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import { type Lead, leadSchema, SERVER_OWNED_LEAD_FIELDS } from '#domain/lead/lead.ts';
import { likenessKeys } from '#domain/lead/likeness.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { FieldIssue, Refusal } from '#domain/refusal.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { newDocument, patched, saysTheSame } from '../http/patch.ts';
import { defaultsOf } from '../leads/apply-new-lead.ts';

/** What is done with a row that is likely a lead which is there. */
export type OnDuplicate = 'skip' | 'update';

export interface RowContext {
  actor: Actor;
  now: string;
  ids: Ids;
  settings: Settings;
  onDuplicate: OnDuplicate;
  /** What a new lead is where its row does not say. */
  defaults: Fields;
  /** Stored leads by id, those among them that are put aside or ended too. */
  leads: ReadonlyMap<string, { document: Lead; deleted: boolean }>;
  /** Ids of stored leads by a key of likeness, oldest first. */
  byKey: ReadonlyMap<string, readonly string[]>;
  /** Rows of this file that made or changed a lead, by its id and by its keys. */
  seen: ReadonlyMap<string, number>;
  isActive: (userId: string) => boolean;
}

export type RowPlan =
  | { outcome: 'created' | 'updated'; before: Lead | null; lead: Lead; customer: Customer | null }
  | { outcome: 'duplicate'; ids: string[]; errors: FieldIssue[] }
  | { outcome: 'invalid'; errors: FieldIssue[] };

const KEPT = [...SERVER_OWNED_LEAD_FIELDS, 'deleted_at'];

/** Decides the row whose cells say `fields`. Its lead may be new, or have a new version of its own. */
export function decideImportRow(fields: Fields, context: RowContext): RowPlan {
  const { leads } = context;
  const id = typeof fields['id'] === 'string' ? fields['id'].toLowerCase() : null;
  const stored = id === null ? undefined : leads.get(id);
  if (stored) {
    const standing = !stored.deleted && stored.document.deleted_at === null;
    if (!standing) return invalidRow('id', 'is a lead that was put aside');
    return changed(fields, stored.document, context);
  }
  const made = newLead(fields, context);
  if (made.outcome !== 'created') return made;
  const alike = alikeOf(made.lead, context);
  if (alike.row !== null) return alreadyIn(alike.row);
  const [only, ...others] = alike.ids;
  if (only === undefined) return made;
  const target = leads.get(only)?.document;
  if (context.onDuplicate === 'skip' || !target) return { outcome: 'duplicate', ids: alike.ids, errors: [] };
  if (others.length === 0) return changed(fields, target, context);
  const message = 'is like several leads: name the one by its id';
  return { outcome: 'duplicate', ids: alike.ids, errors: [{ path: 'id', message }] };
}

const invalidRow = (path: string, message: string): RowPlan => ({
  outcome: 'invalid',
  errors: [{ path, message }],
});

const alreadyIn = (row: number): RowPlan => ({
  outcome: 'duplicate',
  ids: [],
  errors: [{ path: '', message: `is the same lead as row ${row}` }],
});

function alikeOf(lead: Lead, { byKey, seen }: RowContext): { row: number | null; ids: string[] } {
  const keys = likenessKeys(lead);
  const row = keys.flatMap((key) => seen.get(key) ?? [])[0] ?? null;
  return { row, ids: [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))] };
}

function newLead(fields: Fields, context: RowContext): RowPlan {
  const { actor, settings, now, ids } = context;
  const defaults = { ...defaultsOf(fields), ...context.defaults };
  const lead = newDocument(leadSchema, fields, defaults, { ids, now, kept: KEPT });
  if (!lead.ok) return refusedRow(lead.error);
  const twice = context.seen.get(lead.value.id);
  if (twice !== undefined) return alreadyIn(twice);
  const decided = decideNewLead(lead.value, actor, settings);
  if (!decided.ok) return refusedRow(decided.error);
  return (
    strangerOf(null, decided.value.lead, context) ?? { outcome: 'created', before: null, ...decided.value }
  );
}

function changed(fields: Fields, before: Lead, context: RowContext): RowPlan {
  const { actor, settings, now, ids } = context;
  const twice = context.seen.get(before.id);
  if (twice !== undefined) return alreadyIn(twice);
  const merged = refuseMerged(before);
  if (merged) return invalidRow('id', 'is a lead that was merged into another');
  const custom = 'custom' in fields ? { custom: { ...before.custom, ...(fields['custom'] as Fields) } } : {};
  const after = patched(leadSchema, before, { ...fields, ...custom }, KEPT);
  if (!after.ok) return refusedRow(after.error);
  if (saysTheSame(before, after.value)) return { outcome: 'duplicate', ids: [before.id], errors: [] };
  const renewed = { ...after.value, write_id: ids.next(), updated_at: now };
  const decided = decideLeadChange(before, renewed, actor, settings);
  if (!decided.ok) return refusedRow(decided.error);
  return strangerOf(before, decided.value.lead, context) ?? { outcome: 'updated', before, ...decided.value };
}

function strangerOf(before: Lead | null, { assignee_id }: Lead, { isActive }: RowContext): RowPlan | null {
  if (assignee_id === null || assignee_id === before?.assignee_id || isActive(assignee_id)) return null;
  return invalidRow('assignee_id', 'is no active user');
}

const FIELD_OF: Partial<Record<Refusal['code'], string>> = {
  unknown_state: 'state',
  impossible_transition: 'state',
  not_allowed: 'assignee_id',
};

function refusedRow({ code, detail, errors }: Refusal): RowPlan {
  const said = [{ path: FIELD_OF[code] ?? '', message: detail ?? code }];
  return { outcome: 'invalid', errors: errors && errors.length > 0 ? errors : said };
}
