// npm run epoch -- --renew: after a backup was put back. Laptops then offer again what the backup does not hold, and check
// all that they have. The server must not be running on an embedded database meanwhile.
import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { createIds } from '#domain/ids.ts';
import { epochOf } from './db/facts.ts';
import { beginNewEpoch } from './feed/new-epoch.ts';
import { openWorkspace } from './main/open-workspace.ts';
import { runCommand } from './main/run-command.ts';

const USAGE = 'Usage: npm run epoch [-- --renew]';
const clock = { now: () => new Date().toISOString() };
const ids = createIds();

await runCommand(async (config) => {
  const { values } = parseArgs({ options: { renew: { type: 'boolean', default: false } } });
  const database = await openWorkspace(config);
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
});
