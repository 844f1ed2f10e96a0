// What the order of calls asks of an account: its status, and what it is worth.
import type { Lead } from '#domain/lead/lead.ts';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { accountValue } from '#domain/performance/account-value.ts';
import type { Performance } from '#domain/performance/performance.ts';
import { categoryOf, type Settings } from '#domain/settings/settings.ts';
import type { Queryable } from '../db/database.ts';
import { readAccountSources } from './account-source.ts';
import { performanceOfAccount, todayOf } from './performance-of-account.ts';

export interface Standing {
  status: Performance['status'];
  /** Minor units of the workspace's currency; null: not known. */
  value_minor: number | null;
}

/** The standing of these leads at an instant, by lead id; three queries however many they are. */
export async function readStanding(
  q: Queryable,
  leads: readonly Lead[],
  settings: Settings,
  at: string,
): Promise<Map<string, Standing>> {
  const sources = await readAccountSources(q, leads);
  return new Map(
    sources.map((source) => {
      const { lead, orders } = source;
      const today = todayOf(source, at);
      // Only a won lead has a status, and the full calculation is what costs.
      const won = categoryOf(settings, lead.state) === 'won';
      const status = won ? performanceOfAccount(source, settings, today).status : null;
      const account = { orders, time_zone: zoneOfLead(lead), today };
      return [lead.id, { status, value_minor: accountValue(lead, account, settings) }];
    }),
  );
}
