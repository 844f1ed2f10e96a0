// Runs the steps behind the package's commands: one child at a time, its output kept or passed on.
// @ts-check
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const WINDOWS = process.platform === 'win32';

/**
 * Runs a command in the project's folder and resolves with its exit code and, where kept, its output.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, progress?: boolean, timeoutMs?: number }} [options] `progress`: quiet, but its standard error is passed on
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, quiet = false, progress = false, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet || progress ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: WINDOWS && !command.endsWith('.exe'),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** A tool of node_modules/.bin, run by this Node where it is a script. @param {string} name */
export const bin = (name) => join(ROOT, 'node_modules', '.bin', WINDOWS ? `${name}.cmd` : name);

/** Says one line and ends with an exit code of 1. @param {string} line @returns {never} */
export function giveUp(line) {
  console.error(line);
  process.exit(1);
}
