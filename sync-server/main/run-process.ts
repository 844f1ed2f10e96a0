// The server as a process: environment in, signals and exit code out. Everything of the process comes as an argument.
import { readConfig } from '../config.ts';
import { createLog, errorFacts } from '../log.ts';
import { StartRefused } from '../start-refused.ts';
import { type RunningServer, runServer } from './run-server.ts';

/** What is used of Node's `process`. */
export interface ServerProcess {
  env: Record<string, string | undefined>;
  argv: string[];
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  on(event: string, listener: (...args: never[]) => void): unknown;
  exit(code: number): void;
}

/**
 * Runs the server until a SIGTERM or SIGINT, which ends it in order with exit code 0. What keeps it from starting is one
 * line on standard error and exit code 1. `--demo` fills an empty workspace first.
 */
export async function runProcess(host: ServerProcess): Promise<void> {
  const refuse = (line: string) => {
    host.stderr.write(`callbook: ${line}\n`);
    host.exit(1);
  };
  const config = readConfig(host.env);
  if (!config.ok) return refuse(config.error);
  const log = createLog(config.value.LOG_LEVEL, (line) => void host.stdout.write(`${line}\n`));
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    host.on(event, (error: unknown) => {
      log.error('crash', errorFacts(error));
      host.exit(1);
    });
  }
  const starting = runServer(config.value, log, { demo: host.argv.includes('--demo') });
  stopOnSignal(host, starting);
  try {
    await starting;
  } catch (error) {
    if (error instanceof StartRefused) return refuse(error.message);
    log.error('start_failed', errorFacts(error));
    refuse('the server could not start; the line above says where');
  }
}

/** The first signal ends the server in order, also one that comes while it starts; a second one ends it at once. */
function stopOnSignal(host: ServerProcess, starting: Promise<RunningServer>): void {
  let asked = false;
  const stop = () => {
    if (asked) return host.exit(1);
    asked = true;
    void starting
      .then((server) => server.stop())
      .then(
        () => host.exit(0),
        () => host.exit(1),
      );
  };
  host.on('SIGTERM', stop);
  host.on('SIGINT', stop);
}
