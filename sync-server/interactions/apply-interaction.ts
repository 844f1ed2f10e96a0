// Logging over REST: the interaction, and what follows from it for its lead, in one transaction.
import { decideFollowUp } from '#domain/interaction/decide-interaction.ts';
import { type Interaction, interactionSchema } from '#domain/interaction/interaction.ts';
import { refuseMerged } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Act, type Change, writeAudited } from '../audit/write-audited.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { newDocument, patched, refuseStale, saysTheSame } from '../http/patch.ts';
import { readVisibleLead } from '../leads/visible-leads.ts';
import { refuseForeignPoc } from '../pocs/refuse-foreign-poc.ts';
import { readSettings } from '../settings/settings.ts';
import { readVisibleInteraction } from './read-interactions.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'ids'>;
type Outcome = Result<Interaction, Refusal>;

/**
 * Logs an interaction of a lead; `created_by` is who asks. The first call that counts moves a new lead to REACHED_OUT and
 * meets its deadline. A repeat of the same id and write id gives what is there. Refusals: `invalid`, `not_found` (no such
 * lead for this person), `duplicate` (the id is taken).
 */
export function applyNewInteraction(store: Store, act: Act, body: Fields): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const made = newDocument(
      interactionSchema,
      body,
      { occurred_at: tx.now, created_by: act.actor.id },
      { ids: store.ids, now: tx.now, kept: ['created_by'] },
    );
    if (!made.ok) return made;
    const interaction = made.value;
    const lead = await readVisibleLead(tx.sql, act.actor, interaction.lead_id);
    if (!lead) return refuse(refusal('not_found'));
    const foreign = refuseMerged(lead) ?? (await refuseForeignPoc(tx.sql, interaction));
    if (foreign) return refuse(foreign);
    const known = await knownInteraction(tx, interaction);
    if (known) return known;
    await writeAudited(tx, act, [
      { write: { collection: 'interactions', document: interaction }, before: null },
      ...(await followUp(tx, store, interaction, lead)),
    ]);
    return ok(interaction);
  });
}

/** The fields of a logged interaction that may change; the rest is history. */
const EDITABLE = ['note', 'outcome', 'voided_at'];

/** Changes note, outcome or `voided_at` of an interaction; other fields are ignored. Refusals: `not_found`, `stale`, `invalid`. */
export function applyInteractionChange(
  store: Store,
  act: Act,
  id: string,
  { body, seen }: { body: Fields; seen: string | null },
): Promise<Outcome> {
  return inWriteTransaction(store, async (tx) => {
    const before = await readVisibleInteraction(tx.sql, act.actor, id);
    if (!before) return refuse(refusal('not_found'));
    const stale = refuseStale(seen, before, body);
    if (stale) return refuse(stale);
    const kept = Object.keys(before).filter((field) => !EDITABLE.includes(field));
    const after = patched(interactionSchema, before, body, kept);
    if (!after.ok) return after;
    if (saysTheSame(before, after.value)) return ok(before);
    const interaction = { ...after.value, write_id: store.ids.next(), updated_at: tx.now };
    const lead = await readVisibleLead(tx.sql, act.actor, interaction.lead_id);
    await writeAudited(tx, act, [
      { write: { collection: 'interactions', document: interaction }, before: { document: before } },
      ...(lead ? await followUp(tx, store, interaction, lead) : []),
    ]);
    return ok(interaction);
  });
}

async function knownInteraction(
  tx: WriteTx,
  { id, write_id, lead_id }: Interaction,
): Promise<Outcome | null> {
  const stored = (await readDocuments(tx.sql, 'interactions', [id])).get(id);
  if (!stored) return null;
  const repeat = stored.document.write_id === write_id && stored.document.lead_id === lead_id;
  return repeat ? ok(stored.document) : refuse(refusal('duplicate', { detail: 'This id is taken.' }));
}

async function followUp(tx: WriteTx, store: Store, interaction: Interaction, lead: Lead): Promise<Change[]> {
  const fields = decideFollowUp(interaction, lead, tx.now, await readSettings(tx.sql));
  if (Object.keys(fields).length === 0) return [];
  const document = { ...lead, ...fields, write_id: store.ids.next(), updated_at: tx.now };
  return [{ write: { collection: 'leads', document }, before: { document: lead } }];
}
