// npm run doctor: what is wrong with the server's set-up and what to do.
// @ts-check
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { code } = await run(process.execPath, [join(ROOT, 'sync-server/dist/doctor.js')]);
process.exit(code);
