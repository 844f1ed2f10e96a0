// Who has a lead: handing it over, and the history of that.
import { Hono } from 'hono';
import { z } from 'zod';
import { leadSchema } from '#domain/lead/lead.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import { actOf } from '../http/act-of.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageOf, pageQuery } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { validated } from '../http/validate.ts';
import { applyAssign } from './apply-lead-change.ts';
import { assignBody, assignmentPage } from './lead-shapes.ts';
import type { LeadStore } from './lead-store.ts';
import { listAssignments } from './list-assignments.ts';
import { readVisibleLead } from './visible-leads.ts';

const tag = 'leads';

/** POST /:id/assign and GET /:id/assignments. */
export function createAssignRoutes(store: LeadStore): Routes {
  return new Hono<AppEnv>()
    .post(
      '/:id/assign',
      operation({
        who: 'leads.assign',
        tag,
        summary: 'Give a lead to a person, or to nobody',
        accepts: { 'application/json': assignBody },
        reply: leadSchema,
        refusals: ['stale', 'unknown_assignee'],
      }),
      async (c) => {
        const id = idParam(c);
        if (!(await readVisibleLead(store.db, c.get('actor'), id)))
          throw new HttpRefusal(refusal('not_found'));
        const wanted = { ...validated(assignBody, await readObject(c)), seen: seenVersion(c) };
        const lead = unwrap(await applyAssign(store, actOf(c), id, wanted));
        tagWith(c, lead);
        return c.json(lead);
      },
    )
    .get(
      '/:id/assignments',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Who had the lead, newest first',
        query: z.object(pageQuery),
        reply: assignmentPage,
      }),
      async (c) => {
        const id = idParam(c);
        if (!(await readVisibleLead(store.db, c.get('actor'), id)))
          throw new HttpRefusal(refusal('not_found'));
        const query = c.req.valid('query');
        const { rows, total } = await readFor(store.db, c.get('actor'), (q) => listAssignments(q, id, query));
        return c.json(pageOf(rows, query.page_size, total));
      },
    );
}
