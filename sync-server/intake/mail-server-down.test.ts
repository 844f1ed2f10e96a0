import { expect, test, vi } from 'vitest';
import { outbox } from '../db/tables/records.ts';
import { createMailer } from '../mail/mailer.ts';
import { createMailWorker } from '../mail/worker.ts';
import { aPdf } from '../testing/sample-files.ts';
import { openSmtpInbox } from '../testing/smtp-inbox.ts';
import { startTestServer } from '../testing/test-server.ts';

const aForm = () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    first_name: 'Zoë',
    last_name: 'Łuczak',
    email: 'zoe@example.com',
  })) {
    form.append(name, value);
  }
  form.append('resume', new File([aPdf()], 'Lebenslauf Zoë.pdf', { type: 'application/pdf' }));
  return form;
};

test('an application is answered while the mail server takes its mails and says nothing', async () => {
  const inbox = await openSmtpInbox({ hang: true });
  const env = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(inbox.port), SMTP_FROM_EMAIL: 'desk@example.com' };
  const server = await startTestServer({ env });
  const worker = createMailWorker({ ...server.deps, mailer: createMailer(server.deps.config) });
  await worker.start();
  expect((await server.json('/api/leads', { body: aForm() })).status).toBe(201);
  await vi.waitFor(() => expect(inbox.offered()).toBe(2), { timeout: 10_000 });
  expect((await server.json('/api/leads', { body: aForm() })).status).toBe(201);
  const rows = await server.deps.db.select().from(outbox);
  expect(rows.map((row) => row.status)).toEqual(['queued', 'queued', 'queued', 'queued']);
  await worker.stop(0);
  await server.close();
  await inbox.close();
});

test('an application reaches both mailboxes, the résumé under its sender to the desk alone', async () => {
  const inbox = await openSmtpInbox();
  const env = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(inbox.port),
    SMTP_FROM_EMAIL: 'The Desk <desk@example.com>',
    INTAKE_NOTIFY_EMAIL: 'team@example.com',
  };
  const server = await startTestServer({ env });
  const worker = createMailWorker({ ...server.deps, mailer: createMailer(server.deps.config) });
  await worker.start();
  await server.json('/api/leads', { body: aForm() });
  await vi.waitFor(() => expect(inbox.mails).toHaveLength(2), { timeout: 10_000 });
  const to = (address: string) => inbox.mails.find((mail) => mail.to.includes(address))?.email;
  expect(to('zoe@example.com')).toMatchObject({
    from: { name: 'The Desk', address: 'desk@example.com' },
    replyTo: [{ address: 'team@example.com' }],
    attachments: [],
  });
  expect(to('zoe@example.com')?.text).toContain('Dear Zoë,');
  const desk = to('team@example.com');
  expect(desk).toMatchObject({
    subject: 'New application: Zoë Łuczak',
    replyTo: [{ address: 'zoe@example.com' }],
  });
  expect(desk?.attachments).toMatchObject([
    { filename: 'zoe@example.com_resume.pdf', mimeType: 'application/pdf' },
  ]);
  expect(Buffer.from(desk?.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.from(aPdf()));
  await worker.idle();
  const rows = await server.deps.db.select().from(outbox);
  expect(rows.every((row) => row.status === 'sent' && row.attempts === 1)).toBe(true);
  await worker.stop();
  await server.close();
  await inbox.close();
});
