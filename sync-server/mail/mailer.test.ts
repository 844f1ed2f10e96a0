import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aPdf } from '../testing/sample-files.ts';
import { type InboxBehaviour, openSmtpInbox, type SmtpInbox } from '../testing/smtp-inbox.ts';
import { createMailer, type OutgoingMail } from './mailer.ts';

const ID = '018f0000-0000-7000-8000-000000000001';
const aMail = (given: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: ID,
  to: 'ada@example.com',
  reply_to: null,
  subject: 'Hello',
  body: 'Dear Ada,\n\nhello.\n',
  html: null,
  attachment: null,
  ...given,
});
const forever = new AbortController().signal;

let DATA_DIR: string;
let inbox: SmtpInbox | undefined;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'callbook-mail-'));
});
afterEach(async () => {
  await inbox?.close();
  inbox = undefined;
  await rm(DATA_DIR, { recursive: true, force: true });
});

const configFor = (port: number | null) => ({
  DATA_DIR,
  SMTP_HOST: port === null ? null : '127.0.0.1',
  SMTP_PORT: port ?? 25,
  SMTP_USER: null as string | null,
  SMTP_PASSWORD: null as string | null,
  SMTP_TLS: 'false' as 'true' | 'false' | 'starttls',
  SMTP_FROM_EMAIL: 'Callbook Desk <desk@example.com>',
});
const smtp = async (
  behaviour: InboxBehaviour = {},
  config: Partial<ReturnType<typeof configFor>> = {},
  tls = {},
) => {
  inbox = await openSmtpInbox(behaviour);
  return { inbox, mailer: createMailer({ ...configFor(inbox.port), ...config }, tls) };
};

describe('a mail over SMTP', () => {
  test('arrives with sender, answer address, words in any script, and the same bytes attached', async () => {
    const { inbox, mailer } = await smtp();
    const bytes = aPdf();
    const attachment = { name: 'zoë@example.com_resume.pdf', media_type: 'application/pdf', bytes };
    const body = 'Grüße aus Köln, 東京 und Αθήνα.\n\nZweite Zeile.\n';
    await mailer.send(
      aMail({ subject: 'Bewerbung: Zoë 王', body, reply_to: 'zoe@example.com', attachment }),
      forever,
    );
    const [mail] = inbox.mails;
    expect(mailer.transport).toBe('smtp');
    expect(mail).toMatchObject({ from: 'desk@example.com', to: ['ada@example.com'] });
    expect(mail?.email).toMatchObject({
      from: { name: 'Callbook Desk', address: 'desk@example.com' },
      to: [{ address: 'ada@example.com' }],
      replyTo: [{ address: 'zoe@example.com' }],
      subject: 'Bewerbung: Zoë 王',
      messageId: `<${ID}@example.com>`,
    });
    expect(mail?.email.text?.trim()).toBe(body.trim());
    const [file] = mail?.email.attachments ?? [];
    expect(file).toMatchObject({
      filename: 'zoë@example.com_resume.pdf',
      mimeType: 'application/pdf',
      disposition: 'attachment',
    });
    expect(Buffer.from(file?.content as ArrayBuffer)).toEqual(Buffer.from(bytes));
  });

  test('is a text, and the same as a page where there is one', async () => {
    const { inbox, mailer } = await smtp();
    await mailer.send(aMail({ html: '<p>Grüße &amp; Dank</p>' }), forever);
    await mailer.send(aMail(), forever);
    const [both, textOnly] = inbox.mails.map(({ email }) => email);
    expect(both?.text).toContain('Dear Ada,');
    expect(both?.html).toContain('<p>Grüße &amp; Dank</p>');
    expect(textOnly?.html).toBeUndefined();
  });

  test('cannot be given further headers or receivers', async () => {
    const { inbox, mailer } = await smtp();
    await mailer.send(aMail({ subject: 'a\r\nBcc: eve@example.com', to: 'ada@example.com' }), forever);
    expect(inbox.mails[0]?.to).toEqual(['ada@example.com']);
    expect(inbox.mails[0]?.email.bcc).toBeUndefined();
    expect(inbox.mails[0]?.email.replyTo).toBeUndefined();
  });

  test('is sent with the password that the server wants', async () => {
    const options: InboxBehaviour['options'] = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'secret' ? done(null, { user: username }) : done(new Error('wrong')),
    };
    const right = await smtp({ options }, { SMTP_USER: 'desk', SMTP_PASSWORD: 'secret' });
    await right.mailer.send(aMail(), forever);
    expect(right.inbox.mails[0]?.user).toBe('desk');
    const wrong = createMailer({ ...configFor(right.inbox.port), SMTP_USER: 'desk' });
    await expect(wrong.send(aMail(), forever)).rejects.toThrow();
  });

  test('fails with the words of the server that refuses it', async () => {
    const { mailer } = await smtp({ refuse: () => 'try later' });
    await expect(mailer.send(aMail(), forever)).rejects.toThrow('try later');
  });

  test('fails when no server is there', async () => {
    const { inbox, mailer } = await smtp();
    await inbox.close();
    await expect(mailer.send(aMail(), forever)).rejects.toThrow('ECONNREFUSED');
  });

  test('is broken off when its time is over', async () => {
    const { inbox, mailer } = await smtp({ hang: true });
    const broken = new AbortController();
    const sending = mailer.send(aMail(), broken.signal);
    await vi.waitFor(() => expect(inbox.offered()).toBe(1));
    broken.abort(new Error('out of time'));
    await expect(sending).rejects.toThrow();
  });
});

describe('TLS', () => {
  /** The test server's own certificate is public and out of date. */
  const trusting = { rejectUnauthorized: false };
  const upgrading = { options: { disabledCommands: [] as string[], hideSTARTTLS: false } };

  test('is begun by STARTTLS where that is asked for', async () => {
    const { inbox, mailer } = await smtp(upgrading, { SMTP_TLS: 'starttls' }, trusting);
    await mailer.send(aMail(), forever);
    expect(inbox.mails[0]?.secure).toBe(true);
  });

  test('is spoken from the first byte where that is asked for', async () => {
    const { inbox, mailer } = await smtp({ options: { secure: true } }, { SMTP_TLS: 'true' }, trusting);
    await mailer.send(aMail(), forever);
    expect(inbox.mails[0]?.secure).toBe(true);
  });

  test('that cannot be trusted sends nothing', async () => {
    const { inbox, mailer } = await smtp(upgrading, { SMTP_TLS: 'starttls' });
    await expect(mailer.send(aMail(), forever)).rejects.toThrow(/certificate/);
    expect(inbox.mails).toEqual([]);
  });

  test('that the server does not offer sends nothing in the clear', async () => {
    const { inbox, mailer } = await smtp({}, { SMTP_TLS: 'starttls' });
    await expect(mailer.send(aMail(), forever)).rejects.toThrow();
    expect(inbox.mails).toEqual([]);
  });

  test('is left alone where it is switched off', async () => {
    const { inbox, mailer } = await smtp(upgrading, { SMTP_TLS: 'false' });
    await mailer.send(aMail(), forever);
    expect(inbox.mails[0]?.secure).toBe(false);
  });
});

describe('without a mail server', () => {
  test('each mail is a file that mail programs open', async () => {
    const mailer = createMailer(configFor(null));
    const bytes = aPdf();
    const attachment = { name: 'ada@example.com_resume.pdf', media_type: 'application/pdf', bytes };
    await mailer.send(aMail({ subject: 'Grüße', attachment }), forever);
    expect(mailer.transport).toBe('log');
    expect(await readdir(join(DATA_DIR, 'mail'))).toEqual([`${ID}.eml`]);
    const path = join(DATA_DIR, 'mail', `${ID}.eml`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const email = await PostalMime.parse(await readFile(path));
    expect(email).toMatchObject({ subject: 'Grüße', to: [{ address: 'ada@example.com' }] });
    expect(Buffer.from(email.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.from(bytes));
  });
});
