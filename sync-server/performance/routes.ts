// The performance of accounts over REST: who does well, who does not, one account, and what people set about it.
import { Hono } from 'hono';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { readSettings } from '../settings/settings.ts';
import { applyMetric, readMetric } from './apply-metric.ts';
import { byScore, readAccounts } from './list-accounts.ts';
import { pageOfAccounts } from './page-of-accounts.ts';
import {
  accountCard,
  accountPage,
  cardQuery,
  listQuery,
  metricBody,
  recalculated,
  STATUSES,
} from './performance-shapes.ts';
import { readAccountCard, readAccountLead } from './read-account.ts';

const tag = 'performance';

/** The routes under /api/performance. */
export function createPerformanceRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  return new Hono<AppEnv>().route('/', createListRoutes(deps)).route('/', createAccountRoutes(deps));
}

function createListRoutes({ db, clock }: Pick<Deps, 'db' | 'clock'>): Routes {
  return new Hono<AppEnv>()
    .post(
      '/recalculate',
      operation({
        who: 'performance.recalculate',
        tag,
        summary: 'Calculate all accounts in full and count them by status',
        reply: recalculated,
      }),
      async (c) => {
        const as_of = clock.now();
        const accounts = await readAccounts(db, c.get('actor'), as_of);
        const count = (status: string) => accounts.filter((account) => account.status === status).length;
        const counts = Object.fromEntries(STATUSES.map((status) => [status, count(status)]));
        return c.json({ as_of, accounts: accounts.length, counts });
      },
    )
    .get(
      '/well_performing',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Accounts that do well, the best first',
        query: listQuery,
        reply: accountPage,
      }),
      async (c) => {
        const accounts = await readFor(db, c.get('actor'), (q) =>
          readAccounts(q, c.get('actor'), clock.now()),
        );
        const well = accounts.filter(({ status }) => status === 'WELL').sort(byScore(true));
        return c.json(unwrap(pageOfAccounts(well, c.req.valid('query'))));
      },
    )
    .get(
      '/underperforming',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Accounts that do not, the worst first; include=watch: those to watch as well',
        query: listQuery,
        reply: accountPage,
      }),
      async (c) => {
        const query = c.req.valid('query');
        const wanted = query.include === 'watch' ? ['UNDER', 'WATCH'] : ['UNDER'];
        const accounts = await readFor(db, c.get('actor'), (q) =>
          readAccounts(q, c.get('actor'), clock.now()),
        );
        const under = accounts.filter(({ status }) => wanted.includes(status ?? '')).sort(byScore(false));
        return c.json(unwrap(pageOfAccounts(under, query)));
      },
    );
}

function createAccountRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  const account = async (c: AppContext) => {
    const actor = c.get('actor');
    const lead = await readFor(deps.db, actor, (q) => readAccountLead(q, actor, idParam(c, 'lead_id')));
    if (!lead) throw new HttpRefusal(refusal('not_found'));
    return lead;
  };
  const card = async (c: AppContext, as_of_on?: string) => {
    const settings = await readSettings(deps.db);
    const lead = await account(c);
    const at = { now: deps.clock.now(), as_of_on };
    return readFor(deps.db, c.get('actor'), (q) => readAccountCard(q, lead, settings, at));
  };
  return new Hono<AppEnv>()
    .get(
      '/:lead_id',
      operation({
        who: 'leads.read',
        tag,
        summary: "An account's performance, by the id of its lead or customer",
        query: cardQuery,
        reply: accountCard,
      }),
      async (c) => {
        const shown = await card(c, c.req.valid('query').as_of_on);
        const metric = await readMetric(deps.db, shown.lead_id);
        if (metric) tagWith(c, metric);
        return c.json(shown);
      },
    )
    .put(
      '/:lead_id',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Set rhythm, target, pauses or a rating of an account; computed numbers are ignored',
        accepts: { 'application/json': metricBody },
        reply: accountCard,
        refusals: ['stale'],
      }),
      async (c) => {
        const { id } = await account(c);
        const asked = { body: await readObject(c), seen: seenVersion(c) };
        tagWith(c, unwrap(await applyMetric(deps, actOf(c), id, asked)));
        return c.json(await card(c));
      },
    );
}
