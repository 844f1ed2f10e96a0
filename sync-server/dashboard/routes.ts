// The dashboard's figures over REST.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { viewQuery } from '../leads/lead-shapes.ts';
import { viewOf } from '../leads/view-of.ts';
import { readLeadsPerAssignee, readMetrics } from './read-dashboard.ts';
import { readSlaPerformance } from './read-sla.ts';

const tag = 'dashboard';
const counts = z.record(z.string(), z.int());

const metricsReply = z.object({
  total: z.int(),
  unassigned: z.int(),
  by_state: counts,
  by_category: counts,
  sla: z.record(z.string(), z.number().nullable()),
  due: counts,
  at: z.string(),
});

const assigneesReply = z.object({
  items: z.array(
    z.object({
      assignee_id: idSchema.nullable(),
      name: z.string().nullable(),
      total: z.int(),
      by_state: counts,
    }),
  ),
});

const slaFigures = {
  promised: z.int(),
  met: z.int(),
  breaches: z.int(),
  met_percent: z.number().nullable(),
  median_answer_minutes: z.number().nullable(),
};
const slaReply = z.object({
  ...slaFigures,
  by_source: z.array(z.object({ source: z.string().nullable(), ...slaFigures })),
  by_assignee: z.array(
    z.object({ assignee_id: idSchema.nullable(), name: z.string().nullable(), ...slaFigures }),
  ),
});

/** The routes under /api/dashboard. */
export function createDashboardRoutes({
  db,
  clock,
  keptLeads,
}: Pick<Deps, 'db' | 'clock' | 'keptLeads'>): Routes {
  return new Hono<AppEnv>()
    .get(
      '/metrics',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Leads by state, promise and due bucket: a KAM’s own, else all',
        query: viewQuery,
        reply: metricsReply,
      }),
      async (c) =>
        c.json(await readMetrics({ db, keptLeads }, c.get('actor'), viewOf(c, clock, c.req.valid('query')))),
    )
    .get(
      '/sla',
      operation({
        who: 'leads.read',
        tag,
        summary: 'How promised answers were kept: in all, by source and by assignee; a KAM’s own, else all',
        reply: slaReply,
      }),
      async (c) =>
        c.json(await readFor(db, c.get('actor'), (q) => readSlaPerformance(q, c.get('actor'), clock.now()))),
    )
    .get(
      '/leads-per-assignee',
      operation({ who: 'leads.read', tag, summary: 'Leads by assignee and state', reply: assigneesReply }),
      async (c) =>
        c.json({ items: await readFor(db, c.get('actor'), (q) => readLeadsPerAssignee(q, c.get('actor'))) }),
    );
}
