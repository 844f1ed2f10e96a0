// Whom to call: the Today list, and what a person decides about a lead's next call.
import { Hono } from 'hono';
import { z } from 'zod';
import { pageSchema } from '#domain/page.ts';
import { planEventFields } from '#domain/plan-event/plan-event.ts';
import { refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { longList } from '../http/long-list.ts';
import { idParam, operation } from '../http/operation.ts';
import { afterItem, pageOf } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { applyPlanEvent } from './apply-plan-event.ts';
import { planEventBody, todayItem, todayQuery } from './lead-shapes.ts';
import { readToday, todayItemOf } from './read-today.ts';
import { viewOf } from './view-of.ts';
import { readVisibleLead } from './visible-leads.ts';

const tag = 'leads';

/** GET /due_today, POST /:id/callback and /:id/snooze. */
export function createPlanRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'keptLeads'>): Routes {
  const setEvent = (kind: 'callback' | 'snooze') => async (c: AppContext) => {
    const id = idParam(c);
    if (!(await readVisibleLead(deps.db, c.get('actor'), id))) throw new HttpRefusal(refusal('not_found'));
    return c.json(unwrap(await applyPlanEvent(deps, actOf(c), id, kind, await readObject(c))), 201);
  };
  const sets = {
    who: 'leads.write' as const,
    tag,
    accepts: { 'application/json': planEventBody },
    reply: planEventFields,
    status: 201 as const,
    refusals: ['duplicate' as const],
  };
  return new Hono<AppEnv>()
    .get(
      '/due_today',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Whom to call today, in the order of calling; the whole list unless page_size is given',
        query: todayQuery,
        refusals: ['bad_query'],
        reply: pageSchema(todayItem).extend({ at: z.string(), time_zone: z.string() }),
      }),
      async (c) => {
        const { page_size, after_id, ...asked } = c.req.valid('query');
        const view = viewOf(c, deps.clock, asked);
        const all = await readToday(deps, c.get('actor'), view);
        const rest = after_id === undefined ? all : afterItem(all, after_id);
        const { items, ...page } = pageOf(rest, page_size ?? rest.length, all.length);
        return longList(c, items, todayItemOf, { ...page, ...view });
      },
    )
    .post('/:id/callback', operation({ ...sets, summary: 'Promise to call back' }), setEvent('callback'))
    .post('/:id/snooze', operation({ ...sets, summary: 'Hide a due lead for a while' }), setEvent('snooze'));
}
