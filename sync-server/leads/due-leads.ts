// Of some leads those that stand in Today, with the standing of their accounts. What was worked out is kept with the lead
// for as long as it holds.
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import type { Plan, PlannedCall } from '#domain/plan/plan.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import { isInToday, outOfTodayUntil, planAt, planHoldsUntil } from '#domain/plan/today.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { instantOf } from '#domain/time.ts';
import { type Breather, createBreather } from '../breather.ts';
import type { Database } from '../db/database.ts';
import { readStanding } from '../performance/read-standing.ts';
import type { KeptLead } from './kept-leads.ts';
import { type PlanStore, planOf, type Viewpoint } from './read-plans.ts';

export interface DueLead {
  kept: KeptLead;
  plan: PlannedCall;
}

/** The leads with these ids that stand in Today, each with its standing, in no order. Gives way to others meanwhile. */
export async function readDueLeads(
  { db, keptLeads }: PlanStore,
  ids: readonly string[],
  settings: Settings,
  view: Viewpoint,
): Promise<DueLead[]> {
  const breathe = createBreather();
  const due = await dueLeads(await keptLeads.of(ids, view.at), settings, view, breathe);
  await ensureStanding(db, due, settings, view.at, breathe);
  await breathe();
  return due;
}

/** Those that stand in Today. Of the others it is kept until when they need not be looked at. */
async function dueLeads(
  leads: readonly KeptLead[],
  settings: Settings,
  view: Viewpoint,
  breathe: Breather,
): Promise<DueLead[]> {
  const at = Date.parse(view.at);
  const due: DueLead[] = [];
  for (const kept of leads) {
    const out = kept.out_of_today;
    if (out?.settings === settings.write_id && holds(out, at)) continue;
    await breathe();
    const plan = planNow(kept, settings, view);
    if (isInToday(plan)) due.push({ kept, plan });
    else keepOut(kept, plan, settings, view.at);
  }
  return due;
}

const holds = ({ from, until }: { from: number; until: number }, at: number) => from <= at && at < until;

/** The plan now: the last one where it still holds, else a new one, which is kept while the lead stands in Today. */
function planNow(kept: KeptLead, settings: Settings, view: Viewpoint): Plan {
  const { planned } = kept;
  const alike = planned?.settings === settings.write_id && planned.zone === view.time_zone;
  if (planned && alike && holds(planned, Date.parse(view.at)))
    return planAt(planned.plan, instantOf(planned.from), view.at);
  const plan = planOf(kept, settings, view);
  delete kept.planned;
  if (isInToday(plan)) {
    const until = planHoldsUntil(plan, planLeadOf(kept.lead, settings, view.time_zone), kept.events, view.at);
    const time = { from: Date.parse(view.at), until: Date.parse(until) };
    kept.planned = { plan, zone: view.time_zone, ...time, settings: settings.write_id };
  }
  return plan;
}

// A lead of no known zone is where the person is who looks: his answer is nobody else's.
function keepOut(kept: KeptLead, plan: Plan, { write_id }: Settings, at: string): void {
  if (zoneOfLead(kept.lead, '') === '') return;
  const until = outOfTodayUntil(plan, kept.events, at);
  kept.out_of_today = { from: Date.parse(at), until, settings: write_id };
}

const STANDINGS_A_READ = 100;

/** Works out the standing of these accounts where it is not kept of this day. */
async function ensureStanding(
  db: Database,
  due: readonly DueLead[],
  settings: Settings,
  at: string,
  breathe: Breather,
): Promise<void> {
  const dayOf = ({ lead }: KeptLead) => zoneOf(zoneOfLead(lead)).dayOf(Date.parse(at));
  const missing = due.flatMap(({ kept }) => {
    const { standing } = kept;
    return standing?.settings === settings.write_id && standing.on === dayOf(kept) ? [] : [kept];
  });
  for (let from = 0; from < missing.length; from += STANDINGS_A_READ) {
    const part = missing.slice(from, from + STANDINGS_A_READ);
    const leads = part.map(({ lead }) => lead);
    const read = await readStanding(db, leads, settings, at);
    for (const kept of part) {
      const found = read.get(kept.lead.id) ?? { status: null, value_minor: null };
      kept.standing = { ...found, on: dayOf(kept), settings: settings.write_id };
    }
    await breathe();
  }
}
