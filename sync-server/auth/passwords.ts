// Passwords as argon2id hashes, and the same work for an account that does not exist.
import { hash, verify } from '@node-rs/argon2';

export interface Passwords {
  /** The hash to store, in PHC form. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one of this hash; null stands for no account: false after as long a time. */
  matches(stored: string | null, password: string): Promise<boolean>;
}

/** 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id at OWASP's cost; tests give a lower one. */
export function createPasswords(cost: typeof COST = COST): Passwords {
  let nobody: Promise<string> | null = null;
  return {
    hash: (password) => hash(password, cost),
    matches: async (stored, password) => {
      nobody ??= hash('the password of nobody', cost);
      const matches = await verify(stored ?? (await nobody), password);
      return matches && stored !== null;
    },
  };
}
