// Changes to a lead over REST: fields merged one by one, the pipeline, handing over, putting aside and taking back.
import { decideLeadChange } from '#domain/lead/decide-lead.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import { type Lead, leadSchema, SERVER_OWNED_LEAD_FIELDS } from '#domain/lead/lead.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { refuseAssign } from '#domain/sync/scope.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { readSettings } from '../settings/settings.ts';
import type { LeadStore } from './lead-store.ts';
import { recordAssignments, refuseUnknownAssignee } from './record-assignment.ts';
import { readVisibleLead } from './visible-leads.ts';
import { customerChange } from './won-customer.ts';

type Outcome = Result<Lead, Refusal>;

export interface LeadChangeRequest {
  body: Fields;
  /** The version that the caller saw (If-Match); null when he does not say. */
  seen: string | null;
}

/** Fields that have a route or a rule of their own. */
const KEPT = [...SERVER_OWNED_LEAD_FIELDS, 'deleted_at'];

/**
 * Lays the fields of a body over the lead; a change of `assignee_id` is an assignment. A body that changes nothing writes
 * nothing. Refusals: `not_found`, `stale`, `not_allowed`, `invalid`, `unknown_state`, `impossible_transition`,
 * `unknown_assignee`, `merged`.
 */
export function applyLeadChange(
  store: LeadStore,
  act: Act,
  id: string,
  { body, seen }: LeadChangeRequest,
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleLead(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const refused =
      refuseHandOver(act, before, body) ?? refuseMerged(before) ?? refuseStale(seen, before, body);
    if (refused) return refuse(refused);
    const after = patched(leadSchema, before, body, KEPT);
    return after.ok ? change(tx, store, act, before, after.value, null) : after;
  });
}

/** Gives the lead to a person, or to nobody (null). Refusals: `not_found`, `stale`, `not_allowed`, `unknown_assignee`. */
export function applyAssign(
  store: LeadStore,
  act: Act,
  id: string,
  { assignee_id, note, seen }: { assignee_id: string | null; note: string | null; seen: string | null },
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleLead(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const refused = refuseMerged(before) ?? refuseStale(seen, before, { assignee_id });
    if (refused) return refuse(refused);
    return change(tx, store, act, before, { ...before, assignee_id }, note);
  });
}

/** Puts the lead aside with all that hangs on it (`true`), or takes it back. Refusals: `not_found`, `stale`. */
export function applyPutAside(
  store: LeadStore,
  act: Act,
  id: string,
  { aside, seen }: { aside: boolean; seen: string | null },
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleLead(tx.sql, act.actor, id, { putAside: !aside });
    if (!before) return refuse(refusal('not_found'));
    if (!aside && before.deleted_at === null) return ok(before);
    const refused = refuseMerged(before) ?? refuseStale(seen, before, {});
    if (refused) return refuse(refused);
    const lead = renewed(tx, store, { ...before, deleted_at: aside ? tx.now : null });
    const action = aside ? 'delete' : 'restore';
    await writeAudited(tx, act, [leadChange(before, lead, { action })]);
    return ok(lead);
  });
}

/** Who may not hand the lead over is told so before anything else of his body is looked at. */
function refuseHandOver({ actor }: Act, before: Lead, body: Fields): Refusal | null {
  const to = body['assignee_id'];
  if (to === undefined) return null;
  return refuseAssign(actor, before.assignee_id, typeof to === 'string' ? to.toLowerCase() : null);
}

async function change(
  tx: WriteTx,
  store: LeadStore,
  act: Act,
  before: Lead,
  after: Lead,
  note: string | null,
): Promise<Outcome> {
  if (saysTheSame(before, after)) return ok(before);
  const moves = after.assignee_id !== before.assignee_id;
  const unknown = moves ? await refuseUnknownAssignee(tx.sql, after.assignee_id) : null;
  if (unknown) return refuse(unknown);
  const settings = await readSettings(tx.sql);
  const decided = decideLeadChange(before, renewed(tx, store, after), act.actor, settings);
  if (!decided.ok) return decided;
  const { lead, customer } = decided.value;
  const action = moves ? { action: 'assign', ...(note === null ? {} : { details: { note } }) } : {};
  const follows = await recordAssignments(tx, store, act, [{ from_id: before.assignee_id, lead, note }]);
  const made = await customerChange(tx, customer);
  await writeAudited(tx, act, [leadChange(before, lead, action), ...follows, ...made]);
  return ok(lead);
}

/** The lead as a new version of itself. */
const renewed = (tx: WriteTx, { ids }: LeadStore, lead: Lead): Lead => ({
  ...lead,
  write_id: ids.next(),
  updated_at: tx.now,
});

const leadChange = (before: Lead, document: Lead, more: Pick<Change, 'action' | 'details'>): Change => ({
  write: { collection: 'leads', document },
  before: { document: before },
  ...more,
});
