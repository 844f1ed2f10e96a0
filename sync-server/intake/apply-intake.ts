// Takes in an application: one transaction stores the submission, the lead with its contact and note, the résumé's row,
// the assignment, the audit line and the two mails. A repeat of the same form changes nothing.
import type { Intake } from '#domain/intake/intake.ts';
import { type IntakeReply, intakeReply, leadFromIntake } from '#domain/intake/lead-from-intake.ts';
import type { Language } from '#domain/language.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { assignments, files, submissions } from '../db/tables/records.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, readDocuments, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import type { StoredFile } from '../files/file-store.ts';
import { shownFileName, shownLinkName } from '../files/shown-name.ts';
import { createDealer } from '../leads/deal-leads.ts';
import { type Desk, deskOf } from '../mail/desk.ts';
import { ackMail, deskMail } from '../mail/intake-mails.ts';
import { readLetters } from '../mail/letters.ts';
import { mailAssignees } from '../mail/mail-assignees.ts';
import { readSettings } from '../settings/settings.ts';
import { type KnownLead, knownByEmail } from './known-by-email.ts';
import { repeatedReply } from './repeated-reply.ts';

export type IntakeStore = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'outbox' | 'config' | 'log'>;

/** An application that was checked already. */
export interface CheckedIntake {
  intake: Intake;
  /** Null: the résumé is the link in `intake`. */
  file: { name: string; media_type: string; bytes: Uint8Array } | null;
  source: 'form' | 'api';
}

/** Who sends it, null for the public, and in which request. */
export interface IntakeAct {
  actor: Actor | null;
  requestId: string;
  /** What the prospect reads; null: he named none of our languages. */
  language?: Language | null;
}

type Stored = StoredFile & { name: string; media_type: string };

/**
 * Takes the application in and gives the public answer. A repeat (same form key and address) is given the first answer
 * again. Refusal: `duplicate` for a form key that somebody else used. Throws when disk or database fail; then nothing is
 * kept.
 */
export async function applyIntake(
  store: IntakeStore,
  checked: CheckedIntake,
  act: IntakeAct,
): Promise<Result<IntakeReply, Refusal>> {
  const known = await repeatedReply(store.db, checked.intake);
  if (known) return known;
  const file = checked.file && { ...checked.file, ...(await store.files.put(checked.file.bytes)) };
  const forget = async () => {
    if (file) await store.files.remove(file.storage_key);
  };
  try {
    const { fresh, answer } = await inWriteTransaction(store, async (tx) => {
      const repeated = await repeatedReply(tx.sql, checked.intake);
      if (repeated) return { fresh: false, answer: repeated };
      return { fresh: true, answer: ok(await takeIn(tx, store, checked, file, act)) };
    });
    if (!fresh) await forget();
    return answer;
  } catch (error) {
    await forget();
    throw error;
  }
}

async function takeIn(
  tx: WriteTx,
  store: IntakeStore,
  { intake, source }: CheckedIntake,
  file: Stored | null,
  { actor, requestId, language = null }: IntakeAct,
): Promise<IntakeReply> {
  const settings = await readSettings(tx.sql);
  const dealt = await givenTo(tx, settings, actor, { source, time_zone: intake.time_zone });
  const assignee = dealt?.to ?? null;
  const desk = await deskOf(tx.sql, store.config, assignee);
  const known = await knownByEmail(tx.sql, intake.email);
  const resume = resumeRow(store.ids.next(), intake, file);
  const { lead, poc, note } = leadFromIntake(
    intake,
    {
      now: tx.now,
      source,
      resume: { kind: resume.kind, name: resume.name, size: resume.size },
      assignee_id: assignee?.id ?? null,
      possible_duplicate_of: known?.id ?? null,
      settings,
      time_zone: desk.time_zone,
    },
    store.ids,
  );
  await writeDocuments(tx, [
    { collection: 'leads', document: lead },
    { collection: 'pocs', document: poc },
    ...(note ? [{ collection: 'interactions' as const, document: note }] : []),
  ]);
  await tx.sql.insert(files).values({ ...resume, lead_id: lead.id, created_at: tx.now });
  if (dealt) await recordAssignment(tx, store, lead, actor, dealt.note);
  const reply = intakeReply(lead.id, intake, tx.now);
  const submission_id = await recordSubmission(tx, store, { ...intake, language }, reply);
  const details = { request_id: requestId, source, submission_id, possible_duplicate_of: known?.id ?? null };
  await appendAudit(tx, [
    { actor_id: actor?.id ?? null, action: 'create', entity: 'lead', entity_id: lead.id, details },
  ]);
  await queueMails(tx, store, { lead, intake, language, assignee, desk, resume, known });
  // Where the desk is somebody else, the assignee hears of it as of any lead that he is given.
  if (assignee && assignee.email !== desk.email)
    await mailAssignees(tx, store, actor?.id ?? null, [{ lead, note: dealt?.note ?? null }]);
  return reply;
}

/** To whom it goes: to the KAM who enters it himself, else by the rules of the workspace; null: to nobody. */
async function givenTo(
  tx: WriteTx,
  settings: Settings,
  actor: Actor | null,
  said: Pick<Lead, 'source' | 'time_zone'>,
): Promise<{ to: User; note: string | null } | null> {
  if (actor?.role !== 'kam')
    return createDealer(tx.sql, settings).deal({ ...said, country: null, city: null, state: 'PENDING' });
  const own = (await readDocuments(tx.sql, 'users', [actor.id])).get(actor.id)?.document;
  return own ? { to: own, note: null } : null;
}

function resumeRow(id: string, { resume: url }: Intake, file: Stored | null) {
  if (file) {
    const { name, media_type, size, storage_key, sha256 } = file;
    return {
      id,
      kind: 'file' as const,
      name: shownFileName(name),
      media_type,
      size,
      storage_key,
      sha256,
      url: null,
    };
  }
  if (url === null) throw new Error('an application without a résumé came past its check');
  return { id, kind: 'link' as const, name: shownLinkName(url), size: null, url };
}

async function recordAssignment(
  tx: WriteTx,
  store: IntakeStore,
  lead: Lead,
  actor: Actor | null,
  note: string | null,
): Promise<void> {
  const people = { from_id: null, to_id: lead.assignee_id, by_id: actor?.id ?? null };
  await tx.sql
    .insert(assignments)
    .values({ id: store.ids.next(), lead_id: lead.id, ...people, at: tx.now, note });
}

async function recordSubmission(
  tx: WriteTx,
  store: IntakeStore,
  intake: Intake & { language: Language | null },
  reply: IntakeReply,
): Promise<string> {
  const id = store.ids.next();
  const { form_key, ...content } = intake;
  await tx.sql
    .insert(submissions)
    .values({ id, form_key, lead_id: reply.id, reply: { ...reply }, content, received_at: tx.now });
  return id;
}

interface Heard {
  lead: Lead;
  intake: Intake;
  language: Language | null;
  assignee: User | null;
  desk: Desk;
  resume: ReturnType<typeof resumeRow>;
  known: KnownLead | null;
}

async function queueMails(tx: WriteTx, store: IntakeStore, heard: Heard): Promise<void> {
  const { lead, intake, language, assignee, desk, resume, known } = heard;
  const facts = { desk, assignee, message: intake.message, resume, known };
  const letters = await readLetters(tx.sql);
  await store.outbox.queue(tx, ackMail(lead, intake.email, store.config, letters.in(language)));
  await store.outbox.queue(tx, deskMail(lead, facts, store.config, letters));
}
