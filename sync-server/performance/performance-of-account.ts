// The performance of one account from what was read of it: the domain's full calculation, in the account's zone.
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { type Performance, performance } from '#domain/performance/performance.ts';
import { categoryOf, type Settings } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import type { AccountSource } from './account-source.ts';

/** The account's local day at an instant. */
export const todayOf = ({ lead }: AccountSource, at: string): string => dayIn(at, zoneOfLead(lead));

/** The performance on the local day `as_of_on` (YYYY-MM-DD). */
export function performanceOfAccount(
  source: AccountSource,
  settings: Settings,
  as_of_on: string,
): Performance {
  const { lead, customer, metric, orders } = source;
  const time_zone = zoneOfLead(lead);
  const won_on = lead.won_at === null ? null : dayIn(lead.won_at, time_zone);
  return performance({
    orders,
    time_zone,
    as_of_on,
    customer_since_on: customer?.since_on ?? won_on,
    is_won: categoryOf(settings, lead.state) === 'won',
    settings: { currency: settings.currency, rates: settings.rates, ...settings.performance },
    metric,
  });
}
