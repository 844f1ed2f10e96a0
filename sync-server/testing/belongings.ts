// What a person has, one of each kind that a route can be asked about.
import { aCall, aCallback, aCustomer, aLead, anOrder, aPoc } from '#domain/testing/builders.ts';
import { files } from '../db/tables/records.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { signedIn, type TestActor } from './test-people.ts';
import type { TestServer } from './test-server.ts';
import { type Named, namedAnew } from './well-formed-requests.ts';

/** Two leads that are likely one, what hangs on the first, a customer without a lead, and a device. */
export async function storeBelongings({ deps, clock }: TestServer, owner: TestActor): Promise<Named> {
  const mine = { assignee_id: owner.id };
  const sla_due_at = clock.now();
  const lead = aLead({ ...mine, city: 'Kiel', email: 'ada@example.com', sla_due_at });
  const other = aLead({ ...mine, city: 'Kiel' });
  const hangs = { lead_id: lead.id };
  const [poc, call, customer] = [aPoc(hangs), aCall(hangs), aCustomer({ ...mine, lead_id: null })];
  const resume = { id: deps.ids.next(), kind: 'link' as const, name: 'cv', url: 'https://example.com/cv' };
  await inWriteTransaction(deps, async (tx) => {
    await writeDocuments(tx, [
      ...[lead, other].map((document) => ({ collection: 'leads' as const, document })),
      { collection: 'pocs', document: poc },
      { collection: 'interactions', document: call },
      { collection: 'plan_events', document: aCallback(hangs) },
      { collection: 'customers', document: customer },
    ]);
    await tx.sql.insert(files).values({ ...resume, ...hangs, created_at: tx.now });
  });
  const { session_id } = await signedIn(deps, owner.id);
  return {
    ...namedAnew(deps.ids.next),
    ...{ leads: lead.id, others: other.id, pocs: poc.id, interactions: call.id, customers: customer.id },
    ...{ users: owner.id, devices: session_id },
  };
}

const WEEK_MS = 7 * 86_400_000;

/** Two won accounts that were ordered from every week: one still is, the other has not been for months. */
export async function storeAccounts({ deps, clock }: TestServer, owner: TestActor): Promise<void> {
  const since = { state: 'WON', won_at: '2025-01-10T10:00:00.000Z' };
  const writes = [0, 17].flatMap((weeksAgo): DocumentWrite[] => {
    const lead = aLead({ assignee_id: owner.id, ...since });
    const orders = Array.from({ length: 13 }, (_, week) => {
      const occurred_at = new Date(Date.parse(clock.now()) - (weeksAgo + week) * WEEK_MS).toISOString();
      return anOrder({ lead_id: lead.id, occurred_at, amount_minor: week < 4 ? 12_000 : 10_000 });
    });
    return [
      { collection: 'leads', document: lead },
      ...orders.map((document) => ({ collection: 'interactions' as const, document })),
    ];
  });
  await inWriteTransaction(deps, (tx) => writeDocuments(tx, writes));
}
