// Looking for leads that stand there twice.
import { Hono } from 'hono';
import { duplicatesSchema } from '#domain/lead/merge-reply.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { afterItem, pageOf } from '../http/paging.ts';
import { HttpRefusal } from '../http/problem.ts';
import {
  type DuplicateGroup,
  type DuplicateLead,
  findDuplicates,
  listDuplicateGroups,
} from './find-duplicates.ts';
import { duplicateQuery } from './lead-shapes.ts';
import { readVisibleLead } from './visible-leads.ts';

const found = (items: DuplicateLead[]) => ({
  ...{ items, groups: [] as DuplicateGroup[] },
  ...{ total: items.length, has_more: false, last_id: items.at(-1)?.id ?? null },
});

/** GET /duplicates: leads like a given one (`lead_id`, or fields); without either, groups of likely duplicates in pages. */
export function createDuplicateRoutes(deps: Pick<Deps, 'db'>): Routes {
  return new Hono<AppEnv>().get(
    '/duplicates',
    operation({
      who: 'leads.read',
      tag: 'leads',
      summary: 'Likely duplicates of a lead or of given fields; without either, in groups',
      query: duplicateQuery,
      reply: duplicatesSchema,
      refusals: ['bad_query'],
    }),
    async (c) => {
      const { lead_id, page_size, after_id, ...fields } = c.req.valid('query');
      const actor = c.get('actor');
      if (lead_id !== undefined) {
        const lead = await readVisibleLead(deps.db, actor, lead_id);
        if (!lead) throw new HttpRefusal(refusal('not_found'));
        return c.json(found(await readFor(deps.db, actor, (q) => findDuplicates(q, actor, lead))));
      }
      if (Object.keys(fields).length > 0) {
        return c.json(found(await readFor(deps.db, actor, (q) => findDuplicates(q, actor, fields))));
      }
      const groups = await readFor(deps.db, actor, (q) => listDuplicateGroups(q, actor));
      const rest = after_id === undefined ? groups : afterItem(groups, after_id);
      const { items, ...page } = pageOf(rest, page_size, groups.length);
      return c.json({ items: [], groups: items, ...page });
    },
  );
}
