// Valid documents in one line: a test states only what matters to it.
import type { Customer } from '../customer/customer.ts';
import { createIds } from '../ids.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Lead } from '../lead/lead.ts';
import type { Metric } from '../metric/metric.ts';
import type { PlanEventDocument } from '../plan-event/plan-event.ts';
import type { Poc } from '../poc/poc.ts';
import { allSchemas, type Collection, type DocumentOf } from '../sync/collections.ts';
import { deletedTombstone } from '../sync/tombstone.ts';
import type { User } from '../user/user.ts';

const ids = createIds();
const NOON = '2026-03-02T12:00:00.000Z';

function build<C extends Collection>(
  collection: C,
  defaults: Partial<DocumentOf<C>>,
  given: Partial<DocumentOf<C>>,
): DocumentOf<C> {
  const empty = deletedTombstone(collection, ids.next(), ids.next());
  const document = { ...empty, created_at: NOON, updated_at: NOON, ...defaults, ...given };
  return allSchemas[collection].parse(document) as DocumentOf<C>;
}

/** A lead in Berlin, called every 7 days. */
export const aLead = (given: Partial<Lead> = {}): Lead =>
  build(
    'leads',
    {
      name: 'Nordlicht Bakery',
      state: 'REACHED_OUT',
      time_zone: 'Europe/Berlin',
      cadence: { kind: 'days', n: 7 },
    },
    given,
  );

export const aPoc = (given: Partial<Poc> = {}): Poc => build('pocs', { name: 'Mara Lind' }, given);

/** A call that reached somebody. */
export const aCall = (given: Partial<Interaction> = {}): Interaction =>
  build('interactions', { type: 'CALL', direction: 'out', outcome: 'CONNECTED', occurred_at: NOON }, given);

/** An order of 100.00 EUR. */
export const anOrder = (given: Partial<Interaction> = {}): Interaction =>
  build('interactions', { type: 'ORDER', occurred_at: NOON, amount_minor: 10_000, currency: 'EUR' }, given);

export const aCallback = (given: Partial<PlanEventDocument> = {}): PlanEventDocument =>
  build('plan_events', { kind: 'callback', until: NOON, occurred_at: NOON }, given);

export const aSnooze = (given: Partial<PlanEventDocument> = {}): PlanEventDocument =>
  build('plan_events', { kind: 'snooze', until: NOON, occurred_at: NOON }, given);

export const aCustomer = (given: Partial<Customer> = {}): Customer =>
  build('customers', { name: 'Nordlicht Bakery', since_on: '2026-03-02' }, given);

export const aMetric = (given: Partial<Metric> = {}): Metric => build('metrics', {}, given);

export const aUser = (given: Partial<User> = {}): User =>
  build(
    'users',
    {
      name: 'Kim Alder',
      email: 'kim@callbook.example',
      role: 'kam',
      is_active: true,
      time_zone: 'Europe/Berlin',
    },
    given,
  );
