// One database an engine for all tests of a file, emptied between them: making one costs seconds, emptying it does not.
import { afterAll } from 'vitest';
import type { OpenDatabase } from '../db/open.ts';
import { emptyTables } from './empty-tables.ts';
import { type Engine, openTestDatabase } from './test-database.ts';

const idle = new Map<Engine, OpenDatabase[]>();

afterAll(async () => {
  await Promise.all([...idle.values()].flat().map((database) => database.close()));
  idle.clear();
});

/** An empty database. Its `close` empties it and keeps it for the next test of the file. */
export async function openReusedDatabase(engine: Engine): Promise<OpenDatabase> {
  const database = idle.get(engine)?.pop() ?? (await openTestDatabase(engine));
  const ends = new Set<() => Promise<void>>();
  return {
    ...database,
    listen: async (channel, onPayload) => {
      const end = await database.listen(channel, onPayload);
      ends.add(end);
      return async () => {
        if (ends.delete(end)) await end();
      };
    },
    close: async () => {
      await Promise.all([...ends].map((end) => end()));
      await emptyTables(database.db);
      idle.set(engine, [...(idle.get(engine) ?? []), database]);
    },
  };
}
