// Where leads come from.
import { Hono } from 'hono';
import { z } from 'zod';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { readSources } from './read-sources.ts';

const leads = z.int();
const reply = z.object({
  sources: z.array(z.object({ source: z.string().nullable(), leads })),
  campaigns: z.array(z.object({ campaign: z.string(), leads })),
});

/** GET /sources: each source and campaign with how many of the leads that the reader sees. */
export const createSourceRoutes = (deps: Pick<Deps, 'db'>): Routes =>
  new Hono<AppEnv>().get(
    '/sources',
    operation({
      who: 'leads.read',
      tag: 'leads',
      summary: 'Where leads come from: sources and campaigns, with how many of those that one sees',
      reply,
    }),
    async (c) => {
      const actor = c.get('actor');
      return c.json(await readFor(deps.db, actor, (q) => readSources(q, actor)));
    },
  );
