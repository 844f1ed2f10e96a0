import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desc, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { FIRST_HASH, hashOf } from '../audit/audit-hash.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { rowsOf } from '../db/database.ts';
import { audit_logs, outbox } from '../db/tables/records.ts';
import { createMailer } from '../mail/mailer.ts';
import { sendDue } from '../mail/send-due.ts';
import { aPdf } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

/** Each stands somewhere of its own, and nowhere else by chance. */
const WORDS = [
  ...['Zacharias', 'Quittenbaum', 'zq@quitten.example', '+49 30 77001122', 'Quittenhof', 'Birnenweg 7'],
  ...['mag keine Pfirsiche', 'ruft nie zurück', 'kennt den Chef', 'Mirabella Pflaum', 'mp@quitten.example'],
  ...['Quittenbaum GmbH', 'quitten-tag', 'wegen der Ernte', 'Quittenstadt', 'SICHTBARER LEBENSLAUF'],
];

describe.each(ENGINES)('erasing a person on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const admin = () => server.actors.admin;
  const post = async <T = { id: string }>(path: string, json: object, as = admin()) => {
    const reply = await server.json<T>(path, { method: 'POST', as, json });
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    return reply.body;
  };
  const erase = (path: string, confirm: string, as = admin()) =>
    server.json(`/api/${path}/erase`, { method: 'POST', as, json: { confirm } });

  /** Everything in all tables and all files, as text. */
  async function dump(): Promise<string> {
    const { db, config } = server.deps;
    const tables = rowsOf(
      await db.execute(sql`select tablename from pg_tables where schemaname = 'public' order by 1`),
    );
    let text = '';
    for (const { tablename } of tables) {
      const rows = rowsOf(
        await db.execute(sql`select row_to_json(t)::text as row from ${sql.identifier(String(tablename))} t`),
      );
      text += rows.map(({ row }) => `${tablename} ${row}\n`).join('');
    }
    const names = await readdir(config.DATA_DIR, { recursive: true, withFileTypes: true });
    for (const one of names.filter((entry) => entry.isFile()))
      text += `${one.name} ${await readFile(join(one.parentPath, one.name), 'latin1')}\n`;
    return text;
  }
  const found = async () => {
    const text = await dump();
    return WORDS.filter((word) => text.includes(word));
  };

  /** A lead with everything that can hang on one, and a second one that was merged into it. */
  async function aWholeLife(): Promise<string> {
    const { kam1, manager } = server.actors;
    const form = new FormData();
    const fields = {
      ...{ first_name: 'Zacharias', last_name: 'Quittenbaum', email: 'zq@quitten.example' },
      ...{ phone: '+49 30 77001122', company: 'Quittenhof', message: 'mag keine Pfirsiche' },
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const pdf = Buffer.concat([aPdf(), Buffer.from('\n% SICHTBARER LEBENSLAUF\n')]);
    form.append('resume', new File([new Uint8Array(pdf)], 'Quittenbaum.pdf'));
    const { id } = (await server.json<{ id: string }>('/api/leads', { body: form })).body;
    const note = 'wegen der Ernte';
    await post(`/api/leads/${id}/assign`, { assignee_id: kam1.id, note }, manager);
    const patch = { address: 'Birnenweg 7', tags: ['quitten-tag'], custom: { ruf: 'kennt den Chef' } };
    await server.json(`/api/leads/${id}`, { method: 'PATCH', as: kam1, json: patch });
    const poc = { lead_id: id, name: 'Mirabella Pflaum', email: 'mp@quitten.example' };
    const poc_id = (await post('/api/pocs', poc, kam1)).id;
    const call = { lead_id: id, poc_id, type: 'CALL', outcome: 'CONNECTED', note: 'ruft nie zurück' };
    await post('/api/interactions', call, kam1);
    const order = { lead_id: id, type: 'ORDER', amount_minor: 12_300, currency: 'EUR' };
    await post('/api/interactions', order, kam1);
    const twin = { name: 'Quittenbaum GmbH', email: 'zq@quitten.example' };
    const headers = { 'idempotency-key': 'the-same-again' };
    const made = { as: kam1, json: twin, headers };
    const other = (await server.json<Lead>('/api/leads?allow_duplicate=1', made)).body;
    await post(`/api/leads/${id}/merge`, { other_id: other.id }, manager);
    const table = new FormData();
    table.append('file', new File([`id,city\n${id},Quittenstadt\n`], 'leads.csv'));
    table.append('on_duplicate', 'update');
    const imported = await server.json('/api/leads/import', { body: table, as: manager });
    expect(imported.body, JSON.stringify(imported.body)).toMatchObject({ updated: 1 });
    return id;
  }

  it('leaves nothing of him in the database and the files, and the figures as they are', async () => {
    const id = await aWholeLife();
    const { db, config } = server.deps;
    const never = new AbortController().signal;
    await sendDue({ ...server.deps, mailer: createMailer(config) }, { drain: never, abort: never });
    expect(await found()).toEqual(WORDS);
    const before = (await server.json<Lead>(`/api/leads/${id}`, { as: admin() })).body;

    expect(await erase(`leads/${id}`, 'Somebody Else')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'confirm' }] },
    });
    const done = await erase(`leads/${id}`, before.name);
    expect(done, JSON.stringify(done.body)).toMatchObject({ status: 200, body: { files: 1 } });

    const left = (await dump()).split('\n').filter((line) => WORDS.some((word) => line.includes(word)));
    expect(left).toEqual([]);
    expect(await verifyAudit(db)).toMatchObject({ ok: true, first_broken: null });
    expect((await verifyAudit(db)).erased).toBe(6);
    const { state, assignee_id, won_at, sla_met_at } = before;
    const after = await server.json<Lead>(`/api/leads/${id}`, { as: admin() });
    expect(after.body).toMatchObject({ name: 'Erased', state, assignee_id, won_at, sla_met_at });
    const { body } = await server.json<{ items: object[] }>(`/api/interactions/${id}`, { as: admin() });
    expect(body.items).toContainEqual(expect.objectContaining({ type: 'ORDER', amount_minor: 12_300 }));
    expect(await db.select().from(outbox)).not.toContainEqual(expect.objectContaining({ status: 'queued' }));
  });

  it('reaches every device as a write, and a repeat of what was sent before brings nothing back', async () => {
    const id = await aWholeLife();
    const { kam1 } = server.actors;
    const first = await server.json<{ documents: Lead[]; checkpoint: string }>('/api/sync/leads/pull', {
      as: kam1,
    });
    const { name } = first.body.documents.find((one) => one.id === id) ?? { name: '' };
    await erase(`leads/${id}`, name);
    const checkpoint = encodeURIComponent(first.body.checkpoint);
    const next = await server.json<{ documents: Lead[] }>(`/api/sync/leads/pull?checkpoint=${checkpoint}`, {
      as: kam1,
    });
    expect(next.body.documents).toContainEqual(
      expect.objectContaining({ id, name: 'Erased', email: null, phone: null, do_not_call: true }),
    );
    const repeat = {
      as: kam1,
      json: { name: 'Quittenbaum GmbH' },
      headers: { 'idempotency-key': 'the-same-again' },
    };
    expect((await server.json<Lead>('/api/leads', repeat)).body.name).toBe('Erased');
    expect((await erase(`leads/${id}`, 'Erased')).status).toBe(200);
    expect((await verifyAudit(server.deps.db)).ok).toBe(true);
  });

  it('takes what is personal out of lines of the first version, and the chain speaks for what is left', async () => {
    const { db } = server.deps;
    const lead = await post<Lead>('/api/leads', { name: 'Quittenhof' });
    const [last] = await db.select().from(audit_logs).orderBy(desc(audit_logs.seq)).limit(1);
    const old = {
      ...{ at: server.clock.now(), actor_id: null, action: 'update', entity: 'lead', entity_id: lead.id },
      ...{ details: { after: { name: 'Quittenbaum', state: 'WON' } }, version: 1, device_id: null },
      ...{ app_version: null, personal_digest: null, previous_hash: last?.hash ?? FIRST_HASH },
    };
    const rows = await db
      .insert(audit_logs)
      .values({ ...old, hash: hashOf(old) })
      .returning();
    await erase(`leads/${lead.id}`, 'Quittenhof');
    expect(await found()).toEqual([]);
    expect(await verifyAudit(db)).toMatchObject({ ok: true, erased: 2 });
    const where = sql`${audit_logs.seq} = ${rows[0]?.seq}`;
    const [rest] = await db.select().from(audit_logs).where(where);
    expect(rest?.details).toEqual({ after: { state: 'WON' } });
    await db.update(audit_logs).set({ details: {} }).where(where);
    expect(await verifyAudit(db)).toMatchObject({ ok: false, first_broken: rows[0]?.seq });
  });

  it('erases one point of contact and the notes of the talks with him, and nothing of his lead', async () => {
    const lead = await post<Lead>('/api/leads', { name: 'Quittenhof' });
    const poc = await post('/api/pocs', { lead_id: lead.id, name: 'Mirabella Pflaum' });
    const about = { lead_id: lead.id, type: 'CALL', outcome: 'CONNECTED' };
    await post('/api/interactions', { ...about, poc_id: poc.id, note: 'ruft nie zurück' });
    await post('/api/interactions', { ...about, note: 'mag keine Pfirsiche' });
    expect((await erase(`pocs/${poc.id}`, 'Mirabella Pflaum')).status).toBe(200);
    expect(await found()).toEqual(['Quittenhof', 'mag keine Pfirsiche']);
    expect((await verifyAudit(server.deps.db)).ok).toBe(true);
  });

  it('is an admin’s, as is the document with all that is held, which says who made it', async () => {
    const id = await aWholeLife();
    for (const as of [server.actors.kam1, server.actors.manager]) {
      expect((await erase(`leads/${id}`, 'x', as)).status).toBe(403);
      expect((await server.json(`/api/leads/${id}/personal-data`, { as })).status).toBe(403);
    }
    const nobody = '018f0000-0000-7000-8000-000000000001';
    expect((await erase(`leads/${nobody}`, 'x')).status).toBe(404);
    expect((await erase(`pocs/${nobody}`, 'x')).status).toBe(404);
    expect((await server.json(`/api/leads/${nobody}/personal-data`, { as: admin() })).status).toBe(404);
    const reply = await server.request(`/api/leads/${id}/personal-data`, { as: admin() });
    const text = await reply.text();
    expect(WORDS.filter((word) => !text.includes(word))).toEqual(['SICHTBARER LEBENSLAUF']);
    const data = JSON.parse(text);
    expect(data).toMatchObject({ subject: { kind: 'lead', id }, applications: [{}] });
    expect(data.leads).toHaveLength(2);
    expect(data.files[0].url).toMatch(new RegExp(`/api/leads/${id}/resume$`));
    const [pocId] = data.pocs.map((poc: { id: string }) => poc.id);
    const ofPoc = await server.json<{ pocs: object[]; leads: object[] }>(`/api/pocs/${pocId}/personal-data`, {
      as: admin(),
    });
    expect(ofPoc.body).toMatchObject({ pocs: [{ id: pocId }], leads: [], mails: [] });
    const line = await server.json<{ items: object[] }>('/api/audit-logs?action=export_personal_data', {
      as: admin(),
    });
    expect(line.body.items[1]).toMatchObject({ actor_id: admin().id, entity: 'lead', entity_id: id });
  });
});
