// Joining two leads that are one, and parting them again.
import { Hono } from 'hono';
import { mergeReplySchema, mergeRequestSchema, unmergeReplySchema } from '#domain/lead/merge-reply.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { unwrap } from '../http/problem.ts';
import { applyMerge } from './apply-merge.ts';
import { applyUnmerge } from './apply-unmerge.ts';

const tag = 'leads';

/** POST /:id/merge and /:id/unmerge. */
export function createMergeRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  return new Hono<AppEnv>()
    .post(
      '/:id/merge',
      operation({
        who: 'leads.merge',
        tag,
        summary: 'Merge another lead into this one; by field "mine", "theirs" or a value may be chosen',
        body: mergeRequestSchema,
        reply: mergeReplySchema,
        refusals: ['merged', 'unknown_state', 'impossible_transition'],
      }),
      async (c) => {
        const { other_id, fields } = c.req.valid('json');
        const request = { otherId: other_id, choices: fields ?? {} };
        const { lead, moved } = unwrap(await applyMerge(deps, actOf(c), idParam(c), request));
        tagWith(c, lead);
        return c.json({ ...lead, moved });
      },
    )
    .post(
      '/:id/unmerge',
      operation({
        who: 'leads.merge',
        tag,
        summary: 'Undo the merge of this lead into another; says what has been changed since',
        reply: unmergeReplySchema,
        refusals: ['merged', 'impossible_transition'],
      }),
      async (c) => {
        const { lead, survivor, changed } = unwrap(await applyUnmerge(deps, actOf(c), idParam(c)));
        tagWith(c, lead);
        return c.json({ ...lead, survivor, changed });
      },
    );
}
