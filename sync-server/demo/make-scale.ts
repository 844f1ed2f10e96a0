// A large fictional workspace for measuring: leads with a history, in batches, the same for the same seed. Pure.
import { customerOfWonLead } from '#domain/customer/customer.ts';
import type { Ids } from '#domain/ids.ts';
import type { Cadence } from '#domain/lead/cadence.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { createChance } from './chance.ts';
import { emptyDocument } from './empty-document.ts';
import type { DemoDocuments } from './make-demo.ts';
import { addressOf, firmName, NOTES, PLACES, personName, phoneAt, roleName } from './names.ts';

export interface ScaleInput {
  now: string;
  ids: Ids;
  /** The KAMs among whom the leads are shared out, in turn. */
  kams: string[];
  currency: string;
  leads: number;
  interactions: number;
  /** Number of the first lead, so that names go on where others ended. */
  from: number;
}

const BATCH = 500;
const DAY_MS = 86_400_000;

/** The documents, 500 leads at a time. Together just as many leads and interactions as asked for. */
export function* makeScale(input: ScaleInput): Generator<DemoDocuments> {
  const maker = createMaker(input);
  for (let done = 0; done < input.leads; done += BATCH) {
    const documents: DemoDocuments = {
      leads: [],
      pocs: [],
      interactions: [],
      plan_events: [],
      customers: [],
      metrics: [],
    };
    const end = Math.min(done + BATCH, input.leads);
    for (let n = done; n < end; n += 1) {
      const upTo = Math.floor((input.interactions * (n + 1)) / input.leads);
      const count = upTo - Math.floor((input.interactions * n) / input.leads);
      maker.addLead(documents, input.from + n, count);
    }
    yield documents;
  }
}

function createMaker({ now, ids, kams, currency }: ScaleInput) {
  const chance = createChance(7);
  const daysAgo = (days: number) =>
    new Date(Date.parse(now) - days * DAY_MS - chance.between(0, 600) * 60_000).toISOString();

  function addLead(documents: DemoDocuments, n: number, interactions: number): void {
    const place = PLACES[n % PLACES.length] ?? chance.pick(PLACES);
    const name = firmName(n);
    const won = n % 5 === 0;
    const lead = emptyDocument('leads', ids, daysAgo(400), {
      name,
      kind: 'organization',
      state: won ? 'WON' : chance.pick(['REACHED_OUT', 'QUALIFIED', 'NEGOTIATION']),
      assignee_id: kams[n % kams.length] ?? null,
      time_zone: place.time_zone,
      country: place.country,
      city: place.city,
      phone: phoneAt(place, n),
      email: addressOf(name, n),
      tier: chance.pick(['A', 'B', 'C']),
      cadence: { kind: 'days', n: chance.pick([14, 21, 28, 56]) } satisfies Cadence,
      value_minor: chance.between(5, 400) * 10_000,
      currency,
      won_at: won ? daysAgo(360) : null,
    });
    documents.leads.push(lead);
    if (lead.won_at) documents.customers.push(customerOfWonLead({ ...lead, won_at: lead.won_at }));
    const { first_name, last_name } = personName(n);
    documents.pocs.push(
      emptyDocument('pocs', ids, lead.created_at, {
        lead_id: lead.id,
        name: `${first_name} ${last_name}`,
        role: roleName(chance),
        phone: phoneAt(place, n + 50),
        is_primary: true,
      }),
    );
    addHistory(documents, lead, interactions);
  }

  function addHistory(documents: DemoDocuments, lead: Lead, count: number): void {
    let days = chance.between(0, 40);
    for (let n = 0; n < count; n += 1) {
      const occurred_at = daysAgo(days);
      const common = { lead_id: lead.id, occurred_at, created_by: lead.assignee_id };
      const orders = lead.won_at !== null && n % 3 === 1;
      const what = orders
        ? { type: 'ORDER' as const, amount_minor: chance.between(100, 2000) * 100, currency }
        : {
            type: 'CALL' as const,
            direction: 'out' as const,
            outcome: n % 4 === 3 ? ('NO_ANSWER' as const) : ('CONNECTED' as const),
            duration_s: 240,
            note: n % 2 === 0 ? chance.pick(NOTES) : null,
          };
      documents.interactions.push(emptyDocument('interactions', ids, occurred_at, { ...common, ...what }));
      days += chance.between(3, 30);
    }
  }

  return { addLead };
}
