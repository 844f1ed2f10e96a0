// Leads over REST: add, find, read, change, put aside and take back.
import { Hono } from 'hono';
import { leadSchema } from '#domain/lead/lead.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import { type AppContext, type AppEnv, type Routes, visitor } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idempotencyKeyOf } from '../http/idempotency-key.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { mediaTypeOf } from '../http/read-body.ts';
import { readObject } from '../http/read-object.ts';
import { textUnlessHeld } from '../http/unchanged.ts';
import { createOutbox } from '../mail/outbox.ts';
import { applyLeadChange, applyPutAside } from './apply-lead-change.ts';
import { applyNewLead } from './apply-new-lead.ts';
import { createAssignRoutes } from './assign-routes.ts';
import { createDuplicateRoutes } from './duplicate-routes.ts';
import {
  applicationForm,
  askedOf,
  createQuery,
  leadBody,
  leadCard,
  leadPage,
  listQuery,
  newLeadReply,
  viewQuery,
} from './lead-shapes.ts';
import type { LeadStore } from './lead-store.ts';
import { pageOfLeads } from './list-by-plan.ts';
import { createMergeRoutes } from './merge-routes.ts';
import { createPlanRoutes } from './plan-routes.ts';
import { readLeadCard } from './read-lead-card.ts';
import { createSourceRoutes } from './source-routes.ts';
import { viewOf } from './view-of.ts';
import { readVisibleLead } from './visible-leads.ts';

const tag = 'leads';
const accepts = { 'application/json': leadBody };

/** Takes an application and answers it. `json` is its body where that was read already; else the intake reads it. */
export type Intake = (c: AppContext, json?: Fields) => Promise<Response>;

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** The routes under /api/leads. What comes without a token, or in the shape of the public form, goes to `intake`. */
export function createLeadsRoutes(deps: Deps, intake: Intake): Routes {
  const store: LeadStore = { ...deps, outbox: createOutbox(deps) };
  return new Hono<AppEnv>()
    .route('/', createPlanRoutes(deps))
    .route('/', createDuplicateRoutes(deps))
    .route('/', createSourceRoutes(deps))
    .route('/', createAssignRoutes(store))
    .route('/', createMergeRoutes(deps))
    .route('/', createCollectionRoutes(deps, store, intake))
    .route('/', createLeadRoutes(deps, store));
}

function createCollectionRoutes(deps: Deps, store: LeadStore, intake: Intake): Routes {
  return new Hono<AppEnv>()
    .post(
      '/',
      operation({
        who: 'optional',
        tag,
        summary: 'Add a lead; without a token: apply (see the form)',
        query: createQuery,
        accepts: { ...accepts, 'multipart/form-data': applicationForm },
        reply: newLeadReply,
        status: 201,
        refusals: ['duplicate', 'unknown_state', 'unknown_assignee', 'not_allowed', 'too_many'],
        maxBytes: deps.config.RESUME_MAX_BYTES + 1_048_576,
      }),
      async (c) => {
        if (visitor(c) === null || FORMS.includes(mediaTypeOf(c))) return intake(c);
        const body = await readObject(c);
        if (typeof body['resume'] === 'string') return intake(c, body);
        const { allow_duplicate } = c.req.valid('query');
        const added = await applyNewLead(store, actOf(c), {
          body,
          allowDuplicate: allow_duplicate === '1' || allow_duplicate === 'true',
          key: idempotencyKeyOf(c),
        });
        if (!added.ok) {
          const { duplicates, ...why } = added.error;
          throw new HttpRefusal(why, duplicates ? { duplicates } : {});
        }
        tagWith(c, added.value);
        return c.json(added.value, 201);
      },
    )
    .get(
      '/',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Leads that I see; an own field of the workspace filters by custom.<key>',
        query: listQuery,
        reply: leadPage,
        tagged: true,
      }),
      async (c) => {
        const query = askedOf(c.req.valid('query'));
        const text = unwrap(await pageOfLeads(deps, c.get('actor'), query, viewOf(c, deps.clock)));
        return textUnlessHeld(c, text);
      },
    );
}

function createLeadRoutes(deps: Deps, store: LeadStore): Routes {
  const change = async (c: AppContext) => {
    const id = idParam(c);
    if (!(await readVisibleLead(deps.db, c.get('actor'), id))) throw new HttpRefusal(refusal('not_found'));
    const body = await readObject(c);
    const lead = unwrap(await applyLeadChange(store, actOf(c), id, { body, seen: seenVersion(c) }));
    tagWith(c, lead);
    return c.json(lead);
  };
  const putAside = (aside: boolean) => async (c: AppContext) => {
    const asked = { aside, seen: seenVersion(c) };
    const lead = unwrap(await applyPutAside(store, actOf(c), idParam(c), asked));
    tagWith(c, lead);
    return c.json(lead);
  };
  const changes = {
    who: 'leads.write' as const,
    tag,
    accepts,
    reply: leadSchema,
    refusals: [
      'stale' as const,
      'not_allowed' as const,
      'unknown_state' as const,
      'impossible_transition' as const,
      'unknown_assignee' as const,
    ],
  };
  const aside = { who: 'leads.write' as const, tag, reply: leadSchema, refusals: ['stale' as const] };
  const summary = 'Change fields of a lead; null clears, what is left out stays';
  return new Hono<AppEnv>()
    .get(
      '/:id',
      operation({
        who: 'leads.read',
        tag,
        summary: 'A lead with its plan',
        query: viewQuery,
        reply: leadCard,
      }),
      async (c) => {
        const view = viewOf(c, deps.clock, c.req.valid('query'));
        const actor = c.get('actor');
        const card = await readFor(deps.db, actor, (q) => readLeadCard(q, actor, idParam(c), view));
        if (!card) throw new HttpRefusal(refusal('not_found'));
        tagWith(c, card);
        return c.json(card);
      },
    )
    .patch('/:id', operation({ ...changes, summary }), change)
    .put('/:id', operation({ ...changes, summary: `${summary} (as PATCH)` }), change)
    .delete('/:id', operation({ ...aside, summary: 'Put a lead aside; it can be restored' }), putAside(true))
    .post(
      '/:id/restore',
      operation({ ...aside, summary: 'Take a lead back that was put aside' }),
      putAside(false),
    );
}
