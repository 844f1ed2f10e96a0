import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { runProcess } from './run-process.ts';

const MAIN = join(import.meta.dirname, '../main.ts');

/** A process that only writes down what is done to it. */
function recordingProcess(env: Record<string, string>, argv: string[] = []) {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const output: string[] = [];
  const errors: string[] = [];
  let exited: (code: number) => void;
  const exit = new Promise<number>((resolve) => {
    exited = resolve;
  });
  return {
    output,
    errors,
    exitCode: exit,
    emit: (event: string, ...args: unknown[]) => listeners.get(event)?.(...args),
    host: {
      env,
      argv,
      stdout: { write: (text: string) => output.push(text) },
      stderr: { write: (text: string) => errors.push(text) },
      on: (event: string, listener: (...args: never[]) => void) =>
        listeners.set(event, listener as () => void),
      exit: (code: number) => exited(code),
    },
  };
}

describe('the process', () => {
  // Tables are made once: what is looked at here is the process, and making them takes longer than all it does.
  let made: string;
  beforeAll(async () => {
    made = await mkdtemp(join(tmpdir(), 'callbook-process-'));
    await (await openDatabase({ folder: join(made, 'db') })).close();
  });
  afterAll(() => rm(made, { recursive: true }));
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-process-'));
    await cp(made, join(folder, 'data'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));
  const env = () => ({ DATA_DIR: join(folder, 'data'), PORT: '0' });

  it('ends with one line when its environment is wrong', async () => {
    const { host, errors, exitCode } = recordingProcess({ PORT: 'x' });
    await runProcess(host);
    expect(await exitCode).toBe(1);
    expect(errors).toEqual(['callbook: PORT: must be a whole number from 0 to 65535\n']);
  });

  it('ends with one line when it cannot start', async () => {
    const { host, errors, exitCode } = recordingProcess({ ...env(), DATA_DIR: '/dev/null/x' });
    await runProcess(host);
    expect(await exitCode).toBe(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^callbook: DATA_DIR: .+\n$/);
  });

  it('says where to look when the reason is none that it knows', async () => {
    const { host, output, errors, exitCode } = recordingProcess({
      ...env(),
      HOST: '127.0.0.1',
      DATA_DIR: '\0',
    });
    await runProcess(host);
    expect(await exitCode).toBe(1);
    expect(errors.join('')).toMatch(/^callbook: .+\n$/);
    expect(`${output.join('')}${errors.join('')}`).toMatch(/start_failed|DATA_DIR/);
  });

  it('stops in order at a signal, also at one that comes while it starts', async () => {
    const { host, output, emit, exitCode } = recordingProcess(env());
    const run = runProcess(host);
    emit('SIGTERM');
    await run;
    expect(await exitCode).toBe(0);
    expect(output.join('')).toContain('"event":"stopped"');
  });

  it('does not wait after a second signal', async () => {
    const { host, emit, exitCode } = recordingProcess(env());
    const run = runProcess(host);
    emit('SIGINT');
    emit('SIGINT');
    expect(await exitCode).toBe(1);
    await run;
  });

  it('logs a crash without what people wrote, and ends', async () => {
    const { host, output, emit, exitCode } = recordingProcess(env());
    await runProcess(host);
    emit('unhandledRejection', new TypeError('boom'));
    expect(await exitCode).toBe(1);
    expect(output.join('')).toContain('"event":"crash"');
    emit('SIGTERM');
    await expect.poll(() => output.join('')).toContain('"event":"stopped"');
  });

  it('really runs: JSON lines only, and exit code 0 after SIGTERM', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      env: { ...process.env, ...env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close');
    const events: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const { event } = JSON.parse(line) as { event: string };
      events.push(event);
      if (event === 'listening') child.kill('SIGTERM');
    }
    expect(await closed).toEqual([0, null]);
    // Jobs that are due run meanwhile, each with a line of its own.
    expect(events.filter((event) => event !== 'job_done')).toEqual(['listening', 'stopped']);
  });
});
