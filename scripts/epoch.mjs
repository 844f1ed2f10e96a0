// npm run epoch -- --renew: a new epoch for a database that was put back from a backup.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [
  join(ROOT, 'sync-server/dist/epoch.js'),
  ...process.argv.slice(2),
]);
process.exit(code);
