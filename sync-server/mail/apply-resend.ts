// Sends a mail about a lead once more: composed anew, since the address may have been corrected, and linked to the one
// that it repeats.
import { and, desc, eq, inArray } from 'drizzle-orm';
import { LANGUAGES } from '#domain/language.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { RESENDABLE } from '#domain/mail/mail-template.ts';
import type { OutboxItem } from '#domain/mail/outbox-item.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Actor, seesLead } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Queryable } from '../db/database.ts';
import { files, outbox, submissions } from '../db/tables/records.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments } from '../feed/write-documents.ts';
import { deskOf } from './desk.ts';
import { ackMail, deskMail } from './intake-mails.ts';
import { leadMail } from './lead-mails.ts';
import { type Letters, readLetters } from './letters.ts';
import type { MailToQueue } from './outbox.ts';
import { readOutboxItem } from './outbox-list.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'outbox' | 'config'>;
type Resendable = (typeof RESENDABLE)[number];

/**
 * Queues a mail about the lead. Without `template` it is the last one of these about this lead, else the prospect's. Refusals:
 * `not_found` for a lead that the person does not see, `invalid` where the lead lacks whom to write to.
 */
export function applyResend(
  store: Store,
  act: { actor: Actor; requestId: string },
  leadId: string,
  template: Resendable | null,
): Promise<Result<OutboxItem, Refusal>> {
  return inWriteTransaction(store, async (tx) => {
    const lead = await readLeadToMail(tx.sql, act.actor, leadId);
    if (!lead) return refuse(refusal('not_found'));
    const last = await lastMail(tx.sql, leadId, template);
    const mail = await compose(tx.sql, store.config, lead, template ?? last?.template ?? 'intake_ack');
    if (!mail.ok) return mail;
    const id = await store.outbox.queue(tx, { ...mail.value, resend_of: last?.id ?? null });
    const details = { request_id: act.requestId, template: mail.value.template, mail_id: id };
    await appendAudit(tx, [
      { actor_id: act.actor.id, action: 'resend_mail', entity: 'lead', entity_id: leadId, details },
    ]);
    const item = await readOutboxItem(tx.sql, id);
    if (!item) throw new Error('a queued mail is not in the outbox');
    return ok(item);
  });
}

/** The lead that mails may be about: null for one that is not there, put aside, or not this person's to see. */
export async function readLeadToMail(q: Queryable, actor: Actor, leadId: string): Promise<Lead | null> {
  const lead = (await readDocuments(q, 'leads', [leadId])).get(leadId);
  if (!lead || lead.deleted || !seesLead(actor, lead.document)) return null;
  return lead.document.deleted_at === null ? lead.document : null;
}

async function lastMail(
  q: Queryable,
  leadId: string,
  template: Resendable | null,
): Promise<{ id: string; template: Resendable } | null> {
  const [last] = await q
    .select({ id: outbox.id, template: outbox.template })
    .from(outbox)
    .where(and(eq(outbox.lead_id, leadId), inArray(outbox.template, template ? [template] : [...RESENDABLE])))
    .orderBy(desc(outbox.created_at), desc(outbox.id))
    .limit(1);
  const name = RESENDABLE.find((candidate) => candidate === last?.template);
  return last && name ? { id: last.id, template: name } : null;
}

async function compose(
  q: Queryable,
  config: Store['config'],
  lead: Lead,
  template: Resendable,
): Promise<Result<MailToQueue, Refusal>> {
  const letters = await readLetters(q);
  const said = await submitted(q, lead.id);
  if (template === 'intake_ack') {
    return lead.email === null
      ? nobody('the lead has no e-mail address')
      : ok(ackMail(lead, lead.email, config, letters.in(said.language)));
  }
  const assignee = await assigneeOf(q, lead);
  if (template === 'assigned') {
    return assignee === null
      ? nobody('the lead has no assignee')
      : ok(assignedMail(lead, assignee, config, letters));
  }
  const facts = {
    desk: await deskOf(q, config, assignee),
    assignee,
    message: said.message,
    resume: said.resume,
    known: null,
  };
  return ok(deskMail(lead, facts, config, letters));
}

const nobody = (message: string): Result<never, Refusal> =>
  refuse(refusal('invalid', { errors: [{ path: 'template', message }] }));

async function assigneeOf(q: Queryable, { assignee_id }: Lead): Promise<User | null> {
  if (assignee_id === null) return null;
  return (await readDocuments(q, 'users', [assignee_id])).get(assignee_id)?.document ?? null;
}

const assignedMail = (
  lead: Lead,
  { email, time_zone }: User,
  config: Store['config'],
  letters: Letters,
): MailToQueue => ({
  ...leadMail('assigned', lead, { public_url: config.PUBLIC_URL, time_zone, letters }),
  template: 'assigned',
  to: email,
  lead_id: lead.id,
});

/** The prospect's words, language and résumé; a lead that staff entered has neither. */
async function submitted(q: Queryable, leadId: string) {
  const [submission] = await q
    .select({ content: submissions.content })
    .from(submissions)
    .where(eq(submissions.lead_id, leadId))
    .orderBy(desc(submissions.received_at))
    .limit(1);
  const [resume] = await q
    .select()
    .from(files)
    .where(eq(files.lead_id, leadId))
    .orderBy(desc(files.created_at))
    .limit(1);
  const message = submission?.content['message'];
  const language = LANGUAGES.find((one) => one === submission?.content['language']) ?? null;
  return { message: typeof message === 'string' ? message : null, language, resume: resume ?? null };
}
