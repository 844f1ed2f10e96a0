// What the doctor says of one part: a word, and one line for the person who runs the server.

export interface Finding {
  part: 'configuration' | 'folder' | 'bucket' | 'database' | 'clock' | 'signing secret' | 'mail' | 'server';
  /** `note`: works, yet is worth a look. `wrong`: the server will not start, or not do its work. */
  state: 'ok' | 'note' | 'wrong';
  /** What was seen and, where it is not ok, what to do. */
  words: string;
}

const MARK: Record<Finding['state'], string> = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };

/** The finding as a line. */
export const lineOf = ({ part, state, words }: Finding): string =>
  `${MARK[state]}  ${part.padEnd(14)}  ${words}`;

/** A short reason out of an error: the innermost one's code, else its first line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return reasonOf(inner);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message.split('\n')[0]?.slice(0, 200) || error.name;
}
