// The server's log: one line of JSON per event on standard output. Events carry ids and figures, never names, addresses
// or contents.
import { DrizzleQueryError } from 'drizzle-orm';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Facts = Record<string, unknown>;

/** One method a level; `event` is a fixed word, `facts` say which one. */
export interface Log {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
}

/** A log that writes events of `level` and above. `write` takes one line without its line end. */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
  now: () => string = () => new Date().toISOString(),
): Log {
  const least = LOG_LEVELS.indexOf(level);
  const at =
    (of: LogLevel) =>
    (event: string, facts: Facts = {}) => {
      if (LOG_LEVELS.indexOf(of) < least) return;
      write(JSON.stringify({ level: of, at: now(), event, ...facts }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/**
 * What may be logged of an error: its kind, its code and where it came from. Messages of a database quote what people
 * wrote, so they stay out; those of our own defects are kept.
 */
export function errorFacts(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const root = rootOf(error);
  // A statement that failed stands in the message with its values, whether the database refused it or is gone.
  const fromDatabase = error instanceof DrizzleQueryError || 'severity' in root;
  return {
    error: root.name,
    ...('code' in root ? { code: root.code } : {}),
    ...(fromDatabase ? {} : { message: error.message }),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8),
  };
}

const rootOf = (error: Error): Error => (error.cause instanceof Error ? rootOf(error.cause) : error);
