// npm run epoch -- --renew: after a backup was put back. Laptops then offer again what the backup does not hold, and check
// all that they have. The server must not be running on an embedded database meanwhile.
import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { createIds } from '#domain/ids.ts';
import { readConfig } from './config.ts';
import { epochOf } from './db/facts.ts';
import { beginNewEpoch } from './feed/new-epoch.ts';
import { openWorkspace } from './main/open-workspace.ts';

const USAGE = 'Usage: npm run epoch [-- --renew]';
const clock = { now: () => new Date().toISOString() };
const ids = createIds();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { renew: { type: 'boolean', default: false } } });
  const config = readConfig(process.env);
  if (!config.ok) throw new Error(config.error);
  const database = await openWorkspace(config.value);
  try {
    const { db } = database;
    if (!values.renew) {
      console.log(`The epoch is ${await epochOf(db, () => ids.next())}. ${USAGE}`);
      return;
    }
    const { was, now } = await beginNewEpoch({ db, clock, ids });
    console.log(
      `The epoch is ${now} now; it was ${was}. Every device checks all of its data at its next contact.`,
    );
  } finally {
    await database.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(`callbook: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
