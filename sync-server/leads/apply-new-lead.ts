// A lead that a signed-in person adds: filled, decided, checked for likely duplicates, written once per key and id.
import { and, eq } from 'drizzle-orm';
import { decideNewLead } from '#domain/lead/decide-lead.ts';
import { type Lead, leadSchema, SERVER_OWNED_LEAD_FIELDS } from '#domain/lead/lead.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { refuseAssign, seesLead } from '#domain/sync/scope.ts';
import { may } from '#domain/user/rights.ts';
import { type Act, writeAudited } from '../audit/write-audited.ts';
import { idempotency_keys } from '../db/tables/records.ts';
import { inWriteTransaction, readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { newDocument } from '../http/patch.ts';
import { readSettings } from '../settings/settings.ts';
import { createDealer, type Dealt } from './deal-leads.ts';
import { type DuplicateLead, findDuplicates } from './find-duplicates.ts';
import type { LeadStore } from './lead-store.ts';
import { recordAssignments, refuseUnknownAssignee } from './record-assignment.ts';
import { customerChange } from './won-customer.ts';

export interface NewLeadRequest {
  body: Fields;
  allowDuplicate: boolean;
  /** The caller's `Idempotency-Key`: a repeat under it is given the first answer again. */
  key: string | null;
}

/** `duplicate` says which leads are likely the same. */
export type NewLeadRefusal = Refusal & { duplicates?: DuplicateLead[] };

type Outcome = Result<Lead, NewLeadRefusal>;

/**
 * Adds a lead. A repeat (same key, or same id and write id) gives what is there. Refusals: `not_allowed`, `invalid`,
 * `unknown_state`, `unknown_assignee`, `duplicate`.
 */
export function applyNewLead(store: LeadStore, act: Act, request: NewLeadRequest): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const kept = await keptAnswer(tx, act, request.key);
    if (kept) return ok(kept);
    const outcome = await addLead(tx, store, act, request);
    if (outcome.ok && request.key !== null) {
      const row = { actor_id: act.actor.id, key: request.key, status: 201, body: outcome.value, at: tx.now };
      await tx.sql.insert(idempotency_keys).values(row);
    }
    return outcome;
  });
}

async function keptAnswer(tx: WriteTx, { actor }: Act, key: string | null): Promise<Lead | null> {
  if (key === null) return null;
  const [row] = await tx.sql
    .select({ body: idempotency_keys.body })
    .from(idempotency_keys)
    .where(and(eq(idempotency_keys.actor_id, actor.id), eq(idempotency_keys.key, key)));
  return row ? leadSchema.parse(row.body) : null;
}

async function addLead(tx: WriteTx, store: LeadStore, act: Act, request: NewLeadRequest): Promise<Outcome> {
  const { actor } = act;
  const { body } = request;
  const to = typeof body['assignee_id'] === 'string' ? body['assignee_id'].toLowerCase() : actor.id;
  const notHis = refuseAssign(actor, actor.id, to);
  if (notHis) return refuse(notHis);
  const lead = newDocument(leadSchema, body, defaultsOf(body), {
    ids: store.ids,
    now: tx.now,
    kept: [...SERVER_OWNED_LEAD_FIELDS, 'deleted_at'],
  });
  if (!lead.ok) return lead;
  const known = await knownLead(tx, act, lead.value);
  if (known) return known;
  const settings = await readSettings(tx.sql);
  const dealt = await dealtTo(tx, settings, act, lead.value);
  const given = dealt ? { ...lead.value, assignee_id: dealt.to.id } : lead.value;
  const decided = decideNewLead(given, actor, settings);
  if (!decided.ok) return decided;
  const final = decided.value.lead;
  const refused =
    (await refuseUnknownAssignee(tx.sql, final.assignee_id)) ??
    (request.allowDuplicate ? null : await refuseDuplicate(tx, act, final));
  if (refused) return refuse(refused);
  const customer = await customerChange(tx, decided.value.customer);
  await writeAudited(tx, act, [
    { write: { collection: 'leads', document: final }, before: null },
    ...customer,
  ]);
  await recordAssignments(tx, store, act, [{ from_id: null, lead: final, note: dealt?.note ?? null }]);
  return ok(final);
}

/** A lead that whoever may assign adds for nobody goes by the rules of the workspace. */
function dealtTo(tx: WriteTx, settings: Settings, { actor }: Act, lead: Lead): Promise<Dealt | null> {
  const isOpen = lead.assignee_id === null && may(actor, 'leads.assign');
  return isOpen ? createDealer(tx.sql, settings).deal(lead) : Promise.resolve(null);
}

/** A person is who has a first or last name; both together are the lead's name where it is given none. */
export function defaultsOf(body: Fields): Fields {
  const names = [body['first_name'], body['last_name']].filter(
    (name) => typeof name === 'string' && name !== '',
  );
  const name = names.length > 0 ? names.join(' ') : body['company'];
  return {
    kind: names.length > 0 ? 'person' : 'organization',
    state: 'PENDING',
    ...(typeof name === 'string' ? { name } : {}),
  };
}

/** The answer where the id is taken: the same lead for a repeat of the same write, else `duplicate`. */
async function knownLead(tx: WriteTx, { actor }: Act, lead: Lead): Promise<Outcome | null> {
  const stored = (await readDocuments(tx.sql, 'leads', [lead.id])).get(lead.id);
  if (!stored) return null;
  const isRepeat =
    !stored.deleted && stored.document.write_id === lead.write_id && seesLead(actor, stored.document);
  return isRepeat ? ok(stored.document) : refuse(refusal('duplicate', { detail: 'This id is taken.' }));
}

async function refuseDuplicate(tx: WriteTx, { actor }: Act, lead: Lead): Promise<NewLeadRefusal | null> {
  const duplicates = await findDuplicates(tx.sql, actor, lead);
  if (duplicates.length === 0) return null;
  const detail = 'A lead like this is there already. Send allow_duplicate=1 to add it all the same.';
  return { ...refusal('duplicate', { detail }), duplicates };
}
