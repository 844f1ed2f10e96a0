// A database that counts the queries begun on it, so that a test can say how many an answer takes.
import type { Database } from '../db/database.ts';

const BEGINNINGS = ['select', 'execute', 'insert', 'update', 'delete', 'transaction'];

/** The same database, and how many queries were begun through it so far. */
export function countingDatabase(db: Database): { db: Database; queries: () => number } {
  let count = 0;
  const counting = new Proxy(db, {
    get: (target, name) => {
      if (typeof name === 'string' && BEGINNINGS.includes(name)) count += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { db: counting, queries: () => count };
}
