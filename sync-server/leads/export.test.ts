import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('the export of leads on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const add = (json: object) =>
    server.json<{ id: string }>('/api/leads?allow_duplicate=1', { as: server.actors.manager, json });
  const send = (text: string) => {
    const body = new FormData();
    body.set('file', new Blob([text]), 'back.csv');
    return server.json<{ rows: { outcome: string; id: string }[] }>('/api/leads/import', {
      as: server.actors.manager,
      body,
    });
  };
  const exported = async (query: string) => {
    const reply = await server.request(`/api/leads/export.csv?${query}`, { as: server.actors.manager });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    // The mark by which spreadsheets know UTF-8 is not part of the text.
    return new TextDecoder().decode(await reply.arrayBuffer());
  };

  it('holds the leads of the list’s filters, and no cell that a spreadsheet would run', async () => {
    const formula = '=HYPERLINK("http://evil.test")';
    const { body } = await add({
      ...{ name: formula, phone: '+49 30 1234', city: 'Görlitz', tags: ['a', 'b'], source: 'out' },
      ...{ assignee_id: server.actors.kam1.id, custom: { note: '@SUM(1)', size: 4 }, do_not_call: true },
    });
    await add({ name: 'Elsewhere', source: 'other', custom: { hidden: 1 } });
    const [header = '', ...lines] = (await exported('source=out')).trim().split('\n');
    expect(header).toMatch(/^id,kind,name,.*assignee_email,custom.note,custom.size$/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${body.id},organization,"'=HYPERLINK(""http://evil.test"")"`);
    expect(lines[0]).toContain(`'+49 30 1234,,Görlitz`);
    expect(lines[0]).toContain('"a, b"');
    expect(lines[0]).toContain(`kam1@callbook.test,'@SUM(1),4`);
  });

  it('can be imported again as it is, and changes nothing', async () => {
    await add({ name: '-Dash', phone: '+49 351 1', source: 'back', city: 'A, "B"', custom: { note: 'x' } });
    const text = await exported('source=back');
    expect((await send(text)).body.rows).toMatchObject([{ outcome: 'duplicate' }]);
  });

  it('gives every lead once, in the order of the list, however many pages that takes', async () => {
    const rows = Array.from({ length: 1203 }, (_, at) => `Many ${String(at).padStart(4, '0')},many`);
    await send(`name,source\n${rows.join('\n')}`);
    const lines = (await exported('source=many&sort=name')).trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[2])).toEqual(rows.map((row) => row.split(',')[0]));
    expect(await exported('source=nowhere')).toMatch(/^id,.*\n$/);
  });

  it('filters by the plan too', async () => {
    await add({ name: 'Never', source: 'plan', do_not_call: true });
    expect((await exported('source=plan&due=NONE')).trim().split('\n')).toHaveLength(2);
    expect((await exported('source=plan&due=TODAY')).trim().split('\n')).toHaveLength(1);
  });

  it('is the staff’s', async () => {
    expect((await server.json('/api/leads/export.csv', { as: server.actors.kam1 })).status).toBe(403);
    expect((await server.json('/api/leads/export.csv')).status).toBe(401);
    expect((await server.json('/api/leads/export.csv?sort=age', { as: server.actors.admin })).status).toBe(
      422,
    );
  });
});
