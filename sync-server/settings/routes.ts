// Reading and changing the workspace's settings.
import { Hono } from 'hono';
import { z } from 'zod';
import { settingsSchema } from '#domain/settings/settings.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { operation } from '../http/operation.ts';
import { unwrap } from '../http/problem.ts';
import { changeSettings, readSettings } from './settings.ts';

const tag = 'settings';
const patchSchema = z.record(z.string(), z.unknown()).meta({ description: 'A merge patch of the settings.' });

/** The routes under /api/settings. */
export function createSettingsRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({ who: 'settings.read', tag, summary: 'The settings', reply: settingsSchema }),
      async (c) => {
        const settings = await readSettings(deps.db);
        tagWith(c, settings);
        return c.json(settings);
      },
    )
    .patch(
      '/',
      operation({
        who: 'settings.change',
        tag,
        summary: 'Change the settings by a merge patch',
        body: patchSchema,
        reply: settingsSchema,
        refusals: ['stale'],
      }),
      async (c) => {
        const changed = await changeSettings(deps, c.get('actor'), c.req.valid('json'), seenVersion(c));
        const settings = unwrap(changed);
        tagWith(c, settings);
        return c.json(settings);
      },
    );
}
