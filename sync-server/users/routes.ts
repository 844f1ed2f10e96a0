// The people of the workspace: managers see them, admins change them, everybody sees himself.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { pageSchema } from '#domain/page.ts';
import { refusal } from '#domain/refusal.ts';
import { reaches } from '#domain/sync/scope.ts';
import { accountChangeSchema, newAccountSchema, userViewSchema } from '#domain/user/account.ts';
import type { Deps } from '../deps.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageQuery } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { changeUser, createUser, deactivateUser, inviteUser } from './change-user.ts';
import { createHandoverRoutes } from './handover-routes.ts';
import { listUsers } from './list-users.ts';
import { accountById } from './store-user.ts';
import { viewOf } from './user-view.ts';
import { createWorkingHoursRoutes } from './working-hours-routes.ts';

const tag = 'users';

const removeQuery = z.object({ reassign_to: idSchema.optional() });

/** The routes under /api/users. */
export function createUserRoutes(
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'passwords' | 'passwordLinks' | 'outbox' | 'config' | 'limits'>,
): Routes {
  return new Hono<AppEnv>()
    .route('/', createHandoverRoutes(deps))
    .route('/', createWorkingHoursRoutes(deps))
    .get(
      '/',
      operation({
        who: 'users.list',
        tag,
        summary: 'The people of the workspace',
        query: z.object(pageQuery),
        reply: pageSchema(userViewSchema),
      }),
      async (c) => {
        const page = await listUsers(deps.db, c.req.valid('query'));
        return c.json({ ...page, items: page.items.map(viewOf) });
      },
    )
    .post(
      '/',
      operation({
        who: 'users.change',
        tag,
        summary: 'Make an account; without a password its person is mailed an invitation',
        body: newAccountSchema,
        reply: userViewSchema,
        status: 201,
        refusals: ['already_registered'],
      }),
      async (c) => {
        const user = unwrap(await createUser(deps, inviter(c), c.req.valid('json')));
        tagWith(c, user);
        return c.json(viewOf(user), 201);
      },
    )
    .get(
      '/:id',
      operation({ who: 'users.read', tag, summary: 'One person', reply: userViewSchema }),
      async (c) => {
        const id = idParam(c);
        const seen = reaches(c.get('actor'), 'users.read', id);
        const account = seen ? await accountById(deps.db, id) : null;
        if (!account) throw new HttpRefusal(refusal('not_found'));
        tagWith(c, account.user);
        return c.json(viewOf(account.user));
      },
    )
    .on(
      ['PATCH', 'PUT'],
      '/:id',
      operation({
        who: 'users.change',
        tag,
        summary: 'Change a person’s role, zone, working hours, name, address, password or activity',
        body: accountChangeSchema,
        reply: userViewSchema,
        refusals: ['stale', 'last_admin', 'already_registered'],
      }),
      async (c) => {
        const change = c.req.valid('json');
        const changed = await changeUser(deps, c.get('actor'), idParam(c), change, seenVersion(c));
        return answer(c, unwrap(changed));
      },
    )
    .post(
      '/:id/invitation',
      operation({
        who: 'users.change',
        tag,
        summary: 'Mail a person the link to choose a password: the invitation once more, or a reset',
        reply: userViewSchema,
        refusals: ['not_found', 'impossible_transition', 'too_many'],
      }),
      async (c) => {
        const id = idParam(c);
        const tooMany = await deps.limits.password.take(id);
        if (tooMany) throw new HttpRefusal(tooMany);
        return answer(c, unwrap(await inviteUser(deps, inviter(c), id)));
      },
    )
    .delete(
      '/:id',
      operation({
        who: 'users.change',
        tag,
        summary: 'Deactivate a person, and say who gets his leads',
        query: removeQuery,
        reply: userViewSchema,
        refusals: ['last_admin', 'unknown_assignee'],
      }),
      async (c) => {
        const { reassign_to } = c.req.valid('query');
        return answer(c, unwrap(await deactivateUser(deps, c.get('actor'), idParam(c), reassign_to ?? null)));
      },
    );
}

const inviter = (c: AppContext) => ({ ...c.get('actor'), name: c.get('identity').user.name });

function answer(c: AppContext, user: Parameters<typeof viewOf>[0]): Response {
  tagWith(c, user);
  return c.json(viewOf(user));
}
