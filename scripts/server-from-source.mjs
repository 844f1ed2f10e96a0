// The server in development mode: run from its source with the demo workspace, and started anew as files change or at Enter.
// @ts-check
import { spawn } from 'node:child_process';
import { bin, ROOT } from './run.mjs';

/** Starts it; it listens at `PORT`. @param {NodeJS.ProcessEnv} env @param {import('node:child_process').StdioOptions} [stdio] */
export const serverFromSource = (env, stdio = 'inherit') =>
  spawn(bin('tsx'), ['watch', '--clear-screen=false', 'sync-server/main.ts', '--demo'], {
    cwd: ROOT,
    stdio,
    env: { ...process.env, ...env },
  });
