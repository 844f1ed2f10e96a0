// The demo workspace as documents: leads of two KAMs with their people, calls, orders and plans, relative to now. Pure.
import { customerOfWonLead } from '#domain/customer/customer.ts';
import { type Ids, metricIdOf } from '#domain/ids.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { DocumentOf, WritableCollection } from '#domain/sync/collections.ts';
import { type Chance, createChance } from './chance.ts';
import { emptyDocument } from './empty-document.ts';
import { atLocal, localDay } from './local-time.ts';
import { addressOf, firmName, NOTES, personName, phoneAt, roleName } from './names.ts';
import { ORDER_STORIES, type OrderStory } from './order-stories.ts';
import {
  acrossClockChange,
  callNow,
  laterToday,
  overdue,
  promised,
  quiet,
  type Shape,
  upcoming,
} from './shapes.ts';

export interface DemoInput {
  /** The present instant. */
  now: string;
  ids: Ids;
  kams: { first: string; second: string };
  /** End of the first KAM's today, an instant. */
  kam_day_ends_at: string;
  currency: string;
  /** Interactions in all. */
  interactions: number;
}

export type DemoDocuments = { [C in WritableCollection]: DocumentOf<C>[] };

const STATES = ['REACHED_OUT', 'QUALIFIED', 'NEGOTIATION'] as const;
const DAY_MS = 86_400_000;

/** The documents of 74 leads; the web applicants come through the form. */
export function makeDemo(input: DemoInput): DemoDocuments {
  const maker = createMaker(input);
  const { now } = input;
  const first = [
    ...overdue(now, 24),
    ...callNow(now, 8),
    ...laterToday(now, input.kam_day_ends_at),
    ...promised(now),
    ...upcoming(now, 4),
    ...acrossClockChange(now),
    ...quiet(now),
  ];
  const second = [...overdue(now, 8), ...callNow(now, 4), ...upcoming(now, 10)];
  for (const [n, shape] of first.entries()) maker.addLead(shape, input.kams.first, ORDER_STORIES[n]);
  for (const shape of second) maker.addLead(shape, input.kams.second);
  maker.fillHistory(input.interactions);
  return maker.documents;
}

function createMaker({ now, ids, currency }: DemoInput) {
  const chance = createChance(2026);
  const documents: DemoDocuments = {
    leads: [],
    pocs: [],
    interactions: [],
    plan_events: [],
    customers: [],
    metrics: [],
  };
  const build = <C extends WritableCollection>(collection: C, at: string, given: Partial<DocumentOf<C>>) => {
    const document = emptyDocument(collection, ids, at, given);
    (documents[collection] as DocumentOf<C>[]).push(document);
    return document;
  };

  function addLead(shape: Shape, assignee_id: string, story?: OrderStory): void {
    const n = documents.leads.length;
    const created_at = new Date(
      Date.parse(now) - (story?.customer_for ?? 200) * DAY_MS - 30 * DAY_MS,
    ).toISOString();
    const name = firmName(n);
    const lead = build('leads', created_at, {
      ...contactOf(shape, name, n),
      kind: 'organization',
      name,
      state: story ? 'WON' : (STATES[n % STATES.length] ?? 'REACHED_OUT'),
      source: chance.pick(['referral', 'manual', 'import', 'fair']),
      tier: chance.pick(['A', 'B', 'C'] as const),
      assignee_id,
      value_minor: chance.between(5, 400) * 100_00,
      currency,
      ...(story ? { won_at: atLocal(now, shape.place.time_zone, -story.customer_for, 12) } : {}),
      ...shape.fields,
    });
    addPeople(lead, shape, n);
    addActs(lead, shape, assignee_id);
    if (story) addOrders(lead, story, assignee_id);
  }

  const contactOf = ({ place }: Shape, name: string, n: number): Partial<Lead> => ({
    time_zone: place.time_zone,
    country: place.country,
    city: place.city,
    phone: phoneAt(place, n),
    email: addressOf(name, n),
  });

  function addPeople(lead: Lead, { place }: Shape, n: number): void {
    for (const is_primary of n % 3 === 0 ? [true, false] : [true]) {
      const { first_name, last_name } = personName(documents.pocs.length);
      const poc_name = `${first_name} ${last_name}`;
      build('pocs', lead.created_at, {
        lead_id: lead.id,
        name: poc_name,
        role: roleName(chance),
        phone: phoneAt(place, documents.pocs.length + 20),
        email: addressOf(poc_name, n),
        is_primary,
      });
    }
  }

  function addActs(lead: Lead, { last_at, acts }: Shape, created_by: string): void {
    if (last_at) addCall(lead, last_at, created_by, 'CONNECTED', chance.pick(NOTES));
    for (const act of acts) {
      if (act.kind === 'callback' || act.kind === 'snooze') {
        build('plan_events', act.at, {
          lead_id: lead.id,
          kind: act.kind,
          until: act.until ?? act.at,
          occurred_at: act.at,
          created_by,
        });
      } else addCall(lead, act.at, created_by, act.kind, null);
    }
  }

  const addCall = (
    lead: Lead,
    occurred_at: string,
    created_by: string,
    outcome: Interaction['outcome'],
    note: string | null,
  ) =>
    build('interactions', occurred_at, {
      lead_id: lead.id,
      type: 'CALL',
      direction: 'out',
      outcome,
      occurred_at,
      duration_s: outcome === 'CONNECTED' ? chance.between(60, 900) : chance.between(10, 40),
      note,
      created_by,
    });

  function addOrders(lead: Lead, story: OrderStory, created_by: string): void {
    documents.customers.push(customerOfWonLead({ ...lead, won_at: lead.won_at ?? lead.created_at }));
    const add =
      (type: 'ORDER' | 'RETURN') =>
      ({ days, amount }: { days: number; amount: number }) => {
        const occurred_at = atLocal(now, lead.time_zone ?? 'UTC', -days, 11, chance.between(0, 59));
        build('interactions', occurred_at, {
          lead_id: lead.id,
          type,
          occurred_at,
          amount_minor: amount * 100,
          currency,
          created_by,
        });
      };
    story.orders.forEach(add('ORDER'));
    story.returns?.forEach(add('RETURN'));
    addMetric(lead, story);
  }

  function addMetric(lead: Lead, story: OrderStory): void {
    const { monthly_target, expected_interval_days = null, paused, override } = story;
    if (monthly_target === undefined && expected_interval_days === null && !paused && !override) return;
    const zone = lead.time_zone ?? 'UTC';
    const document = build('metrics', lead.created_at, {
      lead_id: lead.id,
      expected_interval_days,
      monthly_target_minor: monthly_target === undefined ? null : monthly_target * 100,
      pauses: paused ? [{ from_on: localDay(now, zone, -20), to_on: localDay(now, zone, 10) }] : [],
      override: override ? { ...override, expires_on: localDay(now, zone, 21) } : null,
    });
    document.id = metricIdOf(lead.id);
  }

  /** Adds calls and notes from before each lead's last call, until there are `wanted` interactions. */
  function fillHistory(wanted: number): void {
    const last = new Map<string, string>();
    for (const { lead_id, type, occurred_at } of documents.interactions) {
      if (type === 'CALL' && occurred_at < (last.get(lead_id) ?? '9')) last.set(lead_id, occurred_at);
    }
    const depth = new Map<string, number>();
    for (let n = 0; documents.interactions.length < wanted; n += 1) {
      const lead = documents.leads[n % documents.leads.length];
      if (!lead) return;
      const back = (depth.get(lead.id) ?? 0) + chance.between(2, 9);
      depth.set(lead.id, back);
      const before = Date.parse(last.get(lead.id) ?? now) - back * DAY_MS - chance.between(0, 180) * 60_000;
      addPast(lead, new Date(before).toISOString());
    }
  }

  function addPast(lead: Lead, at: string): void {
    const by = lead.assignee_id ?? '';
    const what = chance.between(1, 10);
    if (what <= 6)
      addCall(lead, at, by, chance.pick(['CONNECTED', 'FOLLOW_UP', 'CONNECTED'] as const), pastNote(chance));
    else if (what <= 8) addCall(lead, at, by, chance.pick(['NO_ANSWER', 'BUSY', 'VOICEMAIL'] as const), null);
    else
      build('interactions', at, {
        lead_id: lead.id,
        type: what === 9 ? 'NOTE' : 'EMAIL',
        occurred_at: at,
        note: chance.pick(NOTES),
        created_by: by,
      });
  }

  return { documents, addLead, fillHistory };
}

const pastNote = (chance: Chance): string | null => (chance.next() < 0.4 ? chance.pick(NOTES) : null);
