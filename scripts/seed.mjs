// npm run seed -- --leads 10000 --interactions 100000: a large workspace in the data folder, for measuring.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [
  join(ROOT, 'sync-server/dist/seed.js'),
  ...process.argv.slice(2),
]);
process.exit(code);
