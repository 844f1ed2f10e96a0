// npm run audit:verify: proves the audit, or names the first line that does not hold.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [
  join(ROOT, 'sync-server/dist/audit-verify.js'),
  ...process.argv.slice(2),
]);
process.exit(code);
