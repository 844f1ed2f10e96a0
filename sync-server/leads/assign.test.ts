import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, customerIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { outbox } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface History {
  items: { from_id: string | null; to_id: string | null; by_id: string; note: string | null; id: string }[];
  total: number;
  has_more: boolean;
  last_id: string;
}

describe.each(ENGINES)('assigning leads on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const add = async (name: string, fields: object = {}, as: Name = 'manager'): Promise<Lead> =>
    (await server.json<Lead>('/api/leads', { as: server.actors[as], json: { name, ...fields } })).body;
  const assign = (id: string, json: object, as: Name = 'manager') =>
    server.json<Lead & { code: string }>(`/api/leads/${id}/assign`, { as: server.actors[as], json });
  const history = async (id: string, query = '', as: Name = 'manager') =>
    (await server.json<History>(`/api/leads/${id}/assignments${query}`, { as: server.actors[as] })).body;
  const activate = (id: string, is_active: boolean) =>
    server.json(`/api/users/${id}`, { as: server.actors.admin, method: 'PATCH', json: { is_active } });
  const mailsAbout = (id: string) =>
    server.deps.db.select().from(outbox).where(eq(outbox.lead_id, id)).orderBy(desc(outbox.created_at));

  it('gives the lead to a person, tells him once, and keeps who did it and why', async () => {
    const { manager, kam1 } = server.actors;
    const lead = await add('Handed');
    const reply = await assign(lead.id, { assignee_id: kam1.id, note: 'closer to you' });
    expect(reply).toMatchObject({ status: 200, body: { assignee_id: kam1.id } });
    expect((await history(lead.id)).items).toMatchObject([
      { from_id: null, to_id: kam1.id, by_id: manager.id, note: 'closer to you' },
    ]);
    const mails = await mailsAbout(lead.id);
    expect(mails).toMatchObject([{ template: 'assigned', to: 'kam1@callbook.test', status: 'queued' }]);
    expect(mails[0]?.body).toContain('closer to you');
  });

  it('changes nothing and tells nobody when he has it already', async () => {
    const { kam1 } = server.actors;
    const lead = await add('Same', { assignee_id: kam1.id });
    expect((await assign(lead.id, { assignee_id: kam1.id })).body).toEqual(lead);
    expect((await history(lead.id)).total).toBe(1);
    expect(await mailsAbout(lead.id)).toHaveLength(1);
  });

  it('moves the lead from one KAM’s sight into the other’s', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await add('Moved', {}, 'kam1');
    expect(await mailsAbout(lead.id)).toEqual([]);
    await assign(lead.id, { assignee_id: kam2.id });
    expect((await server.json(`/api/leads/${lead.id}`, { as: kam1 })).status).toBe(404);
    expect((await server.json(`/api/leads/${lead.id}`, { as: kam2 })).status).toBe(200);
    expect((await history(lead.id, '', 'kam2')).items).toMatchObject([
      { from_id: kam1.id, to_id: kam2.id },
      { from_id: null, to_id: kam1.id },
    ]);
    const second = await history(
      lead.id,
      `?page_size=1&after_id=${(await history(lead.id, '?page_size=1')).last_id}`,
    );
    expect(second).toMatchObject({ total: 2, has_more: false, items: [{ from_id: null }] });
  });

  it('takes the lead from everybody with null', async () => {
    const lead = await add('Queue', {}, 'kam1');
    expect((await assign(lead.id, { assignee_id: null })).body.assignee_id).toBeNull();
    expect(await mailsAbout(lead.id)).toEqual([]);
  });

  it('is also what a change of the field by a manager is', async () => {
    const { kam2, manager } = server.actors;
    const lead = await add('By field');
    const json = { assignee_id: kam2.id };
    await server.json(`/api/leads/${lead.id}`, { method: 'PATCH', as: manager, json });
    expect((await history(lead.id)).items).toMatchObject([{ to_id: kam2.id, by_id: manager.id }]);
    expect(await mailsAbout(lead.id)).toHaveLength(1);
    const audit = await server.json<{ items: object[] }>(`/api/audit-logs?entity_id=${lead.id}`, {
      as: server.actors.admin,
    });
    expect(audit.body.items[0]).toMatchObject({
      action: 'assign',
      details: { before: { assignee_id: null }, after: { assignee_id: kam2.id } },
    });
  });

  it('takes the customer of a won lead along', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await add('Won', { state: 'WON' }, 'kam1');
    const customer = () => server.json(`/api/customers/${customerIdOf(lead.id)}`, { as: kam2 });
    expect((await customer()).status).toBe(404);
    await assign(lead.id, { assignee_id: kam2.id });
    expect((await customer()).body).toMatchObject({ assignee_id: kam2.id });
    expect((await server.json(`/api/customers/${customerIdOf(lead.id)}`, { as: kam1 })).status).toBe(404);
  });

  it('is refused to a KAM before his body is read, and for anybody who is no active user', async () => {
    const { kam1, kam2, manager } = server.actors;
    const lead = await add('Refused', {}, 'kam1');
    expect((await assign(lead.id, { nonsense: true }, 'kam1')).status).toBe(403);
    expect(await assign(lead.id, { assignee_id: createIds().next() })).toMatchObject({
      status: 422,
      body: { code: 'unknown_assignee' },
    });
    await activate(kam2.id, false);
    expect((await assign(lead.id, { assignee_id: kam2.id })).body.code).toBe('unknown_assignee');
    await activate(kam2.id, true);
    expect((await assign(lead.id, {})).body).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'assignee_id' }],
    });
    expect((await assign(createIds().next(), { assignee_id: kam1.id })).status).toBe(404);
    const json = { assignee_id: null };
    const own = await server.json(`/api/leads/${lead.id}`, { method: 'PATCH', as: kam1, json });
    expect(own.status).toBe(403);
    expect((await history(lead.id)).total).toBe(1);
    expect((await server.json(`/api/leads/${lead.id}/assignments`, { as: manager })).status).toBe(200);
  });
});
