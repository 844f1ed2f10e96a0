import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { audit_logs } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type AuditLine, verifyAudit } from './read-audit.ts';

interface Listed {
  items: (AuditLine & { id: string })[];
  total: number;
  has_more: boolean;
  last_id: string;
}

describe.each(ENGINES)('the audit on %s', (engine) => {
  let server: TestServer;
  let lead: Lead;
  beforeAll(async () => {
    server = await startTestServer({ engine });
    const { kam1, manager } = server.actors;
    const headers = { 'x-request-id': 'request-0001' };
    lead = (
      await server.json<Lead>('/api/leads', { as: kam1, headers, json: { name: 'Audited', city: 'Kiel' } })
    ).body;
    const path = `/api/leads/${lead.id}`;
    server.clock.advance(60);
    await server.json(path, { method: 'PATCH', as: manager, json: { city: 'Bonn', name: 'Audited' } });
    await server.json(path, { method: 'PATCH', as: manager, json: { city: 'Bonn' } });
    await server.json('/api/interactions', {
      as: kam1,
      json: { lead_id: lead.id, type: 'CALL', outcome: 'CONNECTED' },
    });
    await server.json(path, { method: 'DELETE', as: kam1 });
    await server.json(`${path}/restore`, { method: 'POST', as: kam1 });
  });
  afterAll(() => server.close());

  const list = async (query: string) =>
    (await server.json<Listed>(`/api/audit-logs?${query}`, { as: server.actors.admin })).body;

  it('has one line per change: who, what, before and after of what changed, and the request', async () => {
    const { items } = await list(`entity_id=${lead.id}`);
    const { kam1, manager } = server.actors;
    expect(items.map(({ action }) => action)).toEqual(['restore', 'delete', 'update', 'update', 'create']);
    const [restored, , moved, changed, created] = items;
    expect(created).toMatchObject({
      actor_id: kam1.id,
      entity: 'lead',
      details: { request_id: 'request-0001', after: { name: 'Audited', city: 'Kiel' } },
    });
    expect(changed).toMatchObject({ actor_id: manager.id, at: '2026-03-09T09:01:00.000Z' });
    expect(changed?.details).toMatchObject({ before: { city: 'Kiel' }, after: { city: 'Bonn' } });
    expect(Object.keys(Object(changed?.details['after']))).toEqual(['city']);
    expect(moved?.details).toMatchObject({ before: { state: 'PENDING' }, after: { state: 'REACHED_OUT' } });
    expect(restored?.details).toMatchObject({ after: { deleted_at: null } });
  });

  it('is filtered by person, noun, action and time, in pages of numbered lines', async () => {
    const { manager } = server.actors;
    expect((await list(`actor=${manager.id}`)).items).toMatchObject([{ action: 'update', entity: 'lead' }]);
    expect((await list('entity=interaction')).items).toMatchObject([{ action: 'create' }]);
    expect((await list('action=restore')).total).toBe(1);
    expect((await list('from=2026-03-09T09:01:00Z&action=create')).items).toMatchObject([
      { entity: 'interaction' },
    ]);
    expect((await list('to=2026-03-09')).total).toBe(0);
    const all = (await list('page_size=200')).items.map(({ id }) => id);
    const first = await list('page_size=3');
    expect(first).toMatchObject({ total: all.length, has_more: true, last_id: first.items[2]?.id });
    const rest = await list(`page_size=200&after_id=${first.last_id}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(all);
    const bad = await server.json('/api/audit-logs?after_id=last', { as: server.actors.admin });
    expect(bad.status).toBe(422);
  });

  it('is an admin’s to read, and nobody’s to write', async () => {
    for (const as of [server.actors.kam1, server.actors.manager]) {
      expect((await server.json('/api/audit-logs', { as })).status).toBe(403);
      expect((await server.json('/api/audit-logs/verify', { as })).status).toBe(403);
    }
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
      const reply = await server.json('/api/audit-logs', { method, as: server.actors.admin, json: {} });
      expect(reply.status).toBe(404);
    }
  });

  it('proves itself, and shows the first line that somebody changed', async () => {
    const verify = async () =>
      (await server.json('/api/audit-logs/verify', { as: server.actors.admin })).body;
    const { total } = await list('');
    expect(await verify()).toEqual({ ok: true, checked: total, first_broken: null });
    const [, victim] = (await list(`entity_id=${lead.id}`)).items;
    if (!victim) throw new Error('no line to change');
    const where = eq(audit_logs.seq, victim.seq);
    await server.deps.db.update(audit_logs).set({ action: 'nothing' }).where(where);
    expect(await verify()).toMatchObject({ ok: false, first_broken: victim.seq });
    await server.deps.db.update(audit_logs).set({ action: victim.action }).where(where);
    await server.deps.db.delete(audit_logs).where(eq(audit_logs.seq, victim.seq));
    expect(await verify()).toMatchObject({ ok: false, first_broken: victim.seq + 1 });
    expect((await verifyAudit(server.deps.db)).checked).toBeLessThan(total);
  });
});
