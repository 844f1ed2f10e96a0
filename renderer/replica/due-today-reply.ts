// The server's Today list, parsed at the door.
import { z } from 'zod';
import type { Lead } from '#domain/lead/lead.ts';
import type { PlannedCall } from '#domain/plan/plan.ts';
import type { Sla } from '#domain/sla/sla.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { inSlices } from './desk/in-slices.ts';
import type { PerformanceStatus } from './desk-types.ts';
import { isReadable } from './readable.ts';

/** A lead of the list with what the server has worked out for it. */
export interface ServedLead {
  lead: Lead;
  plan: PlannedCall;
  sla: Sla | null;
  performance: PerformanceStatus;
}

const text = z.string();
const textOrNull = text.nullable();

const planSchema: z.ZodType<PlannedCall> = z.object({
  bucket: z.enum(['CALL_NOW', 'WAITING', 'DUE_TODAY', 'OVERDUE', 'LATER_TODAY', 'UPCOMING']),
  reason: z.enum(['new', 'callback', 'revive', 'cadence']),
  nominal_on: text,
  due_on: text,
  due_at: text,
  closes_at: text,
  callable_now: z.boolean(),
  next_callable_at: textOrNull,
  hidden_until: textOrNull,
  hidden_by: z.enum(['snooze', 'attempt']).nullable(),
  late_days: z.number(),
  kam_day_ends_at: text,
  attempts: z.number(),
  attempted_at: textOrNull,
  unreachable: z.boolean(),
  snoozes: z.number(),
  last_at: textOrNull,
  last_on: textOrNull,
  callback_poc_id: textOrNull,
  elapsed_days: z.number(),
  interval_days: z.number(),
  explanation: text,
});

const slaSchema: z.ZodType<Sla> = z.object({
  due_at: text,
  met_at: textOrNull,
  breached: z.boolean(),
  state: z.enum(['running', 'due_soon', 'met', 'met_late', 'breached']),
  minutes_left: z.number(),
});

const itemSchema = z.object({
  plan: planSchema,
  sla: slaSchema.nullable(),
  performance_status: z.enum(['WELL', 'STEADY', 'WATCH', 'UNDER', 'NEW']).nullable(),
});

const replySchema = z.object({ items: z.array(z.looseObject({})) });

/** The leads in the order of calling, or null when the body is no such list. Thousands are read a few at a time. */
export async function dueTodayOf(body: unknown): Promise<ServedLead[] | null> {
  const reply = replySchema.safeParse(body);
  if (!reply.success) return null;
  const { items } = reply.data;
  const served: ServedLead[] = [];
  await inSlices(items, (item) => {
    const one = servedOf(item);
    if (one) served.push(one);
  });
  // A list with a gap would hide a call: it counts as none.
  return served.length === items.length ? served : null;
}

function servedOf(item: Record<string, unknown>): ServedLead | null {
  const facts = itemSchema.safeParse(item);
  if (!facts.success || !isReadable('leads', item as Replicated)) return null;
  const { plan: _plan, sla: _sla, performance_status: _status, ...lead } = item;
  const { plan, sla, performance_status } = facts.data;
  return { lead: lead as unknown as Lead, plan, sla, performance: performance_status };
}

const totalSchema = z.object({ total: z.int().min(0) });

/** How many there are of what a list was asked for; null when the body is no list. */
export const totalOf = (body: unknown): number | null => totalSchema.safeParse(body).data?.total ?? null;
