// The working hours of a person: he sets them himself, or an admin does.
import { Hono } from 'hono';
import { userViewSchema, workingHoursChangeSchema } from '#domain/user/account.ts';
import { refuseHoursBy } from '#domain/user/working-hours.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { validated } from '../http/validate.ts';
import { setWorkingHours } from './set-working-hours.ts';
import { viewOf } from './user-view.ts';

/** PUT /:id/working_hours. */
export function createWorkingHoursRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  return new Hono<AppEnv>().put(
    '/:id/working_hours',
    operation({
      who: 'hours.set',
      tag: 'users',
      reply: userViewSchema,
      summary: 'Set when a person works, in his zone by weekday; null: Monday to Friday, 09:00 to 18:00',
      accepts: { 'application/json': workingHoursChangeSchema },
      refusals: ['not_found'],
    }),
    async (c) => {
      const id = idParam(c);
      const refused = refuseHoursBy(c.get('actor'), id);
      if (refused) throw new HttpRefusal(refused);
      const { working_hours } = validated(workingHoursChangeSchema, await readObject(c));
      const user = unwrap(await setWorkingHours(deps, c.get('actor'), id, working_hours));
      tagWith(c, user);
      return c.json(viewOf(user));
    },
  );
}
