// npm run dev: the server from source and the renderer rebuilt as files change, and the desktop app where it can run.
// @ts-check
import { spawn } from 'node:child_process';
import { build } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { openWindow } from './open-window.mjs';
import { bin, ROOT } from './run.mjs';
import { serverFromSource } from './server-from-source.mjs';

const port = process.env['PORT'] ?? '4780';

await ensureInstalled();
await build();
const children = [
  serverFromSource({ PORT: port }),
  start(bin('electron-vite'), ['build', '--watch', '--logLevel', 'warn']),
];
const address = `http://127.0.0.1:${port}`;
console.log(`Reload the page after a change: ${address}/app/`);
const window = process.env['CALLBOOK_OPEN'] === '0' ? null : openWindow(address, (line) => console.log(line));

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    window?.close();
    for (const child of children) child.kill('SIGTERM');
  });
}

/** @param {string} command @param {string[]} args */
function start(command, args) {
  return spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
}
