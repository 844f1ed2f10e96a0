import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { sessions as sessionsTable } from '../db/tables/workspace.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createSignIns } from './read-sign-in.ts';

describe.each(ENGINES)('sign-ins, on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  it('are read by one statement for all that ask at the same moment, each with its own person', async () => {
    const sessions = await server.deps.db.select().from(sessionsTable);
    expect(sessions.length).toBeGreaterThan(3);
    const { db, queries } = countingDatabase(server.deps.db);
    const signIns = createSignIns(db);
    const asked = Array.from({ length: 100 }, (_, at) => sessions[at % sessions.length]);
    const found = await Promise.all(asked.map((session) => signIns(session?.id ?? '')));
    expect(queries()).toBe(1);
    expect(found.map((one) => one?.user.id)).toEqual(asked.map((session) => session?.user_id));
    expect(await signIns(createIds().next())).toBeNull();
  });
});
