// npm run backup -- <new folder>: the workspace of the server, database and files.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [
  join(ROOT, 'sync-server/dist/backup.js'),
  ...process.argv.slice(2),
]);
process.exit(code);
