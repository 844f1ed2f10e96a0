// The answer of a function that may say no: plain data, so that it survives JSON, workers and IPC.

/** Success with a value, or an expected "no". Defects and faults are thrown instead. */
export type Result<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** Wraps a value as success. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Wraps a refusal. */
export const refuse = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });
