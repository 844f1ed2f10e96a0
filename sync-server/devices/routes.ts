// The devices of a person, and taking one away.
import { Hono } from 'hono';
import { z } from 'zod';
import { deviceSchema } from '#domain/device/device.ts';
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
        query: z.object(pageQuery),
        reply: pageSchema(deviceSchema),
      }),
      async (c) => {
        const { session_id } = c.get('identity');
        const page = await listDevices(deps.db, c.get('actor'), c.req.valid('query'));
        const items = page.items.map((device) => ({ ...device, is_current: device.id === session_id }));
        return c.json({ ...page, items });
      },
    )
    .delete(
      '/:id',
      operation({
        who: 'devices.revoke',
        tag,
        summary: 'Revoke a device; it wipes its replica',
        reply: deviceSchema,
      }),
      async (c) => {
        const device = unwrap(await revokeDevice(deps, c.get('actor'), idParam(c)));
        return c.json({ ...device, is_current: device.id === c.get('identity').session_id });
      },
    );
}
