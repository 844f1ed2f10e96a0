// Lists are answered 304 to whoever has them, until something changes that he sees.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('an unchanged list on %s', (engine) => {
  let server: TestServer;
  let lead = '';
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock('2026-03-10T10:00:00.000Z') });
    lead = await add(server.actors.kam1, 'leads', { name: 'Mine' });
  });
  afterAll(() => server.close());

  const add = async (as: TestActor, noun: string, json: object) => {
    const { status, body } = await server.json<{ id: string }>(`/api/${noun}`, { as, json });
    expect(status).toBe(201);
    return body.id;
  };
  const note = (as: TestActor, lead_id: string) =>
    add(as, 'interactions', { lead_id, type: 'NOTE', occurred_at: '2026-03-10T09:00:00.000Z', note: 'x' });
  const ask = async (as: TestActor, path: string, held?: string | null) => {
    const response = await server.request(path, {
      as,
      ...(held ? { headers: { 'if-none-match': held } } : {}),
    });
    return { status: response.status, tag: response.headers.get('etag'), text: await response.text() };
  };

  it.each([
    ['/api/leads'],
    ['/api/pocs'],
    ['/api/interactions?page_size=10'],
    ['/api/interactions/{lead}'],
    ['/api/leads/{lead}/interactions'],
    ['/api/customers'],
  ])('of %s is told by its tag, whose alone it is', async (path) => {
    const { kam1, kam2, manager } = server.actors;
    const at = path.replace('{lead}', lead);
    const first = await ask(kam1, at);
    expect(first).toMatchObject({ status: 200, tag: expect.stringMatching(/^W\/"[\w-]{27}"$/) });
    expect(await ask(kam1, at, first.tag)).toEqual({ status: 304, tag: first.tag, text: '' });
    expect(await ask(kam1, at, `"other", ${first.tag?.slice(2)}`)).toMatchObject({ status: 304 });
    expect(await ask(kam1, at, '"other"')).toEqual(first);
    const asked = path.includes('{') ? [manager] : [manager, kam2];
    for (const person of asked) {
      const theirs = await ask(person, at, path.startsWith('/api/leads') ? null : first.tag);
      expect(theirs.status).toBe(200);
    }
    if (path.includes('{')) expect((await ask(kam2, at, first.tag)).status).toBe(404);
  });

  it('of interactions holds until one is added that its reader sees, and not for another page', async () => {
    const { kam1, kam2 } = server.actors;
    const other = await add(kam2, 'leads', { name: 'His' });
    const { tag } = await ask(kam1, '/api/interactions');
    expect((await ask(kam1, '/api/interactions?page_size=1', tag)).status).toBe(200);
    await note(kam2, other);
    expect((await ask(kam1, '/api/interactions', tag)).status).toBe(304);
    await note(kam1, lead);
    const after = await ask(kam1, '/api/interactions', tag);
    expect(after.status).toBe(200);
    expect(after.tag).not.toBe(tag);
  });

  it('of leads is another one when a promise comes nearer, for it says how near', async () => {
    const { kam1 } = server.actors;
    const { tag } = await ask(kam1, '/api/leads');
    expect((await ask(kam1, '/api/leads', tag)).status).toBe(304);
    server.clock.advance(5 * 60);
    expect((await ask(kam1, '/api/leads', tag)).status).toBe(200);
  });

  it('takes one question beside who asks, where the list takes more', async () => {
    const { kam1 } = server.actors;
    const counted = countingDatabase(server.deps.db);
    const app = await createApp({ ...server.deps, db: counted.db });
    const questions = async (held: string | null) => {
      const before = counted.queries();
      const response = await app.request('/api/customers', {
        headers: { authorization: `Bearer ${kam1.access_token}`, ...(held ? { 'if-none-match': held } : {}) },
      });
      return {
        tag: response.headers.get('etag'),
        status: response.status,
        asked: counted.queries() - before,
      };
    };
    const whole = await questions(null);
    const held = await questions(whole.tag);
    expect([whole.status, held.status]).toEqual([200, 304]);
    expect(held.asked).toBeLessThan(whole.asked);
    expect(held.asked).toBe(1);
  });
});
