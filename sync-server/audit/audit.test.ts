import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { audit_logs, audit_personal } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { AuditLine } from './read-audit.ts';
import { verifyAudit } from './verify-audit.ts';

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
    const headers = { 'x-request-id': 'request-0001', 'x-app-version': '1.2.3' };
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

  it('says from which device and program it was done, and nothing of either where nobody was signed in', async () => {
    const { items } = await list(`entity_id=${lead.id}&action=create`);
    const devices = await server.json<{ items: { id: string }[] }>('/api/devices', {
      as: server.actors.kam1,
    });
    expect(items).toMatchObject([{ app_version: '1.2.3', device_id: devices.body.items[0]?.id }]);
    const odd = { 'x-app-version': '<script>' };
    const json = { name: 'Odd' };
    await server.json('/api/leads', { as: server.actors.kam2, headers: odd, json });
    const [by] = (await list(`actor=${server.actors.kam2.id}`)).items;
    expect(by?.device_id).not.toBeNull();
    expect(by?.app_version).toBeNull();
    const form = {
      first_name: 'Ada',
      last_name: 'L',
      email: 'a@example.com',
      resume: 'https://example.com/',
    };
    await server.json('/api/leads', { headers: { 'x-app-version': 'curl' }, json: form });
    expect((await list('')).items[0]).toMatchObject({ actor_id: null, device_id: null, app_version: 'curl' });
  });

  it('keeps what is personal apart from what it hashes', async () => {
    const { db } = server.deps;
    const [created] = await db.select().from(audit_logs).where(eq(audit_logs.entity_id, lead.id)).limit(1);
    expect(JSON.stringify(created)).not.toMatch(/Audited|Kiel/);
    const [own] = await db
      .select()
      .from(audit_personal)
      .where(eq(audit_personal.seq, created?.seq ?? 0));
    expect(own?.content).toMatchObject({ after: { name: 'Audited', city: 'Kiel' } });
  });

  it('is exported as a whole or in part, for programs and for tables', async () => {
    const formula = await server.json<Lead>('/api/leads', {
      as: server.actors.manager,
      json: { name: '=1+1, "x"' },
    });
    const get = async (query: string, as = server.actors.admin) => {
      const reply = await server.request(`/api/audit-logs/export?${query}`, { as });
      return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() };
    };
    const all = await get('');
    const lines = all.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditLine);
    expect(all).toMatchObject({ status: 200, type: 'application/jsonl' });
    expect(lines).toHaveLength((await list('')).total);
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map(({ seq }) => seq).sort((a, b) => a - b));
    expect(lines.find(({ entity_id }) => entity_id === lead.id)?.details).toMatchObject({
      after: { city: 'Kiel' },
    });
    const csv = await get(`format=csv&entity_id=${formula.body.id}`);
    expect(csv.type).toContain('text/csv');
    const [head, line, end] = csv.text.split('\r\n');
    expect(head).toMatch(/^seq,at,actor_id,device_id,app_version,action,/);
    expect(line).toContain('""name"":""=1+1');
    expect(end).toBe('');
    expect((await get('format=xml')).status).toBe(422);
    expect((await get('', server.actors.manager)).status).toBe(403);
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

  it('proves the lines of an earlier version, and shows a personal value that was changed or taken away', async () => {
    const { db } = server.deps;
    const verify = () => verifyAudit(db);
    const [last] = await db.select().from(audit_logs).orderBy(desc(audit_logs.seq)).limit(1);
    const old = {
      ...{ at: server.clock.now(), actor_id: null, action: 'update', entity: 'lead', entity_id: lead.id },
      details: { after: { name: 'Old' }, before: {} },
    };
    const previous_hash = last?.hash ?? '';
    // What version 1 wrote, spelled out: its lines stand in databases.
    const text = `["${previous_hash}","${old.at}",null,"update","lead","${lead.id}",{"after":{"name":"Old"},"before":{}}]`;
    const hash = createHash('sha256').update(text).digest('hex');
    const added = await db
      .insert(audit_logs)
      .values({ ...old, previous_hash, hash })
      .returning();
    await server.json('/api/leads', { as: server.actors.manager, json: { name: 'Later' } });
    expect(await verify()).toMatchObject({ ok: true, erased: 0 });
    expect((await list(`entity_id=${lead.id}`)).items[0]).toMatchObject({ version: 1, details: old.details });
    const seq = added[0]?.seq ?? 0;
    await db.update(audit_logs).set({ details: {} }).where(eq(audit_logs.seq, seq));
    expect(await verify()).toMatchObject({ ok: false, first_broken: seq });
    await db.update(audit_logs).set({ erased_at: old.at }).where(eq(audit_logs.seq, seq));
    expect(await verify()).toMatchObject({ ok: false, first_broken: seq });
    await db
      .update(audit_logs)
      .set({ ...old, erased_at: null })
      .where(eq(audit_logs.seq, seq));
    const later = eq(audit_personal.seq, seq + 1);
    const [own] = await db.select().from(audit_personal).where(later);
    await db
      .update(audit_personal)
      .set({ content: { after: { name: 'Never' } } })
      .where(later);
    expect(await verify()).toMatchObject({ ok: false, first_broken: seq + 1 });
    await db.delete(audit_personal).where(later);
    expect(await verify()).toMatchObject({ ok: false, first_broken: seq + 1 });
    if (own) await db.insert(audit_personal).values(own);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('proves itself, and shows the first line that somebody changed', async () => {
    const verify = async () =>
      (await server.json('/api/audit-logs/verify', { as: server.actors.admin })).body;
    const { total } = await list('');
    expect(await verify()).toEqual({ ok: true, checked: total, first_broken: null, erased: 0 });
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
