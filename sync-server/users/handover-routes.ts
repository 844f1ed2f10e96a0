// The day handover of a person: set it, end it.
import { Hono } from 'hono';
import { userViewSchema } from '#domain/user/account.ts';
import { refuseHandoverBy } from '#domain/user/decide-handover.ts';
import { handoverSchema } from '#domain/user/handover.ts';
import type { Deps } from '../deps.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { validated } from '../http/validate.ts';
import { endHandover, setHandover } from './set-handover.ts';
import { viewOf } from './user-view.ts';

/** PUT and DELETE /:id/handover. */
export function createHandoverRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  const shared = { who: 'handover.set', tag: 'users', reply: userViewSchema } as const;
  return new Hono<AppEnv>()
    .put(
      '/:id/handover',
      operation({
        ...shared,
        summary: 'Let a colleague work a person’s leads for some days; whose they are stays',
        accepts: { 'application/json': handoverSchema },
        refusals: ['unknown_assignee'],
      }),
      async (c) => {
        const id = allowed(c);
        const handover = validated(handoverSchema, await readObject(c));
        return answer(c, unwrap(await setHandover(deps, c.get('actor'), id, handover)));
      },
    )
    .delete('/:id/handover', operation({ ...shared, summary: 'End the handover now' }), async (c) =>
      answer(c, unwrap(await endHandover(deps, c.get('actor'), allowed(c)))),
    );
}

/** Rights come before the body. Gives the person's id; throws HttpRefusal `not_allowed`. */
function allowed(c: AppContext): string {
  const id = idParam(c);
  const refused = refuseHandoverBy(c.get('actor'), id);
  if (refused) throw new HttpRefusal(refused);
  return id;
}

function answer(c: AppContext, user: Parameters<typeof viewOf>[0]): Response {
  tagWith(c, user);
  return c.json(viewOf(user));
}
