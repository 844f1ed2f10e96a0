// Interactions over REST: log one, correct it, the list, and the timeline of one lead.
import { Hono } from 'hono';
import { interactionFields } from '#domain/interaction/interaction.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageOf } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { unlessHeld } from '../http/unchanged.ts';
import { readVisibleLead } from '../leads/visible-leads.ts';
import { applyInteractionChange, applyNewInteraction } from './apply-interaction.ts';
import {
  changeBody,
  interactionBody,
  interactionPage,
  listQuery,
  timelineQuery,
} from './interaction-shapes.ts';
import { type InteractionQuery, listInteractions, readVisibleInteraction } from './read-interactions.ts';

type Reads = Pick<Deps, 'db'>;

const tag = 'interactions';
const reply = interactionFields;

/** The routes under /api/interactions. */
export function createInteractionsRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  return new Hono<AppEnv>()
    .post(
      '/',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Log a call, visit, message, note, order or return',
        accepts: { 'application/json': interactionBody },
        reply,
        status: 201,
        refusals: ['not_found', 'duplicate'],
      }),
      async (c) => {
        const interaction = unwrap(await applyNewInteraction(deps, actOf(c), await readObject(c)));
        tagWith(c, interaction);
        return c.json(interaction, 201);
      },
    )
    .get(
      '/',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Interactions, newest first; `from` inclusive, `to` exclusive',
        query: listQuery,
        reply: interactionPage,
        tagged: true,
      }),
      (c) => unlessHeld(c, deps, async () => c.json(await pageOfInteractions(deps, c, c.req.valid('query')))),
    )
    .get(
      '/:lead_id',
      operation({
        who: 'leads.read',
        tag,
        summary: 'The timeline of a lead, newest first',
        query: timelineQuery,
        reply: interactionPage,
        tagged: true,
      }),
      (c) =>
        unlessHeld(c, deps, async () =>
          c.json(await timeline(deps, c, idParam(c, 'lead_id'), c.req.valid('query'))),
        ),
    )
    .patch(
      '/:id',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Correct note or outcome of an interaction, or void it',
        accepts: { 'application/json': changeBody },
        reply,
        refusals: ['stale'],
      }),
      async (c) => {
        const id = idParam(c);
        if (!(await readVisibleInteraction(deps.db, c.get('actor'), id))) throw notFound();
        const asked = { body: await readObject(c), seen: seenVersion(c) };
        const interaction = unwrap(await applyInteractionChange(deps, actOf(c), id, asked));
        tagWith(c, interaction);
        return c.json(interaction);
      },
    );
}

/** GET /:id/interactions, to stand under /api/leads: the same timeline. */
export function createTimelineRoutes(deps: Reads): Routes {
  return new Hono<AppEnv>().get(
    '/:id/interactions',
    operation({
      who: 'leads.read',
      tag: 'leads',
      summary: 'The timeline of a lead, newest first',
      query: timelineQuery,
      reply: interactionPage,
      tagged: true,
    }),
    (c) => unlessHeld(c, deps, async () => c.json(await timeline(deps, c, idParam(c), c.req.valid('query')))),
  );
}

async function timeline({ db }: Reads, c: AppContext, lead_id: string, query: InteractionQuery) {
  if (!(await readVisibleLead(db, c.get('actor'), lead_id))) throw notFound();
  return pageOfInteractions({ db }, c, { ...query, lead_id });
}

async function pageOfInteractions({ db }: Reads, c: AppContext, query: InteractionQuery) {
  const actor = c.get('actor');
  const { rows, total } = await readFor(db, actor, (q) => listInteractions(q, actor, query));
  return pageOf(rows, query.page_size, total);
}

const notFound = (): HttpRefusal => new HttpRefusal(refusal('not_found'));
