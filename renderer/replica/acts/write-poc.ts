// A lead's contacts: at most one of them is the primary one, and the first is.
import { type Poc, pocSchema } from '#domain/poc/poc.ts';
import { refusal } from '#domain/refusal.ts';
import { ok, refuse } from '#domain/result.ts';
import {
  type ActDeps,
  allBack,
  checked,
  insertAll,
  newHead,
  once,
  readLead,
  removeIfThere,
  unknownLead,
  writeChanges,
} from './act-deps.ts';
import type { ActResult, PocChanges, PocForm } from './act-types.ts';

/** Refusals: `unknown_lead`, `invalid`. */
export async function addPoc(deps: ActDeps, form: PocForm): ActResult {
  const { pocs } = deps.collections;
  if (!(await readLead(deps, form.lead_id))) return refuse(unknownLead());
  const first = (await pocs.find({ selector: { lead_id: form.lead_id } }).exec()).length === 0;
  const made = checked(pocSchema, { ...form, ...newHead(deps), is_primary: form.is_primary ?? first });
  if (!made.ok) return made;
  const poc = made.value;
  await insertAll(pocs, [poc]);
  const others = await onlyPrimary(deps, poc);
  const removal = () => removeIfThere(pocs, poc.id);
  return ok({
    lead_id: poc.lead_id,
    id: poc.id,
    say: `${poc.name} added.`,
    undo: allBack([...others, removal]),
  });
}

/** Refusals: `not_found`, `invalid`. */
export async function editPoc(deps: ActDeps, pocId: string, changes: PocChanges): ActResult {
  const { pocs } = deps.collections;
  const before = (await pocs.findOne(pocId).exec())?.toMutableJSON();
  if (!before) return refuse(refusal('not_found'));
  const after = checked(pocSchema, { ...before, ...changes });
  if (!after.ok) return after;
  const back = await writeChanges<Poc>(pocs, pocId, changes);
  const others = await onlyPrimary(deps, after.value);
  return ok({
    lead_id: before.lead_id,
    id: pocId,
    say: `${after.value.name} changed.`,
    undo: allBack([...others, back]),
  });
}

/** Refusal: `not_found`. */
export async function removePoc(deps: ActDeps, pocId: string): ActResult {
  const { pocs } = deps.collections;
  const document = await pocs.findOne(pocId).exec();
  if (!document) return refuse(refusal('not_found'));
  const poc = document.toMutableJSON();
  await document.incrementalRemove();
  // Somebody else's change may have won over the removal meanwhile: then the contact is back already.
  const back = once(async () => {
    const again = { ...poc, write_id: deps.ids.next(), updated_at: deps.clock.now() };
    await pocs.insertIfNotExists(again);
  });
  return ok({ lead_id: poc.lead_id, id: pocId, say: `${poc.name} removed.`, undo: back });
}

/** Takes the mark from the others where this one has it; answers with the ways back. */
async function onlyPrimary({ collections: { pocs } }: ActDeps, { id, lead_id, is_primary }: Poc) {
  if (!is_primary) return [];
  const others = await pocs.find({ selector: { lead_id, is_primary: true, id: { $ne: id } } }).exec();
  const backs = [];
  for (const other of others) backs.push(await writeChanges<Poc>(pocs, other.id, { is_primary: false }));
  return backs;
}
