// A command of the server beside the server itself: environment in, one line where it fails.
import { type Config, readConfig } from '../config.ts';

/** What is used of Node's `process`. */
export interface CommandHost {
  env: Record<string, string | undefined>;
  stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/** Runs it with the checked environment. A failure is one line on standard error and exit code 1. */
export async function runCommand(
  work: (config: Config) => Promise<void>,
  host: CommandHost = process,
): Promise<void> {
  try {
    const config = readConfig(host.env);
    if (!config.ok) throw new Error(config.error);
    await work(config.value);
  } catch (error) {
    host.stderr.write(`callbook: ${error instanceof Error ? error.message : error}\n`);
    host.exitCode = 1;
  }
}
