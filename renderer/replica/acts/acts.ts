// All acts of a person, bound to one replica.
import { type Refusal, refusal } from '#domain/refusal.ts';
import { type Result, refuse } from '#domain/result.ts';
import type { ActDeps } from './act-deps.ts';
import type { Acts } from './act-types.ts';
import { changeMany, previewMany } from './change-many.ts';
import { logCall } from './log-call.ts';
import { setPlanEvent, snoozeAll } from './plan-events.ts';
import { setMetric } from './set-metric.ts';
import { addNote, editInteraction, takeOrder, takeReturn, voidInteraction } from './write-interaction.ts';
import { addLead, editLead, moveLead, removeLead } from './write-lead.ts';
import { addPoc, editPoc, removePoc } from './write-poc.ts';

/**
 * Deps: the collections, clock and ids, who acts, the workspace's settings, and the desk that says what comes next.
 * Where the device's storage fails (a full disk), every act is refused as `not_kept`, and `report` is told.
 */
export function createActs(deps: ActDeps & { report(message: string): void }): Acts {
  const acts = plainActs(deps);
  const told = Object.entries(acts).map(([name, act]) => [name, orNotKept(name, act, deps.report)]);
  return {
    ...(Object.fromEntries(told) as typeof acts),
    previewMany: (leads, act, signal) => previewMany(deps, leads, act, signal),
  };
}

type AnyAct = (...args: never[]) => Promise<Result<unknown, Refusal>>;

const orNotKept =
  (name: string, act: AnyAct, report: (message: string) => void): AnyAct =>
  async (...args) => {
    try {
      return await act(...args);
    } catch (fault) {
      report(`${name}: ${String(fault)}`);
      return refuse(refusal('not_kept'));
    }
  };

function plainActs(deps: ActDeps): Omit<Acts, 'previewMany'> {
  return {
    logCall: (form) => logCall(deps, form),
    snooze: (leadId, when) => setPlanEvent(deps, { kind: 'snooze', leadId, when, pocId: null }),
    snoozeAll: (leadIds, when) => snoozeAll(deps, leadIds, when),
    promiseCallback: (leadId, when, pocId = null) =>
      setPlanEvent(deps, { kind: 'callback', leadId, when, pocId }),
    addNote: (leadId, note, occurredAt) => addNote(deps, leadId, note, occurredAt),
    takeOrder: (leadId, order) => takeOrder(deps, leadId, order),
    takeReturn: (leadId, order) => takeReturn(deps, leadId, order),
    editInteraction: (id, changes) => editInteraction(deps, id, changes),
    voidInteraction: (id) => voidInteraction(deps, id),
    addLead: (form) => addLead(deps, form),
    editLead: (leadId, changes) => editLead(deps, leadId, changes),
    moveLead: (leadId, state) => moveLead(deps, leadId, state),
    removeLead: (leadId) => removeLead(deps, leadId),
    addPoc: (form) => addPoc(deps, form),
    editPoc: (pocId, changes) => editPoc(deps, pocId, changes),
    removePoc: (pocId) => removePoc(deps, pocId),
    setMetric: (leadId, changes) => setMetric(deps, leadId, changes),
    changeMany: (leadIds, act, options) => changeMany(deps, leadIds, act, options),
  };
}
