// The audit over REST, for admins: lines, newest first, and the proof of the chain. There is no way to write here.
import { Hono } from 'hono';
import { z } from 'zod';
import { auditPageSchema, auditProofSchema } from '#domain/audit/audit-line.ts';
import { text } from '#domain/fields.ts';
import { idSchema } from '#domain/ids.ts';
import { daySchema, instantSchema } from '#domain/time.ts';
import type { Database } from '../db/database.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { pageOf, pageQuery } from '../http/paging.ts';
import { exportAudit } from './export-audit.ts';
import { listAudit } from './read-audit.ts';
import { verifyAudit } from './verify-audit.ts';

const tag = 'audit';
/** An instant, or a day in UTC that stands for its first instant. */
const moment = z.union([daySchema.transform((day) => `${day}T00:00:00.000Z`), instantSchema]);

const filterQuery = {
  actor: idSchema.optional(),
  entity: text(50).optional(),
  entity_id: idSchema.optional(),
  action: text(50).optional(),
  from: moment.optional(),
  to: moment.optional(),
};

const exportQuery = z.object({ ...filterQuery, format: z.enum(['csv', 'jsonl']).default('jsonl') });

const listQuery = z.object({
  page_size: pageQuery.page_size,
  /** Lines are numbered; `last_id` of the page before. */
  after_id: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the number of a line')
    .optional(),
  ...filterQuery,
});

/** The routes under /api/audit-logs. */
export function createAuditRoutes({ db }: { db: Database }): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'audit.read',
        tag,
        summary: 'Lines of the audit, newest first',
        query: listQuery,
        reply: auditPageSchema,
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
      '/export',
      operation({
        who: 'audit.read',
        tag,
        summary: 'Lines of the audit as a file, oldest first: JSON lines or CSV',
        query: exportQuery,
        replyType: '*/*',
      }),
      (c) => {
        const { actor, format, ...filter } = c.req.valid('query');
        const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/jsonl';
        return c.body(exportAudit(db, { ...filter, actor_id: actor }, format), 200, {
          'Content-Type': type,
          'Content-Disposition': `attachment; filename="audit.${format}"`,
          'X-Content-Type-Options': 'nosniff',
        });
      },
    )
    .get(
      '/verify',
      operation({
        who: 'audit.read',
        tag,
        summary: 'Whether every line follows from the one before',
        reply: auditProofSchema,
      }),
      async (c) => c.json(await verifyAudit(db)),
    );
}
