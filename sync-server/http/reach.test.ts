// How far each right goes behind its door: on every route that is asked about somebody's records, and in every list. What
// the table calls `own` or `self` for a role is tried with a colleague's records, with those of one he covers for, and with
// his own. The stream gives what a pull gives (sync/routes.test.ts).
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WRITABLE_COLLECTIONS } from '#domain/sync/collections.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { isRight, RIGHTS, type Right } from '#domain/user/rights.ts';
import { ROLES } from '#domain/user/user.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { storeAccounts, storeBelongings } from '../testing/belongings.ts';
import { stateOf } from '../testing/state-of.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Named, namedAnew, wellFormed } from '../testing/well-formed-requests.ts';
import { templateOf } from './openapi.ts';
import { operationOf } from './operation.ts';

/** Who reaches a colleague's records by this right: one who covers for him, a manager, an admin. A KAM never does. */
const REACHES: Partial<Record<Right, ('cover' | 'manager' | 'admin')[]>> = {
  'leads.read': ['cover', 'manager', 'admin'],
  'leads.write': ['cover', 'manager', 'admin'],
  'leads.merge': ['manager', 'admin'],
  'mails.resend': ['cover', 'manager', 'admin'],
  'users.read': ['manager', 'admin'],
  'handover.set': ['manager', 'admin'],
  'hours.set': ['admin'],
  'devices.read': ['admin'],
  'devices.revoke': ['admin'],
};

/** Lists that show ids: of leads, of what hangs on them, of people, or of devices. */
const LISTS = [
  'GET /api/leads',
  'GET /api/leads/due_today',
  'GET /api/leads/duplicates',
  'GET /api/pocs',
  'GET /api/interactions',
  'GET /api/customers',
  'GET /api/performance/well_performing',
  'GET /api/performance/underperforming',
  'GET /api/dashboard/sla',
  'GET /api/dashboard/leads-per-assignee',
  'GET /api/devices',
  'POST /api/sync/digest',
];
/** Tried by tests of their own. */
const APART = [
  'GET /api/dashboard/metrics',
  'GET /api/sync/stream',
  'GET /api/sync/{collection}/pull',
  'POST /api/sync/{collection}/push',
];

describe.each(ENGINES)('how far a right goes on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  /** Operations whose right stops somewhere for somebody. */
  const limited = (): [key: string, right: Right][] =>
    server.app.routes.flatMap(({ method, path, handler }): [string, Right][] => {
      const who = operationOf(handler)?.who ?? 'public';
      const stops = isRight(who) && ROLES.some((role) => ['own', 'self'].includes(RIGHTS[who][role] ?? ''));
      return stops ? [[`${method} ${templateOf(path)}`, who]] : [];
    });
  const requestOf = (key: string, named: Named) => {
    const { email, refresh_token } = server.actors.kam1;
    return wellFormed(key, named, { email, refresh_token, colleague: server.actors.admin.id });
  };
  /** Those that are asked about a record: another record makes another request. */
  const aboutRecords = () => {
    const [one, other] = [namedAnew(server.deps.ids.next), namedAnew(server.deps.ids.next)];
    return limited().filter(
      ([key]) => JSON.stringify(requestOf(key, one)) !== JSON.stringify(requestOf(key, other)),
    );
  };
  const ask = async (as: Name, key: string, named: Named) => {
    const { path, ...request } = requestOf(key, named);
    const reply = await server.request(path, { ...request, as: server.actors[as] });
    const { request_id: _, ...said } = JSON.parse((await reply.text()) || '{}');
    return { status: reply.status, said };
  };
  /** The records of this person, ready for what the operation does. */
  const recordsFor = async (key: string, owner: Name): Promise<Named> => {
    const named = await storeBelongings(server, server.actors[owner]);
    if (!key.endsWith('/unmerge')) return named;
    const merged = await ask('admin', 'POST /api/leads/{id}/merge', named);
    expect(merged.status).toBe(200);
    return { ...named, leads: named.others, others: named.leads };
  };
  const cover = async () => {
    const json = { to_id: server.actors.kam1.id, from_on: '2026-03-09', to_on: '2026-03-10' };
    const path = `/api/users/${server.actors.kam2.id}/handover`;
    const set = await server.json(path, { method: 'PUT', as: server.actors.admin, json });
    expect(set.status).toBe(200);
  };

  it('is tried here for each operation whose right stops somewhere', () => {
    const tried = [...aboutRecords().map(([key]) => key), ...LISTS, ...APART];
    expect(tried.toSorted()).toEqual(
      limited()
        .map(([key]) => key)
        .toSorted(),
    );
    expect(new Set(limited().map(([, right]) => right))).toEqual(new Set(Object.keys(REACHES)));
  });

  it('a KAM is answered about a colleague’s record as about none, and nothing is written', async () => {
    const wrong: string[] = [];
    for (const [key] of aboutRecords()) {
      const theirs = await recordsFor(key, 'kam2');
      const before = await stateOf(server.deps.db);
      const answers = [
        await ask('kam1', key, theirs),
        await ask('kam1', key, namedAnew(server.deps.ids.next)),
      ];
      const [asked, none] = answers.map((answer) => JSON.stringify(answer));
      if (asked !== none) wrong.push(`${key}: ${asked}, else ${none}`);
      if (answers[0]?.status !== (/\/(handover|working_hours)$/.test(key) ? 403 : 404))
        wrong.push(`${key}: ${asked}`);
      const after = await stateOf(server.deps.db);
      if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push(`${key} wrote`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('a KAM is answered about his own', async () => {
    const wrong: string[] = [];
    for (const [key] of aboutRecords()) {
      const { status, said } = await ask('kam1', key, await recordsFor(key, 'kam1'));
      if (status >= 300) wrong.push(`${key}: ${status} ${JSON.stringify(said)}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each(['cover', 'manager', 'admin'] as const)(
    'it goes to a colleague’s records where it should: %s',
    async (who) => {
      if (who === 'cover') await cover();
      const wrong: string[] = [];
      for (const [key, right] of aboutRecords()) {
        const asked = await ask(who === 'cover' ? 'kam1' : who, key, await recordsFor(key, 'kam2'));
        const isAnswered = asked.status < 300;
        const isRefused = asked.status === 403 || asked.status === 404;
        if (REACHES[right]?.includes(who) ? !isAnswered : !isRefused)
          wrong.push(`${key}: ${JSON.stringify(asked)}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  /** Everything by which the records of this person can be told in a list. */
  const marksOf = async (owner: Name) => {
    const belongings = Object.values(await storeBelongings(server, server.actors[owner]));
    await storeAccounts(server, server.actors[owner]);
    const { body } = await server.json<PullReply>('/api/sync/leads/pull', { as: server.actors[owner] });
    return [...belongings, ...body.documents.map(({ id }) => id)];
  };

  it('lists hold just what it reaches', async () => {
    const [mine, theirs] = [await marksOf('kam1'), await marksOf('kam2')];
    const wrong: string[] = [];
    const look = async (as: Name, key: string) => {
      const { status, said } = await ask(as, key, namedAnew(server.deps.ids.next));
      if (status !== 200) wrong.push(`${key}: ${status}`);
      const text = JSON.stringify(said);
      return [mine, theirs].map((marks) => marks.some((mark) => text.includes(mark)));
    };
    const rightOf = new Map(limited());
    for (const key of LISTS) {
      const reached = REACHES[rightOf.get(key) ?? 'leads.read'] ?? [];
      const expected = {
        kam1: [true, false],
        ...{ manager: Array(2).fill(reached.includes('manager')) },
        ...{ admin: Array(2).fill(reached.includes('admin')) },
      };
      for (const as of ['kam1', 'manager', 'admin'] as const) {
        const shown = await look(as, key);
        if (String(shown) !== String(expected[as])) wrong.push(`${key} as ${as}: ${shown}`);
      }
    }
    await cover();
    for (const key of LISTS) {
      const shown = await look('kam1', key);
      const reached = REACHES[rightOf.get(key) ?? 'leads.read']?.includes('cover') ?? false;
      if (String(shown) !== String([true, reached])) wrong.push(`${key} as cover: ${shown}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('figures count just what it reaches', async () => {
    for (const owner of ['kam1', 'kam2', 'kam2'] as const)
      await storeBelongings(server, server.actors[owner]);
    const total = async (as: Name) =>
      (await server.json('/api/dashboard/metrics', { as: server.actors[as] })).body['total'];
    expect([await total('kam1'), await total('kam2'), await total('manager')]).toEqual([2, 4, 6]);
    await cover();
    expect(await total('kam1')).toBe(6);
  });

  it('a pull brings just what it reaches', async () => {
    const [mine, theirs] = [await marksOf('kam1'), await marksOf('kam2')];
    const pulled = async (as: Name, collection: string) => {
      const path = `/api/sync/${collection}/pull`;
      const text = JSON.stringify((await server.json(path, { as: server.actors[as] })).body);
      return [mine, theirs].map((marks) => marks.some((mark) => text.includes(mark)));
    };
    const collections = WRITABLE_COLLECTIONS.filter((name) => name !== 'metrics');
    for (const collection of collections) {
      expect([collection, await pulled('kam1', collection)]).toEqual([collection, [true, false]]);
      expect([collection, await pulled('manager', collection)]).toEqual([collection, [true, true]]);
    }
    await cover();
    for (const collection of collections)
      expect([collection, await pulled('kam1', collection)]).toEqual([collection, [true, true]]);
  });

  it('a push writes just what it reaches, and says nothing of the rest', async () => {
    const { kam1, kam2, manager } = server.actors;
    const [mine, theirs] = [await storeBelongings(server, kam1), await storeBelongings(server, kam2)];
    const stored = async (id: string) =>
      (await readDocuments(server.deps.db, 'leads', [id])).get(id)?.document ?? aLead();
    const push = async (
      as: { access_token: string },
      collection: string,
      base: string | null,
      document: object,
    ) => {
      const json = { rows: [{ base, document: { _deleted: false, ...document } }] };
      const { body } = await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json });
      return body.results[0]?.outcome;
    };
    const renamed = async (as: { access_token: string }, id: string) => {
      const { write_id, ...lead } = await stored(id);
      const document = { ...lead, name: 'Renamed', write_id: server.deps.ids.next() };
      return push(as, 'leads', write_id, document);
    };
    expect(await renamed(kam1, theirs.leads)).toBe('gone');
    expect(await push(kam1, 'pocs', null, aPoc({ lead_id: theirs.leads }))).toBe('gone');
    expect((await stored(theirs.leads)).name).toBe('Nordlicht Bakery');
    expect(await renamed(kam1, mine.leads)).toBe('ok');
    expect(await push(kam1, 'pocs', null, aPoc({ lead_id: mine.leads }))).toBe('ok');
    expect(await renamed(manager, theirs.leads)).toBe('ok');
    await cover();
    expect(await renamed(kam1, theirs.others)).toBe('ok');
    expect((await stored(theirs.others)).name).toBe('Renamed');
  });
});
