// Documents without what tells of a person. What counts stays: states, times, hands, amounts.
import type { Customer } from '#domain/customer/customer.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import type { Poc } from '#domain/poc/poc.ts';

/** What stands in place of a name. */
export const ERASED = 'Erased';

/** Nobody is called who asked to be forgotten. */
export const blankedLead = (lead: Lead): Lead => ({
  ...lead,
  name: ERASED,
  ...{
    first_name: null,
    last_name: null,
    email: null,
    phone: null,
    company: null,
    city: null,
    address: null,
  },
  ...{ tags: [], custom: {}, resume: null, do_not_call: true },
});

export const blankedPoc = (poc: Poc): Poc => ({ ...poc, name: ERASED, role: null, email: null, phone: null });

export const blankedInteraction = (interaction: Interaction): Interaction => ({ ...interaction, note: null });

export const blankedCustomer = (customer: Customer): Customer => ({ ...customer, name: ERASED });

export const blankedMetric = (metric: Metric): Metric => ({
  ...metric,
  override: metric.override && { ...metric.override, reason: ERASED },
});
