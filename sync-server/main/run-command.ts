// A command of the server beside the server itself: environment in, one line where it fails.
import { type Config, readConfig } from '../config.ts';

/** Runs it with the checked environment. A failure is one line on standard error and exit code 1. */
export async function runCommand(work: (config: Config) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env);
    if (!config.ok) throw new Error(config.error);
    await work(config.value);
  } catch (error) {
    console.error(`callbook: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
