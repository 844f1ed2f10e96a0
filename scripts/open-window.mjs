// Opens the desktop app where Electron's runtime and a display are to be had; says in one line why not, where they are not.
// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const PATIENCE_MS = 30_000;

/**
 * Tries in the background; `say` gets at most one line. The returned `close` ends the window.
 * @param {string} address the server's
 * @param {(line: string) => void} say
 */
export function openWindow(address, say) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let app = null;
  let closed = false;
  void (async () => {
    const runtime = await electronPath();
    if (closed) return;
    if (!hasDisplay()) return say('No display here: use the browser edition at the address above.');
    if (!runtime)
      return say("Electron's runtime could not be had: use the browser edition at the address above.");
    app = spawn(
      runtime,
      [ROOT, `--server=${address}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      {
        stdio: 'ignore',
      },
    );
    app.on('error', (error) =>
      say(`The desktop app did not open (${error.message}): use the browser edition.`),
    );
  })();
  return {
    close() {
      closed = true;
      app?.kill();
    },
  };
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** The path of Electron's executable, downloaded if it must be; null when it cannot be had in time. */
async function electronPath() {
  const installed = existsSync(join(ROOT, 'node_modules/electron/path.txt'));
  if (!installed) {
    if (!hasDisplay()) return null;
    const script = join(ROOT, 'node_modules/electron/install.js');
    const { code } = await run(process.execPath, [script], { quiet: true, timeoutMs: PATIENCE_MS }).catch(
      () => ({ code: 1 }),
    );
    if (code !== 0) return null;
  }
  const { code, output } = await run(process.execPath, ['-p', "require('electron')"], {
    quiet: true,
    timeoutMs: PATIENCE_MS,
  });
  const path = output.trim();
  return code === 0 && existsSync(path) ? path : null;
}
