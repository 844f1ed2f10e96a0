// npm run restore -- <folder> [--force]: puts a backup back, with a new epoch.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [
  join(ROOT, 'sync-server/dist/restore.js'),
  ...process.argv.slice(2),
]);
process.exit(code);
