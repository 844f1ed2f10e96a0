// Notes, orders and returns outside a call, and the correction of what was written.
import { type Interaction, interactionSchema } from '#domain/interaction/interaction.ts';
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
import type { ActResult, Acts } from './act-types.ts';
import { amountWords } from './act-words.ts';
import type { Step } from './steps.ts';

type Content = Partial<Pick<Interaction, 'note' | 'amount_minor' | 'currency' | 'occurred_at'>>;

async function write(
  deps: ActDeps,
  leadId: string,
  type: Interaction['type'],
  content: Content,
  say: string,
): ActResult {
  if (!(await readLead(deps, leadId))) return refuse(unknownLead());
  const head = newHead(deps);
  const document = {
    occurred_at: head.created_at,
    ...content,
    ...head,
    type,
    lead_id: leadId,
    created_by: deps.actor().id,
  };
  const made = checked(interactionSchema, document);
  if (!made.ok) return made;
  await insertAll(deps.collections.interactions, [made.value]);
  const { id } = made.value;
  return finished(deps, {
    ...{ lead_id: leadId, id, say },
    steps: [{ kind: 'born', collection: 'interactions', id }],
  });
}

/** A note. Refusals: `unknown_lead`, `invalid` (empty, too long). */
export const addNote: Bound<'addNote'> = async (deps, leadId, note, occurredAt) => {
  const empty = { path: ['note'], message: say('must not be empty') };
  if (note.trim() === '') return refuse(refusal('invalid', { errors: [{ ...empty, path: 'note' }] }));
  const when = occurredAt === undefined ? {} : { occurred_at: occurredAt };
  return write(deps, leadId, 'NOTE', { note, ...when }, say('Note kept.'));
};

/** An order outside a call. Refusals: `unknown_lead`, `invalid`. */
export const takeOrder: Bound<'takeOrder'> = (deps, leadId, order) => take(deps, leadId, 'ORDER', order);

/** Goods that came back. Refusals: `unknown_lead`, `invalid`. */
export const takeReturn: Bound<'takeReturn'> = (deps, leadId, order) => take(deps, leadId, 'RETURN', order);

function take(
  deps: ActDeps,
  leadId: string,
  type: 'ORDER' | 'RETURN',
  form: Parameters<Acts['takeOrder']>[1],
) {
  const amount = { amount_minor: form.amount_minor, currency: form.currency ?? deps.settings().currency };
  const occurred = form.occurred_at === undefined ? {} : { occurred_at: form.occurred_at };
  const content = { ...amount, ...occurred, note: form.note?.trim() ? form.note : null };
  return write(
    deps,
    leadId,
    type,
    content,
    say('{is1, select, true {Order} other {Return}} of {amount} kept.', {
      is1: String(type === 'ORDER'),
      amount: amountWords(amount),
    }),
  );
}

/** Corrects note or outcome. Refusals: `not_found`, `invalid`. */
export const editInteraction: Bound<'editInteraction'> = async (deps, id, changes) => {
  const { interactions } = deps.collections;
  const before = (await interactions.findOne(id).exec())?.toMutableJSON();
  if (!before) return refuse(refusal('not_found'));
  const after = checked(interactionSchema, { ...before, ...changes });
  if (!after.ok) return after;
  const steps = [await writeChanges<Interaction>(deps, 'interactions', id, changes)];
  return finished(deps, { lead_id: before.lead_id, id, say: say('Changed.'), steps });
};

/** Strikes an interaction out; an order taken in a voided call goes with it. Refusal: `not_found`. */
export const voidInteraction: Bound<'voidInteraction'> = async (deps, id) => {
  const { interactions } = deps.collections;
  const document = await interactions.findOne(id).exec();
  if (!document) return refuse(refusal('not_found'));
  const { lead_id } = document;
  const linked = await interactions.find({ selector: { lead_id, call_id: id, voided_at: null } }).exec();
  const now = deps.clock.now();
  const steps: (Step | null)[] = [];
  for (const one of [id, ...linked.map((order) => order.id)])
    steps.push(await writeChanges<Interaction>(deps, 'interactions', one, { voided_at: now }));
  return finished(deps, { lead_id, id, say: say('Struck out.'), steps });
};

type Bound<Name extends keyof Acts> = (deps: ActDeps, ...args: Parameters<Acts[Name]>) => ActResult;
