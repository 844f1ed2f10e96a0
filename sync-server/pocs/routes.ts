// Points of contact over REST.
import { Hono } from 'hono';
import { pocSchema } from '#domain/poc/poc.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, type Operation, operation } from '../http/operation.ts';
import { pageOf } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { unlessHeld } from '../http/unchanged.ts';
import { applyNewPoc, applyPocChange, applyPocDelete } from './apply-poc.ts';
import { deletedReply, listQuery, pocBody, pocPage } from './poc-shapes.ts';
import { listPocs, readVisiblePoc } from './read-pocs.ts';

const tag = 'pocs';
const accepts = { 'application/json': pocBody };

/** The routes under /api/pocs. */
export function createPocsRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  const visible = async (c: AppContext) => {
    const actor = c.get('actor');
    const poc = await readFor(deps.db, actor, (q) => readVisiblePoc(q, actor, idParam(c)));
    if (!poc) throw new HttpRefusal(refusal('not_found'));
    return poc;
  };
  const change = async (c: AppContext) => {
    const { id } = await visible(c);
    const asked = { body: await readObject(c), seen: seenVersion(c) };
    const poc = unwrap(await applyPocChange(deps, actOf(c), id, asked));
    tagWith(c, poc);
    return c.json(poc);
  };
  const changes = {
    who: 'leads.write',
    tag,
    accepts,
    reply: pocSchema,
    refusals: ['stale' as const],
  } satisfies Partial<Operation>;
  return new Hono<AppEnv>()
    .post(
      '/',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Add a point of contact; the first one of a lead is its primary one',
        accepts,
        reply: pocSchema,
        status: 201,
        refusals: ['not_found', 'duplicate'],
      }),
      async (c) => {
        const poc = unwrap(await applyNewPoc(deps, actOf(c), await readObject(c)));
        tagWith(c, poc);
        return c.json(poc, 201);
      },
    )
    .get(
      '/',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Points of contact, oldest first',
        query: listQuery,
        reply: pocPage,
        tagged: true,
      }),
      (c) =>
        unlessHeld(c, deps, async () => {
          const query = c.req.valid('query');
          const { rows, total } = await readFor(deps.db, c.get('actor'), (q) =>
            listPocs(q, c.get('actor'), query),
          );
          return c.json(pageOf(rows, query.page_size, total));
        }),
    )
    .get(
      '/:id',
      operation({ who: 'leads.read', tag, summary: 'A point of contact', reply: pocSchema }),
      async (c) => {
        const poc = await visible(c);
        tagWith(c, poc);
        return c.json(poc);
      },
    )
    .patch('/:id', operation({ ...changes, summary: 'Change fields of a point of contact' }), change)
    .put('/:id', operation({ ...changes, summary: 'Change fields of a point of contact (as PATCH)' }), change)
    .delete(
      '/:id',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Delete a point of contact; the oldest other one follows a primary one',
        reply: deletedReply,
        refusals: ['stale'],
      }),
      async (c) => {
        const id = idParam(c);
        unwrap(await applyPocDelete(deps, actOf(c), id, seenVersion(c)));
        return c.json({ id, deleted: true });
      },
    );
}
