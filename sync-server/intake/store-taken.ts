// Stores applications with what follows from each: a dozen statements, however many they are.
import type { IntakeReply } from '#domain/intake/lead-from-intake.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { insertRows } from '../db/rows-from.ts';
import { assignments, files, submissions } from '../db/tables/records.ts';
import { type DocumentWrite, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import type { Desk } from '../mail/desk.ts';
import { ackMail, deskMail } from '../mail/intake-mails.ts';
import { readLetters } from '../mail/letters.ts';
import { mailAssignees } from '../mail/mail-assignees.ts';
import type { Arrived, IntakeStore } from './arrived.ts';
import type { KnownLead } from './known-by-email.ts';
import type { ResumeRow } from './resume-row.ts';

/** What is made of one application before anything is stored. */
export interface TakenIn extends Arrived {
  reply: IntakeReply;
  writes: DocumentWrite[];
  lead: Lead;
  resume: ResumeRow;
  submission_id: string;
  assignee: User | null;
  dealt_note: string | null;
  desk: Desk;
  known: KnownLead | null;
}

/** Stores them all, with what follows from each. There must be one at least. */
export async function storeTaken(tx: WriteTx, store: IntakeStore, taken: readonly TakenIn[]): Promise<void> {
  await writeDocuments(
    tx,
    taken.flatMap(({ writes }) => writes),
  );
  const resumes = taken.map(({ resume, lead }) => ({ ...resume, lead_id: lead.id, created_at: tx.now }));
  await tx.sql.execute(insertRows(files, resumes));
  await recordAssignments(tx, store, taken);
  await recordSubmissions(tx, taken);
  await appendAudit(tx, taken.map(auditOf));
  await queueMails(tx, store, taken);
}

async function recordAssignments(tx: WriteTx, store: IntakeStore, taken: readonly TakenIn[]): Promise<void> {
  const rows = taken.flatMap(({ lead, assignee, act, dealt_note }) =>
    assignee === null
      ? []
      : [
          {
            ...{ id: store.ids.next(), lead_id: lead.id, from_id: null, to_id: assignee.id },
            ...{ by_id: act.actor?.id ?? null, at: tx.now, note: dealt_note },
          },
        ],
  );
  if (rows.length > 0) await tx.sql.execute(insertRows(assignments, rows));
}

async function recordSubmissions(tx: WriteTx, taken: readonly TakenIn[]): Promise<void> {
  const rows = taken.map(({ submission_id, intake, act, reply }) => {
    const { form_key, ...content } = { ...intake, language: act.language ?? null };
    return {
      ...{ id: submission_id, form_key, lead_id: reply.id, reply: { ...reply } },
      ...{ content, received_at: tx.now },
    };
  });
  await tx.sql.execute(insertRows(submissions, rows));
}

const auditOf = ({ act, source, submission_id, known, lead, origin }: TakenIn) => ({
  actor_id: act.actor?.id ?? null,
  action: 'create',
  entity: 'lead',
  entity_id: lead.id,
  details: {
    request_id: act.requestId,
    source,
    submission_id,
    possible_duplicate_of: known?.id ?? null,
  },
  origin,
});

async function queueMails(tx: WriteTx, store: IntakeStore, taken: readonly TakenIn[]): Promise<void> {
  const letters = await readLetters(tx.sql);
  const mails = taken.flatMap(({ lead, intake, act, desk, assignee, resume, known }) => [
    ackMail(lead, intake.email, store.config, letters.in(act.language ?? null)),
    deskMail(lead, { desk, assignee, message: intake.message, resume, known }, store.config, letters),
  ]);
  await store.outbox.queueAll(tx, mails);
  // Where the desk is somebody else, the assignee hears of it as of any lead that he is given: by request, as everywhere.
  for (const { assignee, desk, act, lead, dealt_note } of taken)
    if (assignee && assignee.email !== desk.email)
      await mailAssignees(tx, store, act.actor?.id ?? null, [{ lead, note: dealt_note }]);
}
