// A statement takes 65,535 parameters at most, so long lists are written in parts.
// Source: PostgreSQL's wire protocol counts the parameters of a Bind message in 16 bits.

const ROWS = 1000;

/** The rows in parts of at most 1,000, in order. */
export const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS));
