// npm run bench: measures, beside peers and floors. `-- --only first-sync --runs 3 --size small`, `--soak` for the long one.
// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

await ensureInstalled();
await ensureBrowser();
await ensureBuilt();
const bench = spawn(
  process.execPath,
  ['--import', 'tsx', join(ROOT, 'bench/run.ts'), ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
);
// The bench closes what it has opened and ends by itself; a second signal says nothing more to it.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => bench.kill(signal));
bench.on('exit', (code) => process.exit(code ?? 1));
