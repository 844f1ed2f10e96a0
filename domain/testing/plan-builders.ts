// Leads and events for the tests of due calls: each states only what its test is about.
import type { PlanAct, PlanInteraction, PlanLead } from '../plan/lead.ts';
import { isPlanned, type Plan, type PlannedCall } from '../plan/plan.ts';

/** A worked lead in Berlin with the default hours, to be called every 7 days. */
export const aPlanLead = (facts: Partial<PlanLead> = {}): PlanLead => ({
  time_zone: 'Europe/Berlin',
  call_hours: null,
  closed_dates: [],
  cadence: { kind: 'days', n: 7 },
  state: 'REACHED_OUT',
  created_at: '2026-01-05T08:00:00.000Z',
  ...facts,
});

/** A call that counts, at an instant. */
export const aCall = (occurred_at: string, facts: Partial<PlanInteraction> = {}): PlanInteraction => ({
  kind: 'interaction',
  type: 'CALL',
  outcome: 'CONNECTED',
  occurred_at,
  ...facts,
});

/** A try in vain, at an instant. */
export const aTry = (occurred_at: string): PlanInteraction => aCall(occurred_at, { outcome: 'NO_ANSWER' });

/** A promise set at an instant, for `until` (an instant) or `on` (a day). */
export const aCallback = (occurred_at: string, facts: Partial<PlanAct>): PlanAct => ({
  kind: 'callback',
  occurred_at,
  ...facts,
});

/** A snooze set at an instant, until `until` (an instant) or `on` (a day). */
export const aSnooze = (occurred_at: string, facts: Partial<PlanAct>): PlanAct => ({
  kind: 'snooze',
  occurred_at,
  ...facts,
});

/** The plan as one that names a call; a test with another kind of plan fails here. */
export function mustBePlanned(plan: Plan): PlannedCall {
  if (!isPlanned(plan)) throw new Error(`expected a planned call, got ${plan.bucket}`);
  return plan;
}
