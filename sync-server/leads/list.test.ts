import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Listed {
  items: (Lead & { sla: { state: string } | null })[];
  total: number;
  has_more: boolean;
  last_id: string | null;
}

describe.each(ENGINES)('the list of leads on %s', (engine) => {
  let server: TestServer;
  let kam1: TestActor;
  let manager: TestActor;
  beforeAll(async () => {
    server = await startTestServer({ engine, clock: createTestClock('2026-03-10T10:00:00.000Z') });
    ({ kam1, manager } = server.actors);
  });
  afterAll(() => server.close());

  const add = async (fields: object, as = kam1): Promise<Lead> => {
    const reply = await server.json<Lead>('/api/leads?allow_duplicate=1', { as, json: fields });
    expect(reply.status).toBe(201);
    return reply.body;
  };
  const list = async (query: string, as = kam1) => {
    const reply = await server.json<Listed>(`/api/leads?${query}`, { as });
    expect(reply.status).toBe(200);
    return reply.body;
  };
  const names = async (query: string, as = kam1) => (await list(query, as)).items.map(({ name }) => name);

  it.each(['name', '-name', 'created_at', '-created_at', 'updated_at', '-value_minor', 'value_minor'])(
    'sorted by %s gives each lead once, whatever arrives between two pages',
    async (sort) => {
      const tag = `sort ${sort}`;
      const made = [];
      for (let at = 0; at < 7; at += 1) {
        server.clock.advance(1);
        const value = at % 3 === 0 ? {} : { value_minor: (at % 3) * 100 };
        made.push(await add({ name: `${'bAcDAbc'[at]} ${at}`, tags: [tag], ...value }));
      }
      const seen: string[] = [];
      let after = '';
      for (let page = 0; page < 10; page += 1) {
        const { items, has_more, last_id, total } = await list(
          `tag=${tag}&sort=${sort}&page_size=2${after && `&after_id=${after}`}`,
        );
        expect(total).toBe(7 + page);
        expect(items.at(-1)?.id ?? null).toBe(last_id);
        seen.push(...items.map(({ id }) => id));
        if (!has_more) break;
        after = last_id ?? '';
        const created_at = '2020-01-01T00:00:00Z';
        await add({
          name: '0 first',
          value_minor: sort === 'value_minor' ? 0 : 9_999,
          tags: [tag],
          created_at,
        });
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(made.filter(({ id }) => !seen.includes(id))).toEqual([]);
    },
  );

  it('sorts names whatever their case, and leads without a value below all others', async () => {
    for (const [name, value_minor] of [
      ['beta', 5],
      ['Alpha', null],
      ['Gamma', 0],
    ] as const) {
      await add({ name, value_minor, source: 'sorted' });
    }
    expect(await names('source=sorted&sort=name')).toEqual(['Alpha', 'beta', 'Gamma']);
    expect(await names('source=sorted&sort=-value_minor')).toEqual(['beta', 'Gamma', 'Alpha']);
  });

  it('goes on after a lead that was put aside or has left the list meanwhile', async () => {
    for (const name of ['P1', 'P2', 'P3']) await add({ name, tags: ['leaving'] });
    const first = await list('tag=leaving&sort=name&page_size=1');
    await server.json(`/api/leads/${first.last_id}`, { method: 'DELETE', as: kam1 });
    expect(await names(`tag=leaving&sort=name&after_id=${first.last_id}`)).toEqual(['P2', 'P3']);
  });

  it('filters by state, assignee, source and tag', async () => {
    await add({ name: 'F1', source: 'fair', tags: ['north', 'big'] });
    await add({ name: 'F2', source: 'fair', state: 'QUALIFIED', tags: ['north'] });
    await add({ name: 'F3', source: 'fair', state: 'LOST' }, manager);
    expect(await names('source=fair&sort=name')).toEqual(['F1', 'F2']);
    expect(await names('source=fair&sort=name', manager)).toEqual(['F1', 'F2', 'F3']);
    expect(await names('source=fair&assignee_id=none', manager)).toEqual(['F3']);
    expect(await names(`source=fair&sort=-name&assignee_id=${kam1.id}`, manager)).toEqual(['F2', 'F1']);
    expect(await names('source=fair&state=QUALIFIED,LOST&sort=name', manager)).toEqual(['F2', 'F3']);
    expect(await names('source=fair&tag=big')).toEqual(['F1']);
  });

  it('finds words in names, addresses and numbers, and takes no sign for a wildcard', async () => {
    await add({ name: 'Hundred % Juice', email: 'press@juice.test', city: 'Görlitz', source: 'words' });
    await add({ name: 'Hundred_Things', phone: '0351 778899', source: 'words' });
    const search = (q: string) => names(`source=words&q=${encodeURIComponent(q)}`);
    expect(await search('görlitz PRESS@')).toEqual(['Hundred % Juice']);
    expect(await search('%')).toEqual(['Hundred % Juice']);
    expect(await search('hundred_th')).toEqual(['Hundred_Things']);
    expect(await search('_')).toEqual(['Hundred_Things']);
    expect(await search('hundred%')).toHaveLength(2);
    expect(await search('778899')).toEqual(['Hundred_Things']);
    expect(await search("'; drop table leads; --")).toEqual([]);
  });

  it('finds the beginnings of words whatever their case and accents, and whatever stands between them', async () => {
    const source = 'folded';
    await add({ name: 'Café Müller-Lüdenscheidt', company: 'Łódź & Søn', city: 'Straßburg', source });
    await add({ name: 'Жуков', email: 'Anna.Lind@Example.test', first_name: 'Cafe\u0301', source });
    const search = async (q: string) =>
      (await names(`source=${source}&sort=name&q=${encodeURIComponent(q)}`)).map((name) => name.slice(0, 4));
    for (const q of ['cafe mull', 'LÜDEN', 'lodz', 'SON', 'strassb', 'Straß', 'müller-lüd']) {
      expect([q, await search(q)]).toEqual([q, ['Café']]);
    }
    for (const q of ['anna.lind@example.test', 'lind', 'жук', '@example']) {
      expect([q, await search(q)]).toEqual([q, ['Жуко']]);
    }
    expect(await search('café')).toEqual(['Café', 'Жуко']);
    expect(await search('cafe nowhere')).toEqual([]);
  });

  it('finds a telephone number by any part of it, however it is written', async () => {
    await add({ name: 'T1', phone: '+49 (351) 77 88-99', source: 'phones' });
    await add({ name: 'T2', phone: '0351 778800', source: 'phones' });
    await add({ name: '7788 Fabrik', source: 'phones' });
    const search = (q: string) => names(`source=phones&sort=name&q=${encodeURIComponent(q)}`);
    for (const q of ['0351 778899', '+49351778899', '0049 351 / 77 88 99', '78899']) {
      expect([q, await search(q)]).toEqual([q, ['T1']]);
    }
    expect(await search('0351 7788')).toEqual(['T1', 'T2']);
    expect(await search('7788')).toEqual(['7788 Fabrik', 'T1', 'T2']);
  });

  it('filters by where the promised answer stands, as each item says it', async () => {
    const now = Date.parse(server.clock.now());
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    for (const minutes of [-30, -89, -90, -91, -119, -120, -121]) {
      await add({ name: `S${minutes}`, source: 'sla', created_at: at(minutes) });
    }
    await add({ name: 'met', source: 'sla', created_at: at(-300), sla_met_at: at(-250) });
    await add({ name: 'late', source: 'sla', created_at: at(-300), sla_met_at: at(-100) });
    await add({ name: 'not yet', source: 'sla', created_at: at(-300), sla_met_at: at(10) });
    await add({ name: 'none', source: 'sla', state: 'QUALIFIED' });
    const all = (await list('source=sla')).items;
    expect(new Set(all.map(({ sla }) => sla?.state ?? null)).size).toBe(6);
    for (const state of ['running', 'due_soon', 'breached', 'met', 'met_late']) {
      const wanted = all.filter(({ sla }) => sla?.state === state).map(({ name }) => name);
      expect((await names(`source=sla&sla=${state}`)).sort()).toEqual(wanted.sort());
    }
  });

  it('filters by bucket of the plan, TODAY for all of the Today list', async () => {
    const base = { source: 'due', time_zone: 'Europe/Berlin', call_hours: { '2': [['09:00', '18:00']] } };
    await add({ ...base, name: 'now' });
    await add({ ...base, name: 'never', do_not_call: true });
    await add({ ...base, name: 'later', call_hours: { '3': [['09:00', '18:00']] } });
    expect(await names('source=due&due=TODAY')).toEqual(['now']);
    expect(await names('source=due&due=CALL_NOW')).toEqual(['now']);
    expect(await names('source=due&sort=name&due=UPCOMING,NONE')).toEqual(['later', 'never']);
    expect(await names('source=due&due=NO_HOURS')).toEqual([]);
  });

  it.each(['sort=age', 'page_size=0', 'page_size=201', 'due=SOON', 'sla=ok', 'assignee_id=me', 'after_id=x'])(
    'refuses %s',
    async (query) => {
      const reply = await server.json(`/api/leads?${query}`, { as: kam1 });
      expect(reply).toMatchObject({ status: 422, body: { code: 'bad_query' } });
    },
  );

  it('takes no place in another’s list for a page', async () => {
    const own = await add({ name: 'Own' });
    const reply = await server.json(`/api/leads?after_id=${own.id}`, { as: server.actors.kam2 });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'after_id' }] } });
  });

  it('groups likely duplicates, and finds those of a lead or of given fields', async () => {
    const { kam2 } = server.actors;
    const twins = [
      await add({ name: 'Twin', city: 'Trier', email: 'a@twin.test', phone: '0651 334455' }, kam2),
      await add({ name: 'twin', city: 'TRIER', phone: '+49 651 33 44 55' }, kam2),
      await add({ name: 'Other', email: 'A@twin.test' }, kam2),
    ].map(({ id }) => id);
    const ask = (query: string, as = kam2) =>
      server.json<{
        items: { id: string; matched: string[] }[];
        groups: { id: string; matched: string; lead_ids: string[] }[];
        has_more: boolean;
        last_id: string;
      }>(`/api/leads/duplicates${query}`, { as });
    expect((await ask('')).body.groups).toMatchObject([
      { matched: 'email', lead_ids: [twins[0], twins[2]] },
      { matched: 'phone', lead_ids: [twins[0], twins[1]] },
      { matched: 'name_city', lead_ids: [twins[0], twins[1]] },
    ]);
    const first = (await ask('?page_size=2')).body;
    expect(first).toMatchObject({
      groups: [{ matched: 'email' }, { matched: 'phone' }],
      total: 3,
      has_more: true,
    });
    expect((await ask(`?after_id=${first.last_id}`)).body).toMatchObject({
      groups: [{ matched: 'name_city' }],
      has_more: false,
    });
    expect(await ask(`?after_id=${twins[0]}`)).toMatchObject({ status: 422, body: { code: 'bad_query' } });
    expect((await ask(`?lead_id=${twins[0]}`)).body.items).toMatchObject([
      { id: twins[1], matched: ['phone', 'name_city'] },
      { id: twins[2], matched: ['email'] },
    ]);
    expect((await ask('?email=a@twin.test')).body.items).toHaveLength(2);
    expect((await ask('?email=a@twin.test', kam1)).body.items).toEqual([]);
    expect((await ask('?name=Twin')).body.items).toEqual([]);
  });
});
