// A lead's contacts: at most one of them is the primary one, and the first is.
import { type Poc, pocSchema } from '#domain/poc/poc.ts';
import { refusal } from '#domain/refusal.ts';
import { refuse } from '#domain/result.ts';
import { say } from '../../words/say.ts';
import {
  type ActDeps,
  checked,
  finished,
  insertAll,
  newHead,
  readLead,
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
  return finished(deps, {
    lead_id: poc.lead_id,
    id: poc.id,
    say: say('{name} added.', { name: poc.name }),
    steps: [{ kind: 'made', collection: 'pocs', document: poc }, ...others],
  });
}

/** Refusals: `not_found`, `invalid`. */
export async function editPoc(deps: ActDeps, pocId: string, changes: PocChanges): ActResult {
  const { pocs } = deps.collections;
  const before = (await pocs.findOne(pocId).exec())?.toMutableJSON();
  if (!before) return refuse(refusal('not_found'));
  const after = checked(pocSchema, { ...before, ...changes });
  if (!after.ok) return after;
  const changed = await writeChanges<Poc>(deps, 'pocs', pocId, changes);
  const others = await onlyPrimary(deps, after.value);
  return finished(deps, {
    lead_id: before.lead_id,
    id: pocId,
    say: say('{name} changed.', { name: after.value.name }),
    steps: [changed, ...others],
  });
}

/** Refusal: `not_found`. */
export async function removePoc(deps: ActDeps, pocId: string): ActResult {
  const { pocs } = deps.collections;
  const document = await pocs.findOne(pocId).exec();
  if (!document) return refuse(refusal('not_found'));
  const poc = document.toMutableJSON();
  await document.incrementalRemove();
  return finished(deps, {
    ...{ lead_id: poc.lead_id, id: pocId, say: say('{name} removed.', { name: poc.name }) },
    steps: [{ kind: 'removed', collection: 'pocs', document: poc }],
  });
}

/** Takes the mark from the others where this one has it; answers with these steps. */
async function onlyPrimary(deps: ActDeps, { id, lead_id, is_primary }: Poc) {
  const { pocs } = deps.collections;
  if (!is_primary) return [];
  const others = await pocs.find({ selector: { lead_id, is_primary: true, id: { $ne: id } } }).exec();
  const steps = [];
  for (const other of others)
    steps.push(await writeChanges<Poc>(deps, 'pocs', other.id, { is_primary: false }));
  return steps;
}
