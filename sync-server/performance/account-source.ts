// What the server reads of accounts to work out their performance: orders, what people set, and since when they are customers.
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import { type Order, orderFacts } from '#domain/performance/order-facts.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { instantText, queries } from '../db/rows-as-json.ts';
import { customers, interactions, metrics } from '../db/tables/documents.ts';
import { readDocumentsThat } from '../feed/write-documents.ts';

type OrderRow = Parameters<typeof orderFacts>[0][number] & { lead_id: string };

export interface AccountSource {
  lead: Lead;
  customer: { id: string; since_on: string } | null;
  metric: Metric | null;
  orders: Order[];
}

/** The sources of these leads, in their order; three queries however many they are. */
export async function readAccountSources(q: Queryable, leads: readonly Lead[]): Promise<AccountSource[]> {
  if (leads.length === 0) return [];
  // One array parameter: a list of single ones would end at 65,535.
  const ids = sql`${`{${leads.map(({ id }) => id).join(',')}}`}::uuid[]`;
  const orders = await readOrders(q, ids);
  const accounts = await q
    .select({ id: customers.id, lead_id: customers.lead_id, since_on: customers.since_on })
    .from(customers)
    .where(and(sql`${customers.lead_id} = any(${ids})`, eq(customers.deleted, false)));
  const set = await readDocumentsThat(q, 'metrics', sql`${metrics.lead_id} = any(${ids})`);
  const customerOf = new Map(accounts.map((row) => [row.lead_id, row]));
  const metricOf = new Map(set.map((metric) => [metric.lead_id, metric]));
  return leads.map((lead) => ({
    lead,
    customer: customerOf.get(lead.id) ?? null,
    metric: metricOf.get(lead.id) ?? null,
    orders: orderFacts(orders.get(lead.id) ?? []),
  }));
}

/**
 * Orders that stand, by lead. Asked lead by lead within the one statement: a planner that knows nothing of the table yet, as
 * that of the embedded database, would walk through all interactions.
 */
async function readOrders(q: Queryable, ids: SQL): Promise<Map<string, OrderRow[]>> {
  const { id, lead_id, type, amount_minor, currency, voided_at } = interactions;
  const occurred_at = instantText(interactions.occurred_at).as('occurred_at');
  const query = queries
    .select({ id, lead_id, type, occurred_at, amount_minor, currency, voided_at })
    .from(interactions)
    .where(
      and(
        sql`${lead_id} = wanted.id`,
        inArray(type, ['ORDER', 'RETURN']),
        eq(interactions.deleted, false),
        isNull(voided_at),
      ),
    );
  const [row] = rowsOf(
    await q.execute(sql`
      select coalesce(json_agg(row_to_json(orders)), '[]')::text as text
      from unnest(${ids}) as wanted (id), lateral (${query.getSQL()} offset 0) orders`),
  );
  const byLead = new Map<string, OrderRow[]>();
  for (const order of JSON.parse(String(row?.['text'])) as OrderRow[]) {
    const known = byLead.get(order.lead_id);
    if (known) known.push(order);
    else byLead.set(order.lead_id, [order]);
  }
  return byLead;
}
