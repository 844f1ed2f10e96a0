// Whether a given signing secret can be guessed: too short, too uniform, or one of those that are copied from examples.

const SHORTEST = 32;
const FEWEST_DIFFERENT = 10;
const FROM_EXAMPLES =
  /change[-_ ]?me|change[-_ ]in[-_ ]|change[-_ ]this|your[-_ ]|super[-_ ]?secret|0123456789abcdef0123456789/i;

/** Whether the text may sign tokens: at least 32 characters, at least 10 different ones, and no well-known one. */
export const isStrongSecret = (secret: string): boolean =>
  secret.length >= SHORTEST && new Set(secret).size >= FEWEST_DIFFERENT && !FROM_EXAMPLES.test(secret);
