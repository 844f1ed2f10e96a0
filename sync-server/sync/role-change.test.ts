import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import type { Role } from '#domain/user/user.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { openTestStream } from '../testing/test-stream.ts';

const ids = createIds();

describe.each(ENGINES)('a person whose role changes on %s', (engine) => {
  let server: TestServer;
  type Person = TestServer['actors']['kam1'];
  const children = ['pocs', 'interactions'] as const;

  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const push = (as: Person, collection: string, document: object, base: string | null = null) =>
    server.json<PushReply>(`/api/sync/${collection}/push`, { as, json: { rows: [{ base, document }] } });
  const pull = (as: Person, collection: string, checkpoint = '') =>
    server.json<PullReply>(`/api/sync/${collection}/pull?checkpoint=${checkpoint}`, { as });
  const present = async (as: Person, collection: string) => {
    const { documents } = (await pull(as, collection)).body;
    return documents.flatMap(({ id, _deleted }) => (_deleted ? [] : [id])).sort();
  };
  const become = (person: Person, role: Role) =>
    server.json(`/api/users/${person.user.id}`, {
      as: server.actors.admin,
      method: 'PATCH',
      json: { role },
    });
  const leadOf = async (person: Person) => {
    const lead = aLead({ assignee_id: person.user.id });
    const family = { pocs: aPoc({ lead_id: lead.id }), interactions: aCall({ lead_id: lead.id }) };
    await push(person, 'leads', lead);
    for (const collection of children) await push(person, collection, family[collection]);
    return { leads: lead, ...family };
  };

  it('reads the whole workspace from then on, and only his own again when it is taken back', async () => {
    const { kam1, kam2 } = server.actors;
    const [own, foreign] = [[await leadOf(kam1)], [await leadOf(kam2)]];
    const address = await server.listen();
    for (const role of ['manager', 'kam'] as const) {
      const stream = await openTestStream(address, kam1.access_token);
      await expect.poll(() => stream.events.length).toBe(1);
      const { checkpoint } = (await pull(kam1, 'leads')).body;
      await become(kam1, role);
      await expect.poll(() => stream.ended).toBe(true);
      expect(await pull(kam1, 'leads', checkpoint)).toMatchObject({
        status: 410,
        body: { code: 'resync_required' },
      });
      const seen = role === 'manager' ? [...own, ...foreign] : own;
      for (const name of ['leads', ...children] as const)
        expect(await present(kam1, name)).toEqual(seen.map((family) => family[name].id).sort());

      const later = await openTestStream(address, kam1.access_token);
      await expect.poll(() => later.events.length).toBe(1);
      foreign.push(await leadOf(kam2));
      own.push(await leadOf(kam1));
      await expect.poll(() => later.documents('leads').map(({ id }) => id)).toContain(own.at(-1)?.leads.id);
      const heard = later.documents('leads').some(({ id }) => id === foreign.at(-1)?.leads.id);
      expect(heard).toBe(role === 'manager');
      await later.close();
    }
  });

  it('keeps what he wrote unsent as a manager where it is still his, and is told of the rest', async () => {
    const { kam1, kam2 } = server.actors;
    const { leads: foreign } = await leadOf(kam2);
    await become(kam1, 'manager');
    await become(kam1, 'kam');
    const mine = aLead({ assignee_id: null });
    const edit = { ...foreign, write_id: ids.next(), city: 'Kiel' };
    const outcomes = [
      await push(kam1, 'leads', mine),
      await push(kam1, 'leads', edit, foreign.write_id),
      await push(kam1, 'interactions', aCall({ lead_id: foreign.id })),
    ].map(({ body }) => body.results[0]?.outcome);
    expect(outcomes).toEqual(['ok', 'gone', 'gone']);
    expect(await present(kam1, 'leads')).toContain(mine.id);
  });
});
