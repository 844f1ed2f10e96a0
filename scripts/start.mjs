// npm start: from a fresh clone to a running Callbook with a demo workspace, with nothing set up before it.
// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { openWindow } from './open-window.mjs';
import { ROOT } from './run.mjs';
import { startServer } from './start-server.mjs';

const demoAccounts = () => JSON.parse(readFileSync(join(ROOT, 'resources/demo/accounts.json'), 'utf8'));
const port = process.env['PORT'] ?? '4780';

await ensureInstalled();
await ensureBuilt();
const server = await startServer({ port, demo: true });
if (server.demo)
  for (const { email, password, role } of demoAccounts()) console.log(`demo: ${email} ${password} ${role}`);
else console.log('The data folder holds a workspace of its own: sign in with your own account.');
const address = `http://127.0.0.1:${port}`;
console.log(`Callbook is ready: ${address}/app/`);
const window = process.env['CALLBOOK_OPEN'] === '0' ? null : openWindow(address, (line) => console.log(line));

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  window?.close();
  process.exit(await server.stop());
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
server.onExit((code) => {
  if (!stopping) process.exit(code || 1);
});
