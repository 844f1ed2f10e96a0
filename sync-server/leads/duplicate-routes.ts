// Looking for leads that stand there twice.
import { Hono } from 'hono';
import { refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal } from '../http/problem.ts';
import { findDuplicates, listDuplicateGroups } from './find-duplicates.ts';
import { duplicateQuery, duplicatesReply } from './lead-shapes.ts';
import { readVisibleLead } from './visible-leads.ts';

/** GET /duplicates: leads like a given one (`lead_id`, or fields); without either, all groups of likely duplicates. */
export function createDuplicateRoutes(deps: Pick<Deps, 'db'>): Routes {
  return new Hono<AppEnv>().get(
    '/duplicates',
    operation({
      who: 'user',
      tag: 'leads',
      summary: 'Likely duplicates of a lead or of given fields; without either, in groups',
      query: duplicateQuery,
      reply: duplicatesReply,
    }),
    async (c) => {
      const { lead_id, ...fields } = c.req.valid('query');
      const actor = c.get('actor');
      if (lead_id !== undefined) {
        const lead = await readVisibleLead(deps.db, actor, lead_id);
        if (!lead) throw new HttpRefusal(refusal('not_found'));
        return c.json({ items: await findDuplicates(deps.db, actor, lead), groups: [] });
      }
      if (Object.keys(fields).length > 0) {
        return c.json({ items: await findDuplicates(deps.db, actor, fields), groups: [] });
      }
      return c.json({ items: [], groups: await listDuplicateGroups(deps.db, actor) });
    },
  );
}
