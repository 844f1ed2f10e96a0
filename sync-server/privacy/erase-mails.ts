// Mails about a lead: those about it alone are blanked, and in those that only mention it the person's words are.
import { eq, inArray, sql } from 'drizzle-orm';
import { outbox } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import { escapeHtml } from '../http/escape-html.ts';
import { ERASED } from './blanked.ts';

/** No mail is sent to it. */
const NOBODY = 'erased@callbook.invalid';

/** Shorter words than this stand in other mails by chance. */
const SHORTEST = 3;

/** `words` are the names, addresses and numbers of the person. Gives the ids of the mails that were changed. */
export async function eraseMails(tx: WriteTx, leadIds: string[], words: string[]): Promise<string[]> {
  const about = await tx.sql
    .update(outbox)
    .set({
      ...{
        to: NOBODY,
        reply_to: null,
        subject: ERASED,
        body: '',
        html: null,
        file_id: null,
        last_error: null,
      },
      // One that waits is not sent any more.
      status: sql`case when ${outbox.status} = 'queued' then 'failed' else ${outbox.status} end`,
      next_attempt_at: null,
    })
    .where(inArray(outbox.lead_id, leadIds))
    .returning({ id: outbox.id });
  const changed = about.map(({ id }) => id);
  for (const word of [...new Set(words)].filter((one) => one.length >= SHORTEST))
    changed.push(...(await replaceWord(tx, word)));
  return changed;
}

async function replaceWord(tx: WriteTx, word: string): Promise<string[]> {
  const rows = await tx.sql
    .select()
    .from(outbox)
    .where(sql`position(${word} in ${outbox.subject} || ' ' || ${outbox.body}) > 0`);
  for (const { id, subject, body, html } of rows) {
    const without = (text: string, found: string) => text.replaceAll(found, ERASED);
    const changed = {
      subject: without(subject, word),
      body: without(body, word),
      html: html === null ? null : without(html, escapeHtml(word)),
    };
    await tx.sql.update(outbox).set(changed).where(eq(outbox.id, id));
  }
  return rows.map(({ id }) => id);
}
