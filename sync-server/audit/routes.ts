// The audit over REST, for admins: lines, newest first, and the proof of the chain. There is no way to write here.
import { Hono } from 'hono';
import { z } from 'zod';
import { text } from '#domain/fields.ts';
import { idSchema } from '#domain/ids.ts';
import { daySchema, instantSchema } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { pageOf, pageQuery } from '../http/paging.ts';
import { listAudit, verifyAudit } from './read-audit.ts';

const tag = 'audit';
/** An instant, or a day in UTC that stands for its first instant. */
const moment = z.union([daySchema.transform((day) => `${day}T00:00:00.000Z`), instantSchema]);

const listQuery = z.object({
  page_size: pageQuery.page_size,
  /** Lines are numbered; `last_id` of the page before. */
  after_id: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a line')
    .optional(),
  actor: idSchema.optional(),
  entity: text(50).optional(),
  entity_id: idSchema.optional(),
  action: text(50).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

const lineReply = z.object({
  id: z.string(),
  seq: z.int(),
  at: instantSchema,
  actor_id: idSchema.nullable(),
  action: z.string(),
  entity: z.string(),
  entity_id: idSchema.nullable(),
  details: z.record(z.string(), z.unknown()),
  previous_hash: z.string(),
  hash: z.string(),
});

const pageReply = z.object({
  items: z.array(lineReply),
  total: z.int(),
  has_more: z.boolean(),
  last_id: z.string().nullable(),
});

/** The routes under /api/audit-logs. */
export function createAuditRoutes({ db }: { db: Database }): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'admin',
        tag,
        summary: 'Lines of the audit, newest first',
        query: listQuery,
        reply: pageReply,
      }),
      async (c) => {
        const { actor, after_id, ...query } = c.req.valid('query');
        const after_seq = after_id === undefined ? undefined : Number(after_id);
        const { rows, total } = await listAudit(db, { ...query, actor_id: actor, after_seq });
        const lines = rows.map((row) => ({ id: String(row.seq), ...row }));
        return c.json(pageOf(lines, query.page_size, total));
      },
    )
    .get(
      '/verify',
      operation({
        who: 'admin',
        tag,
        summary: 'Whether every line follows from the one before',
        reply: z.object({ ok: z.boolean(), checked: z.int(), first_broken: z.int().nullable() }),
      }),
      async (c) => c.json(await verifyAudit(db)),
    );
}
