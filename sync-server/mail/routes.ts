// The outbox for admins, and sending a mail about a lead once more for everybody who sees the lead.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { RESENDABLE } from '#domain/mail/mail-template.ts';
import { MAIL_STATUSES, outboxItemSchema } from '#domain/mail/outbox-item.ts';
import { pageSchema } from '#domain/page.ts';
import { refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageOf, pageQuery } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readJson } from '../http/read-body.ts';
import { validated } from '../http/validate.ts';
import { applyResend, readLeadToMail } from './apply-resend.ts';
import { applyRetry, listOutbox } from './outbox-list.ts';

const listQuery = z.object({
  ...pageQuery,
  status: z.enum(MAIL_STATUSES).optional(),
  lead_id: idSchema.optional(),
});

const resendSchema = z.object({ template: z.enum(RESENDABLE).nullish() });

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'outbox' | 'config' | 'limits'>;

/** The routes under /api/outbox. */
export function createOutboxRoutes(deps: RouteDeps): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'outbox.read',
        tag: 'outbox',
        summary: 'Mails that wait, were sent or failed, newest first',
        query: listQuery,
        reply: pageSchema(outboxItemSchema),
      }),
      async (c) => {
        const query = c.req.valid('query');
        const { rows, total } = await listOutbox(deps.db, query);
        return c.json(pageOf(rows, query.page_size, total));
      },
    )
    .post(
      '/:id/retry',
      operation({
        who: 'outbox.retry',
        tag: 'outbox',
        summary: 'Try a failed mail again',
        reply: outboxItemSchema,
        refusals: ['not_found', 'impossible_transition'],
      }),
      async (c) => c.json(unwrap(await applyRetry(deps, c.get('actor').id, idParam(c)))),
    );
}

/** POST /{id}/resend-email, to be mounted under /api/leads. */
export function createResendRoutes(deps: RouteDeps): Routes {
  return new Hono<AppEnv>().post(
    '/:id/resend-email',
    operation({
      who: 'mails.resend',
      tag: 'leads',
      summary: 'Send a mail about the lead once more',
      accepts: { 'application/json': resendSchema },
      reply: outboxItemSchema,
      status: 201,
      refusals: ['not_found', 'too_many'],
    }),
    async (c) => {
      const actor = c.get('actor');
      const id = idParam(c);
      if (!(await readLeadToMail(deps.db, actor, id))) throw new HttpRefusal(refusal('not_found'));
      const tooMany = await deps.limits.resend.take(actor.id);
      if (tooMany) throw new HttpRefusal(tooMany);
      // The body may be left out altogether.
      const body = c.req.header('content-type') === undefined ? {} : await readJson(c, 1024);
      const { template = null } = validated(resendSchema, body);
      const act = { actor, requestId: c.get('requestId') };
      return c.json(unwrap(await applyResend(deps, act, id, template)), 201);
    },
  );
}
