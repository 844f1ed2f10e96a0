// The server's process: environment → server → signals → exit code. `--demo` fills an empty workspace first.
import 'temporal-polyfill/global';
import { readConfig } from './config.ts';
import { createLog, errorFacts } from './log.ts';
import { type RunningServer, runServer } from './main/run-server.ts';
import { StartRefused } from './start-refused.ts';

/** Ends the process with one line on standard error. */
function refuse(line: string): never {
  process.stderr.write(`callbook: ${line}\n`);
  process.exit(1);
}

const config = readConfig(process.env);
if (!config.ok) refuse(config.error);
const log = createLog(config.value.LOG_LEVEL);

const lastResort = (error: unknown) => {
  log.error('crash', errorFacts(error));
  process.exit(1);
};
process.on('uncaughtException', lastResort);
process.on('unhandledRejection', lastResort);

let asked = false;
let server: RunningServer | null = null;
const stop = async () => {
  // A second signal means that somebody does not want to wait.
  if (asked) process.exit(1);
  asked = true;
  await server?.stop();
  if (server) process.exit(0);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  server = await runServer(config.value, log, { demo: process.argv.includes('--demo') });
} catch (error) {
  if (error instanceof StartRefused) refuse(error.message);
  log.error('start_failed', errorFacts(error));
  refuse('the server could not start; the line above says where');
}
// A signal that came while starting.
if (asked) await server.stop().then(() => process.exit(0));
