// npm run server: the sync server alone, production mode, configured by the environment.
// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

// Standard output is the server's alone: one line of JSON per event.
console.log = console.error;
await ensureInstalled();
await ensureBuilt();
const server = spawn(process.execPath, [join(ROOT, 'sync-server/dist/main.js')], {
  stdio: 'inherit',
  env: { NODE_ENV: 'production', ...process.env },
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
