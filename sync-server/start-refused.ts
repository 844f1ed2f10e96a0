// A start that cannot succeed, in one line for the person who starts the server: what is wrong, and a way out.

/** Thrown while starting; `main` writes its message and ends with exit code 1. */
export class StartRefused extends Error {}

/** The code of a system error ("EADDRINUSE"), or null. */
export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
