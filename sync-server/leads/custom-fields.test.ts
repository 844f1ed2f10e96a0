import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const FIELDS = [
  { key: 'employees', label: 'Employees', type: 'number' },
  { key: 'founded_on', label: 'Founded', type: 'date' },
  { key: 'fair', label: 'Met at a fair', type: 'boolean' },
  { key: 'size', label: 'Size', type: 'choice', options: ['small', 'large'] },
  { key: 'goods', label: 'Goods', type: 'multi-choice', options: ['bread', 'cake', 'rolls'] },
  { key: 'hobby', label: 'Hobby', type: 'text' },
];

describe.each(ENGINES)('the workspace’s own fields on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
    const reply = await server.json('/api/settings', {
      ...{ method: 'PATCH', as: server.actors.admin, json: { custom_fields: FIELDS } },
    });
    expect(reply.status).toBe(200);
  });
  afterAll(() => server.close());

  const add = (name: string, custom: object, as = server.actors.kam1) =>
    server.json<{ id: string; write_id: string; custom: object }>('/api/leads?allow_duplicate=1', {
      ...{ as, json: { name, custom, source: 'own' } },
    });
  const names = async (query: string) => {
    const reply = await server.json<{ items: { name: string }[] }>(
      `/api/leads?source=own&sort=name&${query}`,
      { as: server.actors.kam1 },
    );
    expect(reply.status).toBe(200);
    return reply.body.items.map(({ name }) => name);
  };

  it('are checked where a lead is added or changed, and unknown ones are kept', async () => {
    const custom = { employees: 12, goods: ['bread'], of_tomorrow: 'x' };
    const added = await add('Checked', custom);
    expect(added).toMatchObject({ status: 201, body: { custom } });
    expect(await add('Wrong', { employees: 'many', size: 'huge' })).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path: 'custom.employees' }, { path: 'custom.size' }] },
    });
    const change = await server.json(`/api/leads/${added.body.id}`, {
      ...{ method: 'PATCH', as: server.actors.kam1, json: { custom: { ...custom, fair: 'yes' } } },
    });
    expect(change).toMatchObject({ status: 422, body: { errors: [{ path: 'custom.fair' }] } });
    await server.json(`/api/leads/${added.body.id}`, { method: 'DELETE', as: server.actors.kam1 });
  });

  it('are checked in a push row by row', async () => {
    const lead = (custom: object) => aLead({ assignee_id: server.actors.kam1.id, custom: custom as never });
    const [good, bad] = [lead({ fair: true, of_tomorrow: [] }), lead({ founded_on: 'long ago' })];
    const rows = [good, bad].map((document) => ({ base: null, document: { ...document, _deleted: false } }));
    const reply = await server.json('/api/sync/leads/push', { as: server.actors.kam1, json: { rows } });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        results: [
          { outcome: 'ok' },
          { outcome: 'rejected', code: 'invalid', detail: expect.stringContaining('custom.founded_on') },
        ],
      },
    });
  });

  it('filter the list by value, by range, by choice, and by having none', async () => {
    await add('F1', { employees: 5, founded_on: '1999-05-01', fair: true, size: 'small', goods: ['bread'] });
    await add('F2', { employees: 50, founded_on: '2020-01-01', fair: false, goods: ['bread', 'cake'] });
    await add('F3', { employees: 500, hobby: "Robert'); drop table", free: 7 });
    const expected: [query: string, found: string[]][] = [
      ['custom.employees=50', ['F2']],
      ['custom.employees=5..50', ['F1', 'F2']],
      ['custom.employees=51..', ['F3']],
      ['custom.founded_on=..2000-01-01', ['F1']],
      ['custom.fair=yes', ['F1']],
      ['custom.fair=false', ['F2']],
      ['custom.size=SMALL', ['F1']],
      ['custom.goods=bread', ['F1', 'F2']],
      ['custom.goods=bread,cake', ['F2']],
      ['custom.goods=', ['F3']],
      [`custom.hobby=${encodeURIComponent("Robert'); drop table")}`, ['F3']],
      ['custom.free=7', ['F3']],
      ['custom.goods=bread&custom.employees=..10', ['F1']],
    ];
    for (const [query, found] of expected) expect([query, await names(query)]).toEqual([query, found]);
    for (const query of ['custom.employees=many', 'custom.size=huge', 'custom.founded_on=1..']) {
      const reply = await server.json(`/api/leads?${query}`, { as: server.actors.kam1 });
      expect(reply).toMatchObject({ status: 422, body: { code: 'bad_query' } });
    }
    const file = await server.request('/api/leads/export.csv?custom.free=7', { as: server.actors.manager });
    expect((await file.text()).trim().split('\n')).toHaveLength(2);
  });

  it('are read from a file by their label or key, each as its type', async () => {
    const body = new FormData();
    const text = 'name;employees;Met at a fair;Goods;custom.size\nI1;12;yes;"bread, CAKE";Large\nI2;x;;;\n';
    body.set('file', new Blob([text]), 'own.csv');
    const { body: report } = await server.json<{ rows: { id: string; outcome: string; errors: object[] }[] }>(
      '/api/leads/import',
      { as: server.actors.manager, body },
    );
    expect(report.rows[1]).toMatchObject({ outcome: 'invalid', errors: [{ path: 'custom.employees' }] });
    const lead = await server.json(`/api/leads/${report.rows[0]?.id}`, { as: server.actors.manager });
    expect(lead.body['custom']).toEqual({
      employees: 12,
      fair: true,
      goods: ['bread', 'cake'],
      size: 'large',
    });
  });

  it('and its table of states hold for every way to change a lead', async () => {
    const { admin, manager } = server.actors;
    const transitions = [{ from: 'QUALIFIED', to: ['NEGOTIATION'] }];
    await server.json('/api/settings', { method: 'PATCH', as: admin, json: { transitions } });
    const { body: lead } = await server.json<{ id: string }>('/api/leads', {
      ...{ as: manager, json: { name: 'Table', state: 'QUALIFIED' } },
    });
    const move = (state: string, as = manager) =>
      server.json(`/api/leads/${lead.id}`, { method: 'PATCH', as, json: { state } });
    expect(await move('LOST')).toMatchObject({ status: 409, body: { code: 'impossible_transition' } });
    expect((await move('NEGOTIATION')).status).toBe(200);
    expect((await move('LOST')).status).toBe(200);
  });
});
