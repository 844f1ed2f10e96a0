import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { aLead } from '#domain/testing/builders.ts';
import { audit_logs, outbox } from '../db/tables/records.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { createRecordingMailer } from '../testing/recording-mailer.ts';
import { aPdf } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { sendDue } from './send-due.ts';

interface Item {
  id: string;
  to: string;
  template: string;
  status: string;
  resend_of: string | null;
  code?: string;
}
interface Items {
  items: Item[];
  total: number;
  has_more: boolean;
  last_id: string | null;
}

describe.each(ENGINES)('the mails of a workspace on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  beforeEach(() => emptyTables(server.deps.db, 'outbox', 'audit_logs', 'leads', 'submissions', 'files'));
  afterAll(() => server.close());

  const apply = async (fields: Record<string, string> = {}) => {
    const body = new FormData();
    const all = {
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      message: 'Call me.',
      ...fields,
    };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    if (!fields['resume']) body.append('resume', new File([aPdf()], 'cv.pdf'));
    return (await server.json<{ id: string }>('/api/leads', { body })).body.id;
  };
  const change = (id: string, fields: Partial<Lead>) =>
    inWriteTransaction(server.deps, async (tx) => {
      const document = (await readDocuments(tx.sql, 'leads', [id])).get(id)?.document ?? aLead({ id });
      await writeDocuments(tx, [{ collection: 'leads', document: { ...document, ...fields } }]);
    });
  const list = (query = '') => server.json<Items>(`/api/outbox${query}`, { as: server.actors.admin });
  const resend = (id: string, json?: unknown, as = server.actors.manager) =>
    server.json<Item>(`/api/leads/${id}/resend-email`, {
      method: 'POST',
      as,
      ...(json === undefined ? {} : { json }),
    });
  const textOf = async (id: string) =>
    (await server.deps.db.select().from(outbox)).find((mail) => mail.id === id);

  test('are listed for admins, newest first, by page and status', async () => {
    const lead = await apply();
    const all = await list();
    expect(all.body.items.map((item) => item.template)).toEqual(['intake_notify', 'intake_ack']);
    expect(all.body).toMatchObject({ total: 2, has_more: false });
    expect(all.body.items[1]).toEqual({
      id: expect.any(String),
      template: 'intake_ack',
      to: 'ada@example.com',
      status: 'queued',
      attempts: 0,
      last_error: null,
      lead_id: lead,
      resend_of: null,
      created_at: server.clock.now(),
      sent_at: null,
    });
    const page = await list('?page_size=1');
    expect(page.body).toMatchObject({ total: 2, has_more: true, last_id: all.body.items[0]?.id });
    expect((await list(`?page_size=1&after_id=${page.body.last_id}`)).body.items).toEqual([
      all.body.items[1],
    ]);
    expect((await list('?status=sent')).body.total).toBe(0);
    expect((await list(`?lead_id=${lead}`)).body.total).toBe(2);
    expect((await list('?status=lost')).status).toBe(422);
    expect((await server.json('/api/outbox', { as: server.actors.manager })).status).toBe(403);
    expect((await server.json('/api/outbox')).status).toBe(401);
  });

  test('are tried again when an admin says so', async () => {
    await apply();
    const broken = createRecordingMailer(() => {
      throw new Error('down');
    });
    const stop = { drain: new AbortController().signal, abort: new AbortController().signal };
    for (const seconds of [0, 60, 240]) {
      server.clock.advance(seconds);
      await sendDue({ ...server.deps, mailer: broken }, stop);
    }
    const [failed] = (await list('?status=failed')).body.items;
    const path = `/api/outbox/${failed?.id}/retry`;
    expect((await server.json(path, { method: 'POST', as: server.actors.kam1 })).status).toBe(403);
    const again = await server.json<Item>(path, { method: 'POST', as: server.actors.admin });
    expect(again).toMatchObject({ status: 200, body: { id: failed?.id, status: 'queued' } });
    const mailer = createRecordingMailer();
    await sendDue({ ...server.deps, mailer }, stop);
    expect(mailer.sent.map((mail) => mail.id)).toEqual([failed?.id]);
    expect((await server.json(path, { method: 'POST', as: server.actors.admin })).status).toBe(409);
    const nothing = `/api/outbox/${server.actors.admin.id}/retry`;
    expect((await server.json(nothing, { method: 'POST', as: server.actors.admin })).status).toBe(404);
  });

  test('are nobody’s to send again who does not see the lead, whatever he sends', async () => {
    const lead = await apply();
    const path = `/api/leads/${lead}/resend-email`;
    const headers = { 'content-type': 'application/json' };
    const reply = await server.json(path, { body: '{', headers, as: server.actors.kam1 });
    expect(reply).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('are sent once more to an address that was corrected, linked to the first', async () => {
    const lead = await apply();
    const [, ack] = (await list()).body.items;
    await change(lead, { email: 'ada.l@example.com' });
    const again = await resend(lead, { template: 'intake_ack' });
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({
      template: 'intake_ack',
      to: 'ada.l@example.com',
      status: 'queued',
      resend_of: ack?.id,
    });
    const lines = (await server.deps.db.select().from(audit_logs)).filter(
      (line) => line.action === 'resend_mail',
    );
    expect(lines).toMatchObject([
      {
        actor_id: server.actors.manager.id,
        entity: 'lead',
        entity_id: lead,
        details: { mail_id: again.body.id },
      },
    ]);
  });

  test('are the last one again when none is named, and with all that it said', async () => {
    const lead = await apply();
    const [first] = await server.deps.db.select().from(outbox).orderBy(outbox.id).offset(1);
    const { body } = await resend(lead);
    expect(body).toMatchObject({ template: 'intake_notify', resend_of: first?.id });
    expect(await textOf(body.id)).toMatchObject({
      body: first?.body,
      file_id: first?.file_id,
      reply_to: 'ada@example.com',
    });
    const linked = await apply({ resume: 'https://example.com/cv' });
    expect((await textOf((await resend(linked, { template: 'intake_notify' })).body.id))?.body).toContain(
      'https://example.com/cv',
    );
  });

  test('can be about a lead that staff entered, as far as there is somebody to write to', async () => {
    const lead = aLead({ email: null, assignee_id: null });
    await change(lead.id, {});
    expect((await resend(lead.id)).body.code).toBe('invalid');
    expect((await resend(lead.id, { template: 'assigned' })).body.code).toBe('invalid');
    await change(lead.id, { assignee_id: server.actors.kam1.id, email: 'x@example.com' });
    expect((await resend(lead.id, { template: 'assigned' })).body.to).toBe(server.actors.kam1.email);
    const { body } = await resend(lead.id, { template: 'intake_notify' });
    expect(body.to).toBe(server.actors.kam1.email);
    expect((await textOf(body.id))?.body).not.toMatch(/Résumé|Message/);
    await server.deps.db.execute('truncate outbox');
    expect((await resend(lead.id)).body).toMatchObject({
      template: 'intake_ack',
      to: 'x@example.com',
      resend_of: null,
    });
  });

  test('are resent by those who see the lead, and only such as there are', async () => {
    const lead = await apply();
    expect((await resend(lead, {}, server.actors.kam1)).status).toBe(404);
    expect((await server.json(`/api/leads/${lead}/resend-email`, { method: 'POST' })).status).toBe(401);
    expect((await resend(lead, { template: 'other' })).status).toBe(422);
    await change(lead, { deleted_at: server.clock.now() });
    expect((await resend(lead)).status).toBe(404);
    expect((await resend(server.actors.admin.id)).status).toBe(404);
  });
});

test('a file too large for mail is not attached, but where it is stands in the mail', async () => {
  const server = await startTestServer({ env: { RESUME_MAX_BYTES: '20000000' } });
  const body = new FormData();
  for (const [name, value] of Object.entries({ first_name: 'A', last_name: 'B', email: 'a@example.com' }))
    body.append(name, value);
  body.append('resume', new File([Buffer.alloc(10_485_761, 'a')], 'long.txt', { type: 'text/plain' }));
  const { body: reply } = await server.json<{ id: string }>('/api/leads', { body });
  const [, mail] = await server.deps.db.select().from(outbox).orderBy(outbox.id);
  expect(mail?.file_id).toBeNull();
  expect(mail?.body).toContain(
    `long.txt, too large to attach: ${server.deps.config.PUBLIC_URL}/app/#/leads/${reply.id}`,
  );
  await server.close();
});

test('a mailbox is not flooded by resending', async () => {
  const server = await startTestServer({ env: { RATE_LIMIT: 'on' } });
  const lead = aLead({ email: 'ada@example.com' });
  await inWriteTransaction(server.deps, (tx) =>
    writeDocuments(tx, [{ collection: 'leads', document: lead }]),
  );
  const statuses: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    const path = `/api/leads/${lead.id}/resend-email`;
    statuses.push((await server.json(path, { method: 'POST', as: server.actors.admin })).status);
  }
  expect(statuses).toEqual([...Array(10).fill(201), 429]);
  await server.close();
});
