// What the workspace takes up, for admins.
import { Hono } from 'hono';
import { storageSchema } from '#domain/storage/storage.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { readStorage, type StorageDeps } from './read-storage.ts';

/** The routes under /api/storage. */
export function createStorageRoutes(deps: StorageDeps): Routes {
  return new Hono<AppEnv>().get(
    '/',
    operation({
      who: 'storage.read',
      tag: 'server',
      summary: 'What the workspace takes up on the server, and the room that is left',
      reply: storageSchema,
    }),
    async (c) => c.json(await readStorage(deps)),
  );
}
