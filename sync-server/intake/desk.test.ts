import { afterEach, expect, test } from 'vitest';
import { outbox } from '../db/tables/records.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { readSettings } from '../settings/settings.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../testing/test-server.ts';

let server: TestServer;
afterEach(() => server.close());

/** The desk's mail about one application to such a server. */
async function deskMail(options: TestServerOptions, rule: 'none' | 'round_robin' = 'none') {
  server = await startTestServer(options);
  await inWriteTransaction(server.deps, async (tx) => {
    const document = { ...(await readSettings(tx.sql)), assignment_rule: rule };
    await writeDocuments(tx, [{ collection: 'settings', document }]);
  });
  const json = {
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    resume: 'https://example.com/cv',
  };
  expect((await server.json('/api/leads', { json })).status).toBe(201);
  const mails = await server.deps.db.select().from(outbox).orderBy(outbox.id);
  // A KAM who is given the lead hears of it, unless he reads the desk's mail himself.
  const told = options.env?.['INTAKE_NOTIFY_EMAIL'] && rule === 'round_robin' ? ['assigned'] : [];
  expect(mails.map((mail) => mail.template)).toEqual(['intake_ack', 'intake_notify', ...told]);
  expect(mails[0]?.reply_to).toBe(options.env?.['INTAKE_NOTIFY_EMAIL'] ?? null);
  return mails[1];
}

test('the desk is the address that the configuration names, whoever is the assignee', async () => {
  const mail = await deskMail({ env: { INTAKE_NOTIFY_EMAIL: 'desk@example.com' } }, 'round_robin');
  expect(mail?.to).toBe('desk@example.com');
  expect(mail?.body).toMatch(/Assigned to: kam\d/);
});

test('without one it is the assignee, who reads his own time', async () => {
  const mail = await deskMail({}, 'round_robin');
  expect(mail?.to).toMatch(/^kam\d@callbook\.test$/);
  expect(mail?.body).toContain('First answer due: 9 March 2026 at 12:00 CET');
});

test('without an assignee it is the first admin', async () => {
  expect((await deskMail({}))?.to).toBe('admin@callbook.test');
});

test("in a workspace without people it is the sender's own mailbox", async () => {
  const env = { SMTP_FROM_EMAIL: 'The Desk <desk@example.org>' };
  expect((await deskMail({ people: false, env }, 'round_robin'))?.to).toBe('desk@example.org');
});
