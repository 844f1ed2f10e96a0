// npm run seed: fills the data folder's workspace with as many fictional leads and interactions as asked for. The server
// must not be running on an embedded database meanwhile.
import 'temporal-polyfill/global';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { readConfig } from './config.ts';
import { openDatabase } from './db/open.ts';
import { users } from './db/tables/workspace.ts';
import { fillDemo, writesOf } from './demo/fill-demo.ts';
import { makeScale } from './demo/make-scale.ts';
import { createDeps, type Deps } from './deps.ts';
import { inWriteTransaction, writeDocuments } from './feed/write-documents.ts';
import { createLog } from './log.ts';
import { ensureSettings, readSettings } from './settings/settings.ts';

const clock = { now: () => new Date().toISOString() };

/** Reads --leads and --interactions; both are whole numbers. */
function wanted(): { leads: number; interactions: number } {
  const { values } = parseArgs({
    options: {
      leads: { type: 'string', default: '10000' },
      interactions: { type: 'string', default: '100000' },
    },
  });
  const [leads, interactions] = [Number(values.leads), Number(values.interactions)];
  if (![leads, interactions].every((n) => Number.isInteger(n) && n >= 0))
    throw new Error('--leads and --interactions take whole numbers');
  return { leads, interactions };
}

async function addAll(
  deps: Deps,
  { leads, interactions }: { leads: number; interactions: number },
): Promise<void> {
  const kams = await deps.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'kam'))
    .orderBy(users.email_normal);
  const { currency } = await readSettings(deps.db);
  const batches = makeScale({
    now: clock.now(),
    ids: deps.ids,
    kams: kams.slice(0, 1).map(({ id }) => id),
    currency,
    leads,
    interactions,
    from: 80,
  });
  let done = 0;
  for (const batch of batches) {
    await inWriteTransaction(deps, (tx) => writeDocuments(tx, writesOf(batch)));
    done += batch.leads.length;
    console.log(`${done} of ${leads} leads`);
  }
}

async function main(): Promise<void> {
  const asked = wanted();
  const config = readConfig(process.env);
  if (!config.ok) throw new Error(config.error);
  const database = await openDatabase({
    folder: join(config.value.DATA_DIR, 'db'),
    url: config.value.DATABASE_URL ?? undefined,
  });
  try {
    const log = createLog('error', (line) => console.error(line), clock.now);
    const deps = await createDeps({
      config: config.value,
      database,
      clock,
      log,
      stopping: new AbortController().signal,
    });
    await ensureSettings(deps);
    console.log(`The demo workspace is ${await fillDemo(deps)}.`);
    await addAll(deps, asked);
  } finally {
    await database.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
