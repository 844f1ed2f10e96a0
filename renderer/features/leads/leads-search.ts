// What the address of the list holds: text, filters, sort and place. Anything that is not understood is left out.
import { z } from 'zod';
import type { LeadFilter } from '../../replica/desk-types.ts';

export const BUCKETS = [
  'OVERDUE',
  'CALL_NOW',
  'WAITING',
  'DUE_TODAY',
  'LATER_TODAY',
  'UPCOMING',
  'NO_HOURS',
  'NONE',
] as const;
export const SLA_STATES = ['breached', 'due_soon', 'running', 'met_late', 'met'] as const;
const SORT_KEYS = [
  ...(['name', 'state', 'tier', 'due', 'last_contact', 'assignee', 'status'] as const),
  ...(['email', 'company', 'city', 'country', 'source', 'value', 'created'] as const),
] as const;
const sortSchema = z.enum(SORT_KEYS).or(z.templateLiteral(['custom.', z.string().regex(/^[a-z0-9_]+$/)]));
/** By what the list is put in order: a column, or a field of the workspace's own. */
export type ColumnKey = z.output<typeof sortSchema>;

/** Stands in the address for "has none". */
export const NONE = '-';
/** Stands among assignees for whoever looks. */
export const ME = 'me';

const some = <T extends z.ZodType>(value: T) => z.array(value).min(1).optional().catch(undefined);

const searchSchema = z.object({
  q: z.coerce.string().min(1).optional().catch(undefined),
  state: some(z.string()),
  tier: some(z.enum(['A', 'B', 'C', NONE])),
  due: some(z.enum(BUCKETS)),
  tag: some(z.string()),
  source: some(z.string()),
  assignee: some(z.string()),
  sla: some(z.enum(SLA_STATES)),
  sort: sortSchema.optional().catch(undefined),
  desc: z.literal(true).optional().catch(undefined),
  /** Ids of the table's columns in their order, without the first; missing: the usual ones. */
  cols: z.array(z.string()).max(60).optional().catch(undefined),
  /** Missing: as a table. */
  as: z.literal('board').optional().catch(undefined),
  /** Id of the view that was opened; the filters may have been changed since. */
  view: z.string().optional().catch(undefined),
  /** The lead that was opened from here. */
  at: z.string().optional().catch(undefined),
});
export type LeadsSearch = z.output<typeof searchSchema>;

/** The search part of the address, parsed. */
export const parseLeadsSearch = (raw: Record<string, unknown>): LeadsSearch =>
  Object.fromEntries(Object.entries(searchSchema.parse(raw)).filter(([, value]) => value !== undefined));

export const FILTER_KEYS = ['state', 'tier', 'due', 'tag', 'source', 'assignee', 'sla'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** Whether anything narrows the list. */
export const isNarrowed = (search: LeadsSearch): boolean =>
  search.q !== undefined || FILTER_KEYS.some((key) => search[key] !== undefined);

const orNull = <T extends string>(value: T | typeof NONE): T | null => (value === NONE ? null : (value as T));

/** The part of the filter that the desk answers; text and promise are the list's own. `me`: who looks. */
export function deskFilterOf(search: LeadsSearch, me: string): LeadFilter {
  const { state, tier, due, tag, source, assignee } = search;
  return {
    ...(state ? { states: state } : {}),
    ...(tier ? { tiers: tier.map((value) => orNull<'A' | 'B' | 'C'>(value)) } : {}),
    ...(due ? { buckets: due } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(source ? { sources: source } : {}),
    ...(assignee
      ? { assignee_ids: assignee.map((value) => (value === ME ? me : orNull<string>(value))) }
      : {}),
  };
}
