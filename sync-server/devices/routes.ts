// The devices of a person, and taking one away.
import { Hono } from 'hono';
import { z } from 'zod';
import { deviceSchema, UNSENT_OF_REVOKED } from '#domain/device/device.ts';
import { pageSchema } from '#domain/page.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageQuery } from '../http/paging.ts';
import { unwrap } from '../http/problem.ts';
import { listDevices, revokeDevice } from './devices.ts';

const tag = 'devices';

/** The routes under /api/devices. */
export function createDeviceRoutes(deps: Pick<Deps, 'db' | 'clock'>): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'devices.read',
        tag,
        summary: 'Where I am signed in; for admins, where everybody is',
        query: z.object({ ...pageQuery, state: z.enum(['signed_in', 'removed']).default('signed_in') }),
        reply: pageSchema(deviceSchema),
      }),
      async (c) => {
        const { session_id } = c.get('identity');
        const { state, ...asked } = c.req.valid('query');
        const page = await listDevices(deps.db, c.get('actor'), { ...asked, removed: state === 'removed' });
        const items = page.items.map((device) => ({ ...device, is_current: device.id === session_id }));
        return c.json({ ...page, items });
      },
    )
    .delete(
      '/:id',
      operation({
        who: 'devices.revoke',
        tag,
        summary: 'Revoke a device: it removes everything, having sent its work first where that is wanted',
        query: z.object({ unsent: z.enum(UNSENT_OF_REVOKED).default('lose') }),
        reply: deviceSchema,
      }),
      async (c) => {
        const { unsent } = c.req.valid('query');
        const device = unwrap(await revokeDevice(deps, c.get('actor'), idParam(c), unsent));
        return c.json({ ...device, is_current: device.id === c.get('identity').session_id });
      },
    );
}
