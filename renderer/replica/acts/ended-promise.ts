// A call that counts ends every promise. Where the promise was made to another contact and its time is still to come, the
// person is asked whether it is to be kept. Source: due calls, R12.
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { counts } from '#domain/plan/counting.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import { say } from '../../words/say.ts';
import type { DeskRow } from '../desk-types.ts';
import type { ActDeps } from './act-deps.ts';
import type { Offer, When } from './act-types.ts';
import { whenWords } from './act-words.ts';
import { isPast, setPlanEvent } from './plan-events.ts';

/**
 * What to offer after this call, which the desk has taken in; `before` is the lead's row as it stood before it. Null where
 * no promise was ended, as by a call of an earlier day that is written down late.
 */
export async function endedPromise(
  deps: ActDeps,
  before: DeskRow | null,
  call: Interaction,
  lead: Lead,
): Promise<Offer | null> {
  if (before === null || !isPlanned(before.plan) || !counts(call)) return null;
  const { callback_poc_id: pocId } = before.plan;
  if (pocId === null || call.poc_id === null || call.poc_id === pocId) return null;
  const after = deps.desk.row(lead.id);
  if (after !== null && isPlanned(after.plan) && after.plan.callback_poc_id === pocId) return null;
  const when = await promisedFor(deps, lead.id, pocId);
  if (when === null || isPast(when, deps.clock.now(), lead)) return null;
  const name = before.pocs.find(({ id }) => id === pocId)?.name ?? say('another contact');
  return {
    words: say('It ended the promise to {name} for {when}.', {
      name,
      when: whenWords(when, before.time_zone),
    }),
    label: say('Keep the promise'),
    run: () => setPlanEvent(deps, { kind: 'callback', leadId: lead.id, when, pocId }),
  };
}

async function promisedFor({ collections }: ActDeps, leadId: string, pocId: string): Promise<When | null> {
  const selector = { lead_id: leadId, kind: 'callback', poc_id: pocId } as const;
  const promises = await collections.plan_events.find({ selector }).exec();
  const [newest] = promises.sort((a, b) => (a.occurred_at + a.id < b.occurred_at + b.id ? 1 : -1));
  if (newest === undefined) return null;
  return newest.until === null ? (newest.on === null ? null : { on: newest.on }) : { until: newest.until };
}
