// What machines ask: is it up, can it work, how is it doing.
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '#domain/refusal.ts';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import type { Database } from '../db/database.ts';
import { readFact } from '../db/facts.ts';
import type { Log } from '../log.ts';
import manifest from '../package.json' with { type: 'json' };
import type { AppEnv, Routes } from './app-env.ts';
import type { Metrics } from './metrics.ts';
import { operation } from './operation.ts';
import { HttpRefusal } from './problem.ts';
import { readGauges } from './read-gauges.ts';

const tag = 'server';

/** Of this server, as published. */
export const SERVER_VERSION: string = manifest.version;

interface Deps {
  db: Database;
  epoch: string;
  log: Log;
  metrics: Metrics;
}

/** /health, /ready and /metrics, open to all. */
export function createHealthRoutes({ db, epoch, log, metrics }: Deps): Routes {
  return new Hono<AppEnv>()
    .get(
      '/health',
      operation({
        who: 'public',
        tag,
        summary: 'Whether the server runs, and which one it is',
        reply: z.object({
          status: z.literal('ok'),
          version: z.string(),
          schema_version: z.int(),
          epoch: z.string(),
        }),
      }),
      async (c) => {
        // Up is up, also while the database is not: then the epoch is the one of the start.
        const now = await readFact(db, 'epoch').catch(() => null);
        return c.json({
          status: 'ok',
          version: SERVER_VERSION,
          schema_version: SCHEMA_VERSION,
          epoch: now ?? epoch,
        });
      },
    )
    .get(
      '/ready',
      operation({
        who: 'public',
        tag,
        summary: 'Whether the database answers',
        reply: z.object({ status: z.literal('ready') }),
        refusals: ['offline'],
      }),
      async (c) => {
        try {
          await db.execute(sql`select 1`);
        } catch (error) {
          log.warn('not_ready', { error: error instanceof Error ? error.name : typeof error });
          throw new HttpRefusal(refusal('offline', { detail: 'The database does not answer.' }));
        }
        return c.json({ status: 'ready' });
      },
    )
    .get(
      '/metrics',
      operation({ who: 'public', tag, summary: 'Figures for Prometheus', replyType: 'text/plain' }),
      async (c) => {
        return c.text(metrics.render(await readGauges(db)), 200, {
          'content-type': 'text/plain; version=0.0.4; charset=utf-8',
        });
      },
    );
}
