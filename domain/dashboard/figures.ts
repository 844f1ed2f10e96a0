// Every figure of the dashboard, by one definition each. Leads are added one at a time, so that ten thousand of them can
// be counted in slices.
import type { Lead } from '../lead/lead.ts';
import { type Exchange, signedValue } from '../performance/order-days.ts';
import { dayText } from '../plan/days.ts';
import { planLeadOf } from '../plan/plan-lead.ts';
import { zoneOf } from '../plan/zone.ts';
import { CATEGORIES, categoryOf, type Settings } from '../settings/settings.ts';
import { slaOf } from '../sla/sla.ts';
import type { CallFact, HistoryFact, MoneyFact } from './history-fact.ts';
import { dueCalls } from './kept-to-plan.ts';
import { monthsUpTo, type Span } from './span.ts';

export interface Counts {
  /** Calls, visits, video calls and meetings that we began, whatever came of them. */
  made: number;
  /** Those of them in which somebody was spoken to. */
  reached: number;
  /** Those of them that ended in an order. */
  productive: number;
  /** Orders taken, with a call or without one. */
  orders: number;
  /** Calls that fell due by a lead's rhythm. */
  due: number;
  /** Those of them that were made by the end of their day. */
  in_time: number;
  /** First answers promised for this time that were given in time. */
  kept: number;
  /** Those that came late, or not at all and are overdue. */
  broken: number;
  /** Leads that came in. */
  entered: number;
  /** Leads that were won. */
  won: number;
}

export interface Figures extends Counts {
  /** First answers promised for this time that can still be given in time. */
  running: number;
  /** Leads as they stand now, in the order of the pipeline: new, working, won, lost. */
  stages: { state: string; count: number }[];
  /** Each day of the span. */
  days: { on: string; made: number; reached: number }[];
  /** Orders less returns of the last twelve months, whatever the span. */
  months: { month: string; minor: number; orders: number }[];
  /** Orders and returns that no rate could convert. */
  unrated: number;
  /** The same figures for each person that has any; null: nobody. */
  people: Map<string | null, Counts>;
}

export interface View {
  span: Span;
  /** Instant. */
  now: string;
  settings: Settings;
  /** Whose calls and leads are counted; null: everybody's. */
  person: string | null;
}

export interface FigureTally {
  /** The lead, and all facts of its history in any order. */
  add(lead: Lead, facts: readonly HistoryFact[]): void;
  figures(): Figures;
}

const MONTHS = 12;
const NOUGHT: Counts = {
  made: 0,
  reached: 0,
  productive: 0,
  orders: 0,
  due: 0,
  in_time: 0,
  kept: 0,
  broken: 0,
  entered: 0,
  won: 0,
};

/** An empty tally. Calls belong to whoever made them, all else to whoever has the lead. */
export function createTally(view: View): FigureTally {
  const { span, settings, person } = view;
  const now = Date.parse(view.now);
  const zone = zoneOf(span.time_zone);
  const people = new Map<string | null, Counts>();
  const stages = new Map(settings.states.map(({ name }) => [name, 0]));
  const days = new Map<number, { made: number; reached: number }>();
  for (let day = span.first; day <= span.last; day += 1) days.set(day, { made: 0, reached: 0 });
  const months = new Map(monthsUpTo(span.last, MONTHS).map((month) => [month, { minor: 0n, orders: 0 }]));
  const once = { running: 0, unrated: 0 };
  const exchange: Exchange = { currency: settings.currency, rates: settings.rates };

  const counted = (whose: string | null) => person === null || person === whose;
  const inSpan = (at: number) => at >= span.from && at < span.to;
  const add = (whose: string | null, what: Partial<Counts>) => {
    const counts = people.get(whose) ?? { ...NOUGHT };
    people.set(whose, counts);
    for (const [name, count] of Object.entries(what)) counts[name as keyof Counts] += count;
  };

  const addCall = ({ at, by, reached, productive, incoming }: CallFact) => {
    const day = at > now ? undefined : days.get(zone.dayOf(at));
    if (incoming || !day || !counted(by)) return;
    add(by, { made: 1, reached: Number(reached), productive: Number(productive) });
    day.made += 1;
    day.reached += Number(reached);
  };
  const addMoney = ({ assignee_id }: Lead, { id, at, kind, amount_minor, currency }: MoneyFact) => {
    if (at > now) return;
    if (kind === 'ORDER' && inSpan(at)) add(assignee_id, { orders: 1 });
    const on = dayText(zone.dayOf(at));
    const month = months.get(on.slice(0, 7));
    if (!month) return;
    const value = signedValue({ id, on, type: kind, amount_minor, currency }, exchange);
    if (value === null) once.unrated += 1;
    else month.minor += value;
    if (kind === 'ORDER') month.orders += 1;
  };
  const addPromise = (lead: Lead) => {
    const sla = slaOf(lead, view.now, settings.sla_reminder_minutes);
    if (sla === null || !inSpan(Date.parse(sla.due_at))) return;
    if (sla.breached) add(lead.assignee_id, { broken: 1 });
    else if (sla.met_at === null) once.running += 1;
    else add(lead.assignee_id, { kept: 1 });
  };
  const addDue = (lead: Lead, facts: readonly HistoryFact[]) => {
    const contacts = facts.flatMap((fact) => (fact.kind === 'call' && fact.reached ? [fact.at] : []));
    const planned = planLeadOf(lead, settings, span.time_zone);
    for (const { in_time } of dueCalls(planned, contacts, span.first, now))
      add(lead.assignee_id, { due: 1, in_time: Number(in_time) });
  };

  return {
    add: (lead, facts) => {
      for (const fact of facts) if (fact.kind === 'call') addCall(fact);
      if (!counted(lead.assignee_id)) return;
      for (const fact of facts) if (fact.kind !== 'call') addMoney(lead, fact);
      stages.set(lead.state, (stages.get(lead.state) ?? 0) + 1);
      if (inSpan(Date.parse(lead.created_at))) add(lead.assignee_id, { entered: 1 });
      if (lead.won_at !== null && inSpan(Date.parse(lead.won_at))) add(lead.assignee_id, { won: 1 });
      addPromise(lead);
      addDue(lead, facts);
    },
    figures: () => ({
      ...sumOf([...people.values()]),
      ...once,
      stages: [...stages]
        .map(([state, count]) => ({ state, count }))
        .sort((a, b) => placeOf(a.state, settings) - placeOf(b.state, settings)),
      days: [...days].map(([day, counts]) => ({ on: dayText(day), ...counts })),
      months: [...months].map(([month, { minor, orders }]) => ({ month, minor: Number(minor), orders })),
      people,
    }),
  };
}

// A state that nobody explains counts as working, here as everywhere.
const placeOf = (state: string, settings: Settings): number =>
  CATEGORIES.indexOf(categoryOf(settings, state) ?? 'working');

function sumOf(all: readonly Counts[]): Counts {
  const sum = { ...NOUGHT };
  for (const counts of all)
    for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name];
  return sum;
}

/** Whole percent; null of nothing. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((100 * part) / whole);
