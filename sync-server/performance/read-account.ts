// One account's performance: today's numbers or those of another day, what people set, and how it came to this.

import { customerIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import type { Performance } from '#domain/performance/performance.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { readVisibleLead } from '../leads/visible-leads.ts';
import { type AccountSource, readAccountSources } from './account-source.ts';
import type { AccountItem } from './list-accounts.ts';
import { performanceOfAccount, todayOf } from './performance-of-account.ts';

export interface AccountCard extends AccountItem {
  /** What people set; all null when nobody has. */
  inputs: Pick<Metric, 'expected_interval_days' | 'monthly_target_minor' | 'pauses' | 'override'>;
  /** On the last day of each of the six months before, oldest first; only days since the account was won. */
  history: Pick<Performance, 'as_of_on' | 'status' | 'score' | 'trend' | 'days_since'>[];
}

const MONTHS_BACK = 6;

/** The lead of an account by its own id or its customer's; null when there is none that this person sees. */
export async function readAccountLead(q: Queryable, actor: Actor, id: string): Promise<Lead | null> {
  const lead = await readVisibleLead(q, actor, id);
  if (lead) return lead;
  const customer = (await readDocuments(q, 'customers', [id])).get(id);
  const leadId = customer && !customer.deleted ? customer.document.lead_id : null;
  return leadId !== null && customerIdOf(leadId) === id ? readVisibleLead(q, actor, leadId) : null;
}

/** The card of a lead's account on `as_of_on` (default: its local day at `now`). */
export async function readAccountCard(
  q: Queryable,
  lead: Lead,
  settings: Settings,
  { now, as_of_on }: { now: string; as_of_on?: string | undefined },
): Promise<AccountCard> {
  const [source] = await readAccountSources(q, [lead]);
  if (!source) throw new Error('a lead without its source');
  const day = as_of_on ?? todayOf(source, now);
  const { expected_interval_days = null, monthly_target_minor = null, override = null } = source.metric ?? {};
  return {
    lead_id: lead.id,
    customer_id: source.customer?.id ?? null,
    name: lead.name,
    assignee_id: lead.assignee_id,
    ...performanceOfAccount(source, settings, day),
    inputs: { expected_interval_days, monthly_target_minor, pauses: source.metric?.pauses ?? [], override },
    history: historyOf(source, settings, day),
  };
}

function historyOf(source: AccountSource, settings: Settings, today: string): AccountCard['history'] {
  const since = source.customer?.since_on ?? today;
  const month = Temporal.PlainDate.from(today).with({ day: 1 });
  return Array.from({ length: MONTHS_BACK }, (_, at) =>
    month
      .subtract({ months: MONTHS_BACK - 1 - at })
      .subtract({ days: 1 })
      .toString(),
  )
    .filter((on) => on >= since)
    .map((on) => {
      const { as_of_on, status, score, trend, days_since } = performanceOfAccount(source, settings, on);
      return { as_of_on, status, score, trend, days_since };
    });
}
