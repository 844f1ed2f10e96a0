// What the routes of performance take and answer, as schemas.
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { metricSchema, overrideSchema } from '#domain/metric/metric.ts';
import { pageSchema } from '#domain/page.ts';
import { daySchema, instantSchema } from '#domain/time.ts';
import { pageQuery } from '../http/paging.ts';

export const STATUSES = ['WELL', 'STEADY', 'WATCH', 'UNDER', 'NEW'] as const;

export const listQuery = z.object({ ...pageQuery, include: z.literal('watch').optional() });
export const cardQuery = z.object({ as_of_on: daySchema.optional() });
export const metricBody = metricSchema
  .pick({ expected_interval_days: true, monthly_target_minor: true, pauses: true, override: true })
  .partial();

const status = z.enum(STATUSES).nullable();
const figure = z.number().nullable();

export const accountItem = z.object({
  lead_id: idSchema,
  customer_id: idSchema.nullable(),
  name: z.string(),
  assignee_id: idSchema.nullable(),
  status,
  computed_status: status,
  overridden: overrideSchema.nullable(),
  score: z.int().nullable(),
  n: z.int(),
  days_since: z.int().nullable(),
  usual_gap_days: figure,
  q80_days: figure,
  late_after_days: figure,
  silent_after_days: figure,
  trend: figure,
  value_ratio: figure,
  gap_ratio: figure,
  target_ratio: figure,
  reasons: z.array(z.string()),
  partial: z.boolean(),
  dormant: z.boolean(),
  next_change_on: daySchema.nullable(),
  as_of_on: daySchema,
});
export const accountPage = pageSchema(accountItem);
export const accountCard = accountItem.extend({
  inputs: metricSchema.pick({
    expected_interval_days: true,
    monthly_target_minor: true,
    pauses: true,
    override: true,
  }),
  history: z.array(
    accountItem.pick({ as_of_on: true, status: true, score: true, trend: true, days_since: true }),
  ),
});

export const recalculated = z.object({
  as_of: instantSchema,
  accounts: z.int(),
  counts: z.record(z.enum(STATUSES), z.int()),
});
