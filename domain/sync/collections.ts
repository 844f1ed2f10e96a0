// The replicated collections: their names, their schemas, who writes them, and the version of all schemas together.
import type { z } from 'zod';
import { customerSchema } from '../customer/customer.ts';
import { interactionSchema } from '../interaction/interaction.ts';
import { leadSchema } from '../lead/lead.ts';
import { metricSchema } from '../metric/metric.ts';
import { planEventSchema } from '../plan-event/plan-event.ts';
import { pocSchema } from '../poc/poc.ts';
import { settingsSchema } from '../settings/settings.ts';
import { userSchema } from '../user/user.ts';

/** Counts up whenever a replicated schema changes; sent as X-Schema-Version. */
export const SCHEMA_VERSION = 2;

/** The oldest version whose unsent writes are still taken. */
export const OLDEST_PUSHED_VERSION = SCHEMA_VERSION - 1;

/** Collections that laptops write. */
export const documentSchemas = {
  leads: leadSchema,
  pocs: pocSchema,
  interactions: interactionSchema,
  plan_events: planEventSchema,
  customers: customerSchema,
  metrics: metricSchema,
} as const;

/** Collections that only the server writes. */
export const readOnlySchemas = { users: userSchema, settings: settingsSchema } as const;

export const allSchemas = { ...documentSchemas, ...readOnlySchemas } as const;

export type WritableCollection = keyof typeof documentSchemas;
export type Collection = keyof typeof allSchemas;
export type DocumentOf<C extends Collection> = z.output<(typeof allSchemas)[C]>;

export const WRITABLE_COLLECTIONS = Object.keys(documentSchemas) as WritableCollection[];
export const COLLECTIONS = Object.keys(allSchemas) as Collection[];

export const isCollection = (name: string): name is Collection => Object.hasOwn(allSchemas, name);
export const isWritable = (name: string): name is WritableCollection => Object.hasOwn(documentSchemas, name);
