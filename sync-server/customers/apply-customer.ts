// Customers over REST: made by hand for a lead or without one, changed, deleted. A won lead's own comes from the lead.
import { type Customer, customerSchema } from '#domain/customer/customer.ts';
import { customerIdOf, idSchema } from '#domain/ids.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { categoryOf } from '#domain/settings/settings.ts';
import { refuseAssign } from '#domain/sync/scope.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { dayIn } from '#domain/time.ts';
import { may } from '#domain/user/rights.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { newDocument, patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { refuseUnknownAssignee } from '../leads/record-assignment.ts';
import { readVisibleLead } from '../leads/visible-leads.ts';
import { readSettings } from '../settings/settings.ts';
import { readVisibleCustomer } from './read-customers.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'ids'>;
type Outcome = Result<Customer, Refusal>;

const idOf = (value: unknown): string | null => (typeof value === 'string' ? value.toLowerCase() : null);

/**
 * Adds a customer. With a lead its id follows from the lead's, and name, day and assignee default to the lead's; without
 * one a KAM's is his own. Refusals: `not_found` (no such lead for this person), `not_allowed`, `invalid`,
 * `unknown_assignee`, `duplicate`.
 */
export function applyNewCustomer(store: Store, act: Act, body: Fields): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const { actor } = act;
    // What cannot be an id is told so below, with the other fields.
    const lead_id = idSchema.safeParse(body['lead_id']).data ?? null;
    const lead = lead_id === null ? null : await readVisibleLead(tx.sql, actor, lead_id);
    if (lead_id !== null && !lead) return refuse(refusal('not_found'));
    const merged = lead && refuseMerged(lead);
    if (merged) return refuse(merged);
    const assignee_id = lead ? lead.assignee_id : may(actor, 'leads.assign') ? null : actor.id;
    const notHis = refuseAssign(actor, assignee_id, idOf(body['assignee_id']) ?? assignee_id);
    if (notHis) return refuse(notHis);
    const made = newDocument(customerSchema, body, defaultsOf(tx, lead, assignee_id), {
      ids: store.ids,
      now: tx.now,
      kept: lead ? ['id'] : [],
    });
    if (!made.ok) return made;
    const refused =
      (await refuseUnknownAssignee(tx.sql, made.value.assignee_id)) ?? (await refuseTaken(tx, made.value));
    if (refused) return refuse(refused);
    await writeAudited(tx, act, [{ write: { collection: 'customers', document: made.value }, before: null }]);
    return ok(made.value);
  });
}

function defaultsOf(tx: WriteTx, lead: Lead | null, assignee_id: string | null): Fields {
  if (!lead) return { since_on: dayIn(tx.now, 'UTC'), assignee_id };
  const since_on = dayIn(lead.won_at ?? tx.now, zoneOfLead(lead));
  return { id: customerIdOf(lead.id), lead_id: lead.id, name: lead.name, since_on, assignee_id };
}

async function refuseTaken(tx: WriteTx, { id, lead_id }: Customer): Promise<Refusal | null> {
  const stored = (await readDocuments(tx.sql, 'customers', [id])).get(id);
  if (!stored || (stored.deleted && lead_id !== null)) return null;
  const detail = lead_id === null ? 'This id is taken.' : 'This lead has its customer already.';
  return refusal('duplicate', { detail });
}

/**
 * Lays the fields of a body over a customer; its lead never changes. Refusals: `not_found`, `stale`, `not_allowed`,
 * `invalid`, `unknown_assignee`.
 */
export function applyCustomerChange(
  store: Store,
  act: Act,
  id: string,
  { body, seen }: { body: Fields; seen: string | null },
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleCustomer(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const to = body['assignee_id'] === undefined ? before.assignee_id : idOf(body['assignee_id']);
    const refused = refuseAssign(act.actor, before.assignee_id, to) ?? refuseStale(seen, before, body);
    if (refused) return refuse(refused);
    const after = patched(customerSchema, before, body, ['lead_id']);
    if (!after.ok) return after;
    if (saysTheSame(before, after.value)) return ok(before);
    const unknown =
      to === before.assignee_id ? null : await refuseUnknownAssignee(tx.sql, after.value.assignee_id);
    if (unknown) return refuse(unknown);
    const document = { ...after.value, write_id: store.ids.next(), updated_at: tx.now };
    await writeAudited(tx, act, [
      { write: { collection: 'customers', document }, before: { document: before } },
    ]);
    return ok(document);
  });
}

/** Deletes a customer; that of a won lead stays. Refusals: `not_found`, `stale`, `impossible_transition`. */
export function applyCustomerDelete(
  store: Store,
  act: Act,
  id: string,
  seen: string | null,
): Promise<Result<null, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleCustomer(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const stale = refuseStale(seen, before, {});
    if (stale) return refuse(stale);
    const { lead_id, assignee_id, created_at } = before;
    const lead = lead_id === null ? null : await readVisibleLead(tx.sql, act.actor, lead_id);
    if (lead && categoryOf(await readSettings(tx.sql), lead.state) === 'won') {
      return refuse(refusal('impossible_transition', { detail: 'The customer of a won lead stays.' }));
    }
    const { _deleted, ...neutral } = deletedTombstone('customers', id, store.ids.next());
    // Who saw it must hear that it is gone, and a list goes on after it: what decides about that is kept.
    const place = { lead_id, assignee_id: lead_id === null ? assignee_id : null, created_at };
    const document = customerSchema.parse({ ...neutral, ...place, updated_at: tx.now });
    await writeAudited(tx, act, [
      { write: { collection: 'customers', document, deleted: true }, before: { document: before } },
    ]);
    return ok(null);
  });
}
