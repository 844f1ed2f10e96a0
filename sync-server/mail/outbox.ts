// The outbox: mails wait here from the transaction that causes them until a worker has sent them.
import { sql } from 'drizzle-orm';
import { emailSchema } from '#domain/fields.ts';
import type { Ids } from '#domain/ids.ts';
import type { TemplateName } from '#domain/mail/mail-template.ts';
import { insertRows } from '../db/rows-from.ts';
import { outbox } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import type { Text } from './template.ts';

/** Notified in the transaction that queues a mail, so that workers hear of it once it is committed. */
export const OUTBOX_CHANNEL = 'callbook_outbox';

export interface MailToQueue extends Omit<Text, 'html'> {
  /** The same as a page; without: text only. */
  html?: string | null;
  template: TemplateName;
  /** One bare address. */
  to: string;
  /** Where an answer goes; null: to the sender. */
  reply_to?: string | null;
  /** A row of `files` whose bytes are attached. */
  file_id?: string | null;
  lead_id?: string | null;
  /** A row of `password_links`: the address in the text that ends in its id gets the secret part when the mail is sent. */
  link_id?: string | null;
  /** The earlier mail that this one repeats. */
  resend_of?: string | null;
}

export interface Outbox {
  /** Puts a mail into the outbox as part of the transaction and gives its id. Throws on a malformed address. */
  queue(tx: WriteTx, mail: MailToQueue): Promise<string>;
  /** The same for several, in one statement. */
  queueAll(tx: WriteTx, mails: readonly MailToQueue[]): Promise<string[]>;
}

/** The outbox of this configuration. */
export function createOutbox(deps: { ids: Ids; config: { MAIL_RETRY_SECONDS: readonly number[] } }): Outbox {
  const queueAll = async (tx: WriteTx, mails: readonly MailToQueue[]) => {
    if (mails.length === 0) return [];
    const wait = deps.config.MAIL_RETRY_SECONDS[0] ?? 0;
    const rows = mails.map((mail) => rowOf(mail, deps.ids.next(), tx.now, wait));
    await tx.sql.execute(insertRows(outbox, rows));
    await tx.sql.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
    return rows.map(({ id }) => id);
  };
  return {
    queueAll,
    queue: async (tx, mail) => String((await queueAll(tx, [mail]))[0]),
  };
}

function rowOf(
  mail: MailToQueue,
  id: string,
  now: string,
  firstSeconds: number,
): typeof outbox.$inferInsert & { id: string } {
  for (const address of [mail.to, mail.reply_to ?? mail.to]) {
    if (!emailSchema.safeParse(address).success)
      throw new Error('a mail was queued for something that is no address');
  }
  if (/[\r\n]/.test(mail.subject)) throw new Error('the subject of a mail has more than one line');
  const {
    html = null,
    reply_to = null,
    file_id = null,
    lead_id = null,
    link_id = null,
    resend_of = null,
  } = mail;
  return {
    ...mail,
    ...{ html, reply_to, file_id, lead_id, link_id, resend_of },
    id,
    status: 'queued',
    attempts: 0,
    next_attempt_at: new Date(Date.parse(now) + firstSeconds * 1000).toISOString(),
    created_at: now,
  };
}
