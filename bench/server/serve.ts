// The server that is measured, as a process of its own: the real app on a workspace filled for the bench. It listens
// twice: once with the browser edition under /app/, once with the bench's page there, so that each page asks its own
// origin as in life. It ends when the bench does, however that ends.
import 'temporal-polyfill/global';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import { openDatabase } from '../../sync-server/db/open.ts';
import { createDeps } from '../../sync-server/deps.ts';
import { warmPlans } from '../../sync-server/leads/warm-plans.ts';
import { createLog } from '../../sync-server/log.ts';
import { listen, patienceFor } from '../../sync-server/main/listen.ts';
import { startPostgres } from '../../sync-server/testing/postgres.ts';
import { type Life, serveUntilTold } from '../harness/child.ts';
import { fillWorkspace } from './fill.ts';
import type { Holdings, Name, People } from './people.ts';

export interface OurServerOptions {
  engine: 'pglite' | 'postgres';
  holdings: Partial<Record<Name, Holdings>>;
  /** Folder of the bench's built page. */
  pages: string;
}

export interface OurServer {
  /** Where the browser edition is, and the interface; without a slash at the end. */
  url: string;
  /** The same with the bench's page under /app/. */
  page_url: string;
  people: People;
}

async function serve(options: OurServerOptions, life: Life): Promise<OurServer> {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-bench-server-'));
  life.atEnd(() => rm(folder, { recursive: true, force: true }));
  const postgres = options.engine === 'postgres' ? await startPostgres({ flags: [] }) : null;
  if (postgres) life.atEnd(postgres.stop);
  const config = configOf(folder);
  const database = await openDatabase({
    folder: join(folder, 'db'),
    ...(postgres ? { url: `${postgres.url}/postgres` } : {}),
  });
  life.atEnd(() => database.close());
  const stopping = new AbortController();
  const clock = { now: () => new Date().toISOString() };
  const log = createLog('error', (line) => console.error(line), clock.now);
  const deps = await createDeps({ config, database, clock, log, stopping: stopping.signal });
  const people = await fillWorkspace(deps, options.holdings);
  await warmPlans(deps, stopping.signal);
  const withPage = { ...deps, config: { ...config, RENDERER_DIR: options.pages } };
  const apps = await Promise.all(
    [createApp(deps), createApp(withPage)].map((app) => listen(app, config, patienceFor(config))),
  );
  const [edition, page] = apps;
  if (!edition || !page) throw new Error('the server does not listen');
  life.atEnd(async () => {
    stopping.abort();
    await Promise.all(apps.map((app) => app.stop(1000)));
  });
  return { url: edition.url, page_url: page.url, people };
}

function configOf(folder: string) {
  const config = readConfig({
    DATA_DIR: folder,
    JWT_SECRET: 'qN7-bench-only-Zx3Vt8Kp2Lr6Wy9Hd4Js1Bm5',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  });
  if (config.ok) return config.value;
  throw new Error(config.error);
}

serveUntilTold<OurServerOptions, OurServer>(serve);
