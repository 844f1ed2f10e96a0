// Starts the built sync server as a child and waits until it listens; its complaints reach the person as they are.
// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './run.mjs';

/**
 * @param {{ port: string, demo?: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ demo: boolean, stop(): Promise<number>, onExit(listener: (code: number) => void): void }>}
 */
export function startServer({ port, demo = false, env = {} }) {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'sync-server/dist/main.js'), ...(demo ? ['--demo'] : [])],
    {
      cwd: ROOT,
      env: { NODE_ENV: 'production', ...process.env, ...env, PORT: port },
      stdio: ['ignore', 'pipe', 'inherit'],
      // Ctrl+C goes to this process alone, which then stops the server in order.
      detached: process.platform !== 'win32',
    },
  );
  let isDemo = false;
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = parse(line);
      if (event['event'] === 'demo') isDemo = event['state'] !== 'foreign';
      if (event['event'] === 'listening') {
        resolve({
          demo: isDemo,
          stop: () => stop(child, ended),
          onExit: (listener) => void ended.then(listener),
        });
      }
    });
    // What went wrong stands on the server's own last line of standard error.
    void ended.then((code) => process.exit(code));
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {Promise<number>} ended */
async function stop(child, ended) {
  child.kill('SIGTERM');
  return ended;
}

/** @param {string} line @returns {Record<string, unknown>} */
function parse(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    console.log(line);
    return {};
  }
}
