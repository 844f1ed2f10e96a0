// The life of the server: folder → database → deps → app → port → stop, each undone in the opposite order.
import { createApp } from '../app.ts';
import { bootstrapAdmin } from '../auth/register.ts';
import type { Config } from '../config.ts';
import { fillDemo } from '../demo/fill-demo.ts';
import { createDeps, type Deps } from '../deps.ts';
import { sweepDrafts } from '../files/sweep-drafts.ts';
import { SERVER_VERSION } from '../http/health.ts';
import { createJobRunner } from '../jobs/job-runner.ts';
import { createJobs } from '../jobs/jobs.ts';
import { warmPlans } from '../leads/warm-plans.ts';
import { errorFacts, type Log } from '../log.ts';
import { createMailer } from '../mail/mailer.ts';
import { createMailWorker } from '../mail/worker.ts';
import { ensureSettings } from '../settings/settings.ts';
import { prepareDataDir } from './data-dir.ts';
import { listen, patienceFor } from './listen.ts';
import { openWorkspace } from './open-workspace.ts';

/** Longest wait for requests under way, in milliseconds. */
const GRACE_MS = 10_000;

export interface RunningServer {
  /** Where it listens. */
  url: string;
  /** Ends it in order; a second call waits for the first. */
  stop(): Promise<void>;
}

/** Starts the server. Throws StartRefused with a line for people; what was opened until then is closed again. */
export async function runServer(config: Config, log: Log, { demo = false } = {}): Promise<RunningServer> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await prepareDataDir(config.DATA_DIR);
    const database = await openWorkspace(config);
    undo.push(() => database.close());
    if (database.unguarded !== null) log.warn('no_reader_role', { reason: database.unguarded });
    const stopping = new AbortController();
    const clock = { now: () => new Date().toISOString() };
    const deps = await createDeps({ config, database, clock, log, stopping: stopping.signal });
    await prepareWorkspace(deps, demo);
    const worker = createMailWorker({ ...deps, mailer: createMailer(config) });
    await worker.start();
    undo.push(() => worker.stop());
    const runner = createJobRunner(deps, createJobs(deps));
    runner.start();
    undo.push(() => runner.stop());
    const port = await listen(createApp(deps), config, patienceFor(config));
    const warming = warmPlans(deps, stopping.signal).catch((error: unknown) =>
      log.error('plans_not_warmed', errorFacts(error)),
    );
    undo.push(() => warming);
    undo.push(() => {
      stopping.abort();
      return port.stop(GRACE_MS);
    });
    log.info('listening', { url: port.url, version: SERVER_VERSION, engine: database.engine });
    let ended: Promise<void> | null = null;
    return {
      url: port.url,
      stop: () => {
        ended ??= stop().then(() => log.info('stopped'));
        return ended;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a workspace needs before its first request: no remains, settings, the admin of the environment, on request the demo. */
async function prepareWorkspace(deps: Deps, demo: boolean): Promise<void> {
  await sweepDrafts(deps);
  await ensureSettings(deps);
  const admin = await bootstrapAdmin(deps, deps.config);
  if (admin) deps.log.info('admin_created', { user_id: admin.id });
  if (demo) deps.log.info('demo', { state: await fillDemo(deps) });
}
