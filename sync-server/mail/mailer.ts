// Sends one mail: over SMTP, or by writing it into a folder. The only file that knows nodemailer.
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '../config.ts';

export interface OutgoingMail {
  /** Id of the outbox row; becomes the Message-ID, so that a repeat can be told by its receiver. */
  id: string;
  to: string;
  reply_to: string | null;
  subject: string;
  body: string;
  /** The same as a page; null: text only. */
  html: string | null;
  attachment: { name: string; media_type: string; bytes: Uint8Array } | null;
}

export interface Mailer {
  transport: 'smtp' | 'log';
  /** Hands the mail over; throws when that failed, also when `signal` ends the attempt. */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<void>;
}

type MailConfig = Pick<
  Config,
  'DATA_DIR' | 'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_TLS' | 'SMTP_FROM_EMAIL'
>;

const SECONDS = 1000;

/** What holds for every mail: content comes from memory only, never from a path or an address. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

/**
 * The mailer of this configuration: `smtp` when SMTP_HOST is set, else `log`, which writes each mail to DATA_DIR/mail.
 * `tls` adds to Node's own TLS options (a private certificate authority).
 */
export const createMailer = (config: MailConfig, tls: ConnectionOptions = {}): Mailer =>
  config.SMTP_HOST === null ? createLogMailer(config) : createSmtpMailer(config, config.SMTP_HOST, tls);

/** Connects to the mail server and signs in as configured; sends nothing. Throws where that fails, or no host is set. */
export async function tryMailServer(config: MailConfig, tls: ConnectionOptions = {}): Promise<void> {
  if (config.SMTP_HOST === null) throw new Error('no SMTP_HOST is set');
  await createSmtpTransport(config, config.SMTP_HOST, tls).verify();
}

const createSmtpTransport = (config: MailConfig, host: string, tls: ConnectionOptions) =>
  createTransport({
    ...CLOSED,
    host,
    port: config.SMTP_PORT,
    secure: config.SMTP_TLS === 'true',
    requireTLS: config.SMTP_TLS === 'starttls',
    ignoreTLS: config.SMTP_TLS === 'false',
    tls,
    ...(config.SMTP_USER === null
      ? {}
      : { auth: { user: config.SMTP_USER, pass: config.SMTP_PASSWORD ?? '' } }),
    connectionTimeout: 15 * SECONDS,
    greetingTimeout: 15 * SECONDS,
    dnsTimeout: 15 * SECONDS,
    socketTimeout: 30 * SECONDS,
  });

function createSmtpMailer(config: MailConfig, host: string, tls: ConnectionOptions): Mailer {
  const transport = createSmtpTransport(config, host, tls);
  return {
    transport: 'smtp',
    send: async (mail, signal) => {
      await transport.sendMail({ ...messageOf(mail, config.SMTP_FROM_EMAIL), signal });
    },
  };
}

function createLogMailer(config: MailConfig): Mailer {
  const transport = createTransport({ ...CLOSED, streamTransport: true, buffer: true, newline: 'windows' });
  const folder = join(config.DATA_DIR, 'mail');
  return {
    transport: 'log',
    send: async (mail, signal) => {
      const { message } = await transport.sendMail({ ...messageOf(mail, config.SMTP_FROM_EMAIL), signal });
      if (!Buffer.isBuffer(message)) throw new Error('the mail was not built in memory');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(join(folder, `${mail.id}.eml`), 'w', 0o600);
      try {
        await file.writeFile(message);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** Addresses go in as objects: nothing in them is read as a list. */
function messageOf(mail: OutgoingMail, from: string): SendMailOptions {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'callbook.invalid';
  return {
    messageId: `<${mail.id}@${domain}>`,
    from,
    to: { name: '', address: mail.to },
    ...(mail.reply_to === null ? {} : { replyTo: { name: '', address: mail.reply_to } }),
    subject: mail.subject,
    text: mail.body,
    ...(mail.html === null ? {} : { html: mail.html }),
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachment === null ? [] : [attachmentOf(mail.attachment)],
  };
}

const attachmentOf = ({ name, media_type, bytes }: NonNullable<OutgoingMail['attachment']>) => ({
  filename: name,
  contentType: media_type,
  contentDisposition: 'attachment' as const,
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});
