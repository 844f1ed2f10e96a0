// A person's data for admins: all that is held of him as one document, and erasing it.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { refusal } from '#domain/refusal.ts';
import { allSchemas } from '#domain/sync/collections.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { actOf } from '../http/act-of.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { erasePerson } from './erase-person.ts';
import type { Subject } from './held-documents.ts';
import { readPersonalData } from './personal-data.ts';

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'config'>;

const rows = z.array(z.record(z.string(), z.unknown()));

const dataReply = z.object({
  subject: z.object({ kind: z.enum(['lead', 'poc']), id: idSchema }),
  made_at: z.string(),
  leads: z.array(allSchemas.leads),
  pocs: z.array(allSchemas.pocs),
  interactions: z.array(allSchemas.interactions),
  plan_events: z.array(allSchemas.plan_events),
  customers: z.array(allSchemas.customers),
  metrics: z.array(allSchemas.metrics),
  applications: rows,
  files: rows,
  mails: rows,
  assignments: rows,
  audit: rows,
});

const eraseBody = z.object({
  confirm: z.string().max(200).meta({ description: 'The name of the lead or contact, as it stands.' }),
});
const erasedReply = z.object({
  documents: z.int(),
  audit_lines: z.int(),
  mails: z.int(),
  files: z.int(),
});

/** GET /{id}/personal-data and POST /{id}/erase, to be mounted under /api/leads or /api/pocs. */
export function createPrivacyRoutes(deps: RouteDeps, kind: Subject['kind']): Routes {
  const tag = kind === 'lead' ? 'leads' : 'pocs';
  const whose = kind === 'lead' ? 'of a lead and of those merged with it' : 'of a point of contact';
  return new Hono<AppEnv>()
    .get(
      '/:id/personal-data',
      operation({
        who: 'privacy.export',
        tag,
        summary: `All data ${whose}, as one document`,
        reply: dataReply,
        refusals: ['not_found'],
      }),
      async (c) => {
        const subject = { kind, id: idParam(c) };
        const facts = { now: deps.clock.now(), publicUrl: deps.config.PUBLIC_URL };
        const data = await readPersonalData(deps.db, subject, facts);
        if (!data) throw new HttpRefusal(refusal('not_found'));
        const { actor, requestId: request_id } = actOf(c);
        const line = { actor_id: actor.id, action: 'export_personal_data', entity: kind };
        await inWriteTransaction(deps, (tx) =>
          appendAudit(tx, [{ ...line, entity_id: subject.id, details: { request_id } }]),
        );
        c.header('Cache-Control', 'private, no-store');
        c.header('Content-Disposition', `attachment; filename="personal-data-${subject.id}.json"`);
        return c.json(data);
      },
    )
    .post(
      '/:id/erase',
      operation({
        who: 'privacy.erase',
        tag,
        summary: `Erase the personal data ${whose}, for good`,
        body: eraseBody,
        reply: erasedReply,
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => {
        const { confirm } = c.req.valid('json');
        return c.json(unwrap(await erasePerson(deps, actOf(c), { kind, id: idParam(c) }, confirm)));
      },
    );
}
