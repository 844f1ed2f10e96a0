// What the routes of leads take and answer, as schemas: parsed at the door, shown in /openapi.json.
import { z } from 'zod';
import { text } from '#domain/fields.ts';
import { idSchema } from '#domain/ids.ts';
import { campaignFields } from '#domain/intake/campaign.ts';
import { leadSchema, stateNameSchema } from '#domain/lead/lead.ts';
import { pageSchema } from '#domain/page.ts';
import { planEventFields } from '#domain/plan-event/plan-event.ts';
import { pocSchema } from '#domain/poc/poc.ts';
import { instantSchema, timeZoneSchema } from '#domain/time.ts';
import { pageQuery } from '../http/paging.ts';
import { SORTS } from './list-leads.ts';
import { SLA_STATES } from './sla-filter.ts';

/** Several values with commas between them. */
const listed = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((value): string[] => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().pipe(item)).max(60));

const TODAY_BUCKETS = ['OVERDUE', 'CALL_NOW', 'WAITING', 'DUE_TODAY', 'LATER_TODAY'] as const;
const BUCKETS = [...TODAY_BUCKETS, 'UPCOMING', 'NO_HOURS', 'NONE'] as const;

/** The instant asked about, default now, and the asker's zone, default his own. */
export const viewQuery = z.object({ at: instantSchema.optional(), time_zone: timeZoneSchema.optional() });

/** The Today list is given whole, or in pages where a size is asked for. */
export const todayQuery = viewQuery.extend({
  page_size: pageQuery.page_size.removeDefault().optional(),
  after_id: pageQuery.after_id,
});

const sortQuery = z
  .enum(SORTS.flatMap((sort) => [sort, `-${sort}` as const]))
  .default('-created_at')
  .transform((given) => ({
    by: SORTS.find((sort) => given.endsWith(sort)) ?? 'created_at',
    descending: given.startsWith('-'),
  }))
  .meta({ type: 'string', default: '-created_at', enum: SORTS.flatMap((sort) => [sort, `-${sort}`]) });

/** Beside these, `custom.<key>` filters by a field of the workspace's own; see `askedOf`. */
const listFields = z.object({
  ...pageQuery,
  state: listed(stateNameSchema).optional(),
  assignee_id: z.union([z.literal('none'), idSchema]).optional(),
  source: text(50).optional(),
  q: text(200).optional(),
  tag: text(50).optional(),
  due: listed(z.enum([...BUCKETS, 'TODAY'])).optional(),
  sla: z.enum(SLA_STATES).optional(),
  sort: sortQuery,
});

export const listQuery = listFields.catchall(z.string());
export const exportQuery = listFields.omit({ page_size: true, after_id: true }).catchall(z.string());

const OWN = 'custom.';

/** What the query of a list asks for, as the list takes it. */
export const askedOf = ({ sort, state, assignee_id, due, ...rest }: z.output<typeof listFields>) => ({
  ...rest,
  sort: sort.by,
  descending: sort.descending,
  states: state,
  assignee_id: assignee_id === 'none' ? null : assignee_id,
  buckets: due && bucketsOf(due),
  custom: Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      name.startsWith(OWN) && typeof value === 'string' ? [[name.slice(OWN.length), value]] : [],
    ),
  ),
});

/** The buckets that a `due` filter names; TODAY stands for all of the Today list. */
const bucketsOf = (due: readonly string[]): Set<string> =>
  new Set(due.flatMap((name) => (name === 'TODAY' ? TODAY_BUCKETS : [name])));

export const createQuery = z.object({ allow_duplicate: z.enum(['0', '1', 'true', 'false']).optional() });

export const duplicateQuery = z.object({
  ...pageQuery,
  lead_id: idSchema.optional(),
  email: text(254).optional(),
  phone: text(40).optional(),
  name: text(200).optional(),
  city: text(100).optional(),
});

export const assignBody = z.object({
  assignee_id: idSchema.nullable(),
  note: text(500)
    .nullish()
    .transform((note) => note ?? null),
});

/** What the public form sends, for the document only: the intake reads it itself. */
export const applicationForm = z.object({
  first_name: text(100),
  last_name: text(100),
  email: text(254),
  resume: z.string().meta({ format: 'binary', description: 'PDF, DOC, DOCX or TXT' }),
  phone: text(40).optional(),
  company: text(200).optional(),
  message: z.string().optional(),
  time_zone: z.string().optional(),
  form_key: z.string().optional(),
  ...campaignFields,
});

/** What whoever applied is told; see `intakeReply`. */
const applicationReply = leadSchema
  .pick({ id: true, state: true, created_at: true, updated_at: true })
  .extend({ first_name: z.string(), last_name: z.string(), email: z.string() });

/** The lead, to whoever is signed in; to an applicant his own words. */
export const newLeadReply = z.union([leadSchema, applicationReply]);

/** Any field of a lead; what is unknown or the server's own is ignored. */
export const leadBody = leadSchema.partial();

export const planEventBody = planEventFields
  .pick({ id: true, write_id: true, until: true, on: true, poc_id: true, occurred_at: true })
  .partial();

export const planReply = z
  .looseObject({ bucket: z.enum(BUCKETS) })
  .meta({ description: 'When to call, and why; NONE and NO_HOURS have no other field.' });

export const slaReply = z
  .object({
    due_at: instantSchema,
    met_at: instantSchema.nullable(),
    breached: z.boolean(),
    state: z.enum(SLA_STATES),
    minutes_left: z.int(),
  })
  .nullable();

export const leadItem = leadSchema.extend({ sla: slaReply });
export const leadPage = pageSchema(leadItem);
export const todayItem = leadItem.extend({ plan: planReply, performance_status: z.string().nullable() });

const counted = z.int().min(0);
export const leadCard = leadItem.extend({
  plan: planReply,
  pocs: z.array(pocSchema),
  counts: z.object({
    pocs: counted,
    interactions: counted,
    calls: counted,
    orders: counted,
    plan_events: counted,
    assignments: counted,
  }),
});

export const assignmentPage = pageSchema(
  z.object({
    id: idSchema,
    lead_id: idSchema,
    from_id: idSchema.nullable(),
    to_id: idSchema.nullable(),
    by_id: idSchema.nullable(),
    at: instantSchema,
    note: z.string().nullable(),
  }),
);
