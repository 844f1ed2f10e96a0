import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Report {
  id: string | null;
  total: number;
  created: number;
  updated: number;
  duplicate: number;
  invalid: number;
  columns: { header: string; field: string | null }[];
  rows: {
    row: number;
    outcome: string;
    id?: string;
    duplicates?: string[];
    errors?: { path: string; message: string }[];
  }[];
}

describe.each(ENGINES)('an import of leads on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const send = async (
    file: string | Uint8Array<ArrayBuffer>,
    fields: Record<string, string> = {},
    { query = '', as }: { query?: string; as?: TestActor } = {},
  ) => {
    const body = new FormData();
    body.set('file', new Blob([file], { type: 'text/csv' }), 'leads.csv');
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return server.json<Report>(`/api/leads/import${query}`, { as: as ?? server.actors.manager, body });
  };
  const read = async (id: string) =>
    (await server.json<Lead>(`/api/leads/${id}`, { as: server.actors.manager })).body;
  const total = async () =>
    (await server.json<{ total: number }>('/api/leads', { as: server.actors.manager })).body.total;
  const change = (id: string, json: object) =>
    server.json<Lead>(`/api/leads/${id}`, { method: 'PATCH', as: server.actors.manager, json });
  const undo = (id: string | null, as = server.actors.manager) =>
    server.json<{ put_aside: number; put_back: number; not_undone: object[] }>(
      `/api/leads/imports/${id}/undo`,
      { as, method: 'POST' },
    );

  it('makes an organization of each good row, and reports the bad ones by their fields', async () => {
    const { kam1 } = server.actors;
    const reply = await send(
      [
        'Company name,E-Mail,Phone,City,Tags,Value,Currency,Owner,Status,Shoe size',
        `Nord GmbH,info@nord.test,+49 30 123456,Kiel,"big; north",1200.50,eur,${kam1.email.toUpperCase()},qualified,44`,
        'Bad Mail,nonsense,,,,,,,,',
        'No Owner,,,,,,,stranger@callbook.test,,',
        'No State,,,,,,,,Somewhere,',
        ',x@y.test,,,,,,,,',
        'Süd,,,,,,,,,',
      ].join('\n'),
    );
    expect(reply.status).toBe(200);
    const { body } = reply;
    expect(body).toMatchObject({ total: 6, created: 2, updated: 0, duplicate: 0, invalid: 4 });
    expect(body.columns.at(-1)).toEqual({ header: 'Shoe size', field: null });
    expect(body.rows.map(({ outcome }) => outcome)).toEqual([
      ...['created', 'invalid', 'invalid', 'invalid', 'invalid', 'created'],
    ]);
    const paths = body.rows.flatMap(({ errors = [] }) => errors.map(({ path }) => path));
    expect(paths).toEqual(['email', 'assignee_id', 'state', 'name']);
    expect(await read(body.rows[0]?.id ?? '')).toMatchObject({
      ...{ kind: 'organization', name: 'Nord GmbH', company: 'Nord GmbH', email: 'info@nord.test' },
      ...{ tags: ['big', 'north'], value_minor: 120_050, currency: 'EUR', assignee_id: kam1.id },
      ...{ state: 'QUALIFIED', source: 'import' },
    });
  });

  it('tells by a dry run what would be, and writes nothing', async () => {
    const file = 'name,email\nA,a@x.test\nA again,A@x.test\nB,\n';
    const { body } = await send(file, {}, { query: '?dry_run=1' });
    expect(body).toMatchObject({ id: null, dry_run: true, created: 2, duplicate: 1 });
    expect(body.rows[0]).toEqual({ row: 1, outcome: 'created' });
    expect(await total()).toBe(0);
    expect((await send(file)).body).toMatchObject({ created: 2, duplicate: 1 });
    expect(await total()).toBe(2);
  });

  it('finds duplicates by address, number, and name in a city; it skips them, or changes the one that is meant', async () => {
    const first = await send('name,email,phone,city\nA,a@x.test,,\nB,,0351 778899,\nC,,,Trier\n');
    const ids = first.body.rows.map(({ id }) => id);
    const file = 'name,email,phone,city\nAa,A@X.test,,\nBb,,+49 351 77 88 99,\nc,,,TRIER\n';
    const again = await send(file);
    expect(again.body).toMatchObject({ id: null, duplicate: 3 });
    expect(again.body.rows.map(({ duplicates }) => duplicates?.[0])).toEqual(ids);
    const updated = await send(file, { on_duplicate: 'update' });
    expect(updated.body).toMatchObject({ updated: 3 });
    expect(await read(ids[0] ?? '')).toMatchObject({ name: 'Aa', email: 'A@X.test' });
    const both = await send('name,email,phone\nAB,a@x.test,0351778899\n', { on_duplicate: 'update' });
    expect(both.body.rows[0]).toMatchObject({ outcome: 'duplicate', duplicates: [ids[0], ids[1]] });
  });

  it('changes the lead that a row names by its id, says so of one that is as it says, and of one that is put aside', async () => {
    const made = await send('name,city\nA,Kiel\nB,Jena\n');
    const [a = '', b = ''] = made.body.rows.map(({ id }) => id ?? '');
    await server.json(`/api/leads/${b}`, { method: 'DELETE', as: server.actors.manager });
    const { body } = await send(`id,name,city\n${a},A,\n${a},Aa,Bonn\n${a},X,\n${b},B,\nno-id,C,\n`);
    expect(body.rows.map(({ outcome }) => outcome)).toEqual([
      ...['duplicate', 'updated', 'duplicate', 'invalid', 'invalid'],
    ]);
    expect(await read(a)).toMatchObject({ name: 'Aa', city: 'Bonn' });
  });

  it('reads columns as the caller names them, and refuses a mapping that fits nothing', async () => {
    const mapping = JSON.stringify({ Firma: 'name', Ort: 'city', email: null });
    const { body } = await send('Firma;Ort;email\nNord;Kiel;no mail\n', { mapping, kind: 'person' });
    expect(await read(body.rows[0]?.id ?? '')).toMatchObject({ name: 'Nord', city: 'Kiel', kind: 'person' });
    const wrong = await send('Firma\nNord\n', { mapping: JSON.stringify({ Firma: 'shoe', Ort: 'city' }) });
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'mapping.Firma' }, { path: 'mapping.Ort' }] },
    });
    expect((await send('name\nA\n', { mapping: 'no json' })).status).toBe(422);
    expect((await send('Firma\nNord\n')).body).toMatchObject({ code: 'invalid', errors: [{ path: 'file' }] });
  });

  it('gives each new lead to whom it names, with one mail a person, and a customer where it is won', async () => {
    const { kam1, kam2 } = server.actors;
    const { body } = await send(
      `name,owner,state\nA,${kam1.email},\nB,${kam1.email},\nC,${kam2.email},WON\n`,
    );
    const mails = await server.json<{ items: { to: string }[] }>('/api/outbox', { as: server.actors.admin });
    expect(mails.body.items.map(({ to }) => to).sort()).toEqual([kam1.email, kam2.email]);
    const customers = await server.json('/api/customers', { as: kam2 });
    expect(customers.body).toMatchObject({ items: [{ lead_id: body.rows[2]?.id, assignee_id: kam2.id }] });
    const pulled = await server.json<{ documents: object[] }>('/api/sync/leads/pull?limit=10', { as: kam1 });
    expect(pulled.body.documents).toHaveLength(2);
    const { body: audit } = await server.json<{ items: { details: object }[] }>(
      '/api/audit-logs?entity=lead&action=create',
      { as: server.actors.admin },
    );
    expect(audit.items[0]?.details).toMatchObject({ import_id: body.id, row: 3 });
  });

  it('carries on over many batches, and the audit proves itself after it', async () => {
    const rows = Array.from({ length: 230 }, (_, at) => `Firm ${at},f${at % 225}@x.test`);
    const { body } = await send(`name,email\n${rows.join('\n')}\n`);
    expect(body).toMatchObject({ total: 230, created: 225, duplicate: 5 });
    const proof = await server.json('/api/audit-logs/verify', { as: server.actors.admin });
    expect(proof.body).toMatchObject({ ok: true });
    expect((await undo(body.id)).body).toMatchObject({ put_aside: 225, not_undone: [] });
    expect(await total()).toBe(0);
  });

  it('is undone: what it made is put aside, what it changed goes back, and what somebody worked on since stays', async () => {
    const { manager } = server.actors;
    const old = (await send('name,city,phone\nOld,Kiel,030 111111\nOld too,Ulm,030 222222\n')).body.rows;
    const [old1 = '', old2 = ''] = old.map(({ id }) => id ?? '');
    const { body } = await send(
      `id,name,city,phone\n${old1},New,Bonn,\n${old2},New too,Bonn,\n,Made,,030 333333\n,Edited,,\n,Called,,\n`,
    );
    const [, , made = '', edited = '', called = ''] = body.rows.map(({ id }) => id ?? '');
    await change(old2, { city: 'Hof' });
    await change(edited, { city: 'Hof' });
    const call = { lead_id: called, type: 'NOTE', note: 'said hello', occurred_at: server.clock.now() };
    expect((await server.json('/api/interactions', { as: manager, json: call })).status).toBe(201);
    const undone = await undo(body.id);
    expect(undone).toMatchObject({ status: 200, body: { put_aside: 1, put_back: 2 } });
    expect(undone.body.not_undone).toEqual([
      { row: 2, id: old2, fields: ['city'] },
      { row: 4, id: edited, fields: ['city'] },
      { row: 5, id: called, fields: ['interactions'] },
    ]);
    expect(await read(old1)).toMatchObject({ name: 'Old', city: 'Kiel' });
    expect(await read(old2)).toMatchObject({ name: 'Old too', city: 'Hof' });
    expect((await server.json(`/api/leads/${made}`, { as: manager })).status).toBe(404);
    expect((await undo(body.id)).body).toMatchObject({ code: 'impossible_transition' });
  });

  it('lists imports, newest first, for the staff', async () => {
    const first = await send('name\nA\n');
    server.clock.advance(1);
    const second = await send('name\nB\n');
    const list = (query = '', as = server.actors.manager) =>
      server.json<{ items: { id: string }[]; last_id: string }>(`/api/leads/imports${query}`, { as });
    const { body } = await list('?page_size=1');
    expect(body).toMatchObject({ items: [{ id: second.body.id, file_name: 'leads.csv' }], has_more: true });
    expect((await list(`?after_id=${body.last_id}`)).body.items.map(({ id }) => id)).toEqual([first.body.id]);
    expect((await list(`?after_id=${server.actors.kam1.id}`)).status).toBe(422);
    expect((await list('', server.actors.kam1)).status).toBe(403);
  });

  it('is the staff’s, and asks who sends it before it looks at the body', async () => {
    const { kam1 } = server.actors;
    expect((await send('name\nA\n', {}, { as: kam1 })).status).toBe(403);
    expect((await server.json('/api/leads/import', { as: kam1, json: {} })).status).toBe(403);
    expect((await server.json('/api/leads/import', { as: server.actors.admin, json: {} })).status).toBe(415);
    expect((await server.json('/api/leads/import', { method: 'POST' })).status).toBe(401);
    expect((await undo(kam1.id, kam1)).status).toBe(403);
    expect((await undo(kam1.id)).status).toBe(404);
    const noFile = new FormData();
    noFile.set('file', 'name');
    const reply = await server.json('/api/leads/import', { as: server.actors.manager, body: noFile });
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'file' }] } });
  });
});
