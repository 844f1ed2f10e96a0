// What is stored of the applications that arrived together: in one transaction their submissions, the leads with contact and
// note, the résumés' rows, the assignments, the lines of the audit and the mails. A dozen statements, however many they are.
import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Intake } from '#domain/intake/intake.ts';
import { type IntakeReply, intakeReply, leadFromIntake } from '#domain/intake/lead-from-intake.ts';
import type { Language } from '#domain/language.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { normalEmail, type User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { assignments, files, submissions } from '../db/tables/records.ts';
import type { Deps } from '../deps.ts';
import { type DocumentWrite, readDocuments, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import type { StoredFile } from '../files/file-store.ts';
import { shownFileName, shownLinkName } from '../files/shown-name.ts';
import type { Origin } from '../http/origin.ts';
import { createDealer, type Dealer } from '../leads/deal-leads.ts';
import { type Desk, readDesk } from '../mail/desk.ts';
import { ackMail, deskMail } from '../mail/intake-mails.ts';
import { readLetters } from '../mail/letters.ts';
import { mailAssignees } from '../mail/mail-assignees.ts';
import { readSettings } from '../settings/settings.ts';
import { type KnownLead, knownByEmail } from './known-by-email.ts';
import { repeatedReplies } from './repeated-reply.ts';

export type IntakeStore = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'outbox' | 'config' | 'log'>;

/** Who sends it, null for the public, and in which request. */
export interface IntakeAct {
  actor: Actor | null;
  requestId: string;
  /** What the prospect reads; null: he named none of our languages. */
  language?: Language | null;
}

/** An application that is checked, and whose file is stored. */
export interface Arrived {
  intake: Intake;
  source: 'form' | 'api';
  /** Null: the résumé is the link in `intake`. */
  file: (StoredFile & { name: string; media_type: string }) | null;
  act: IntakeAct;
  /** From which device and program it came. */
  origin: Pick<Origin, 'device_id' | 'app_version'>;
}

export interface Taken {
  answer: Result<IntakeReply, Refusal>;
  /** False: it is a repeat, and nothing of it was stored. */
  fresh: boolean;
}

/** Stores them in the order of their arrival, and answers each. */
export async function takeIn(tx: WriteTx, store: IntakeStore, arrived: readonly Arrived[]): Promise<Taken[]> {
  const repeated = await repeatedReplies(
    tx.sql,
    arrived.map(({ intake }) => intake),
  );
  const taking = await createTaking(tx, store, arrived);
  const taken: Taken[] = [];
  const fresh: TakenIn[] = [];
  for (const one of arrived) {
    const before = repeated.of(one.intake);
    if (before) taken.push({ answer: before, fresh: false });
    else {
      const made = await taking.take(one);
      fresh.push(made);
      repeated.note(one.intake, made.reply);
      taken.push({ answer: ok(made.reply), fresh: true });
    }
  }
  if (fresh.length > 0) await storeAll(tx, store, fresh);
  return taken;
}

/** What is made of one application before anything is stored. */
interface TakenIn extends Arrived {
  reply: IntakeReply;
  writes: DocumentWrite[];
  lead: Lead;
  resume: ReturnType<typeof resumeRow>;
  submission_id: string;
  assignee: User | null;
  dealt_note: string | null;
  desk: Desk;
  known: KnownLead | null;
}

async function createTaking(tx: WriteTx, store: IntakeStore, arrived: readonly Arrived[]) {
  const settings = await readSettings(tx.sql);
  const dealer = createDealer(tx.sql, settings);
  const deskOf = await readDesk(tx.sql, store.config);
  const known = await knownByEmail(
    tx.sql,
    arrived.map(({ intake }) => intake.email),
  );
  const take = async (one: Arrived): Promise<TakenIn> => {
    const { intake, source, file, act } = one;
    const dealt = await givenTo(tx, dealer, act.actor, { source, time_zone: intake.time_zone });
    const assignee = dealt?.to ?? null;
    const desk = deskOf(assignee);
    const before = known.get(normalEmail(intake.email)) ?? null;
    const resume = resumeRow(store.ids.next(), intake, file);
    const facts = factsOf(tx, settings, { source, resume, assignee, before, desk });
    const { lead, poc, note } = leadFromIntake(intake, facts, store.ids);
    // Whoever applies twice at once is known the second time.
    if (before === null) known.set(normalEmail(intake.email), { id: lead.id, name: lead.name });
    return {
      ...one,
      ...{ lead, resume, assignee, desk, known: before },
      reply: intakeReply(lead.id, intake, tx.now),
      writes: [
        { collection: 'leads', document: lead },
        { collection: 'pocs', document: poc },
        ...(note ? [{ collection: 'interactions' as const, document: note }] : []),
      ],
      submission_id: store.ids.next(),
      dealt_note: dealt?.note ?? null,
    };
  };
  return { take };
}

function factsOf(
  tx: WriteTx,
  settings: Settings,
  made: {
    source: Arrived['source'];
    resume: ReturnType<typeof resumeRow>;
    assignee: User | null;
    before: KnownLead | null;
    desk: Desk;
  },
) {
  const { source, resume, assignee, before, desk } = made;
  return {
    now: tx.now,
    source,
    resume: { kind: resume.kind, name: resume.name, size: resume.size },
    assignee_id: assignee?.id ?? null,
    possible_duplicate_of: before?.id ?? null,
    settings,
    time_zone: desk.time_zone,
  };
}

/** To whom it goes: to the KAM who enters it himself, else by the rules of the workspace; null: to nobody. */
async function givenTo(
  tx: WriteTx,
  dealer: Dealer,
  actor: Actor | null,
  said: Pick<Lead, 'source' | 'time_zone'>,
): Promise<{ to: User; note: string | null } | null> {
  if (actor?.role !== 'kam') return dealer.deal({ ...said, country: null, city: null, state: 'PENDING' });
  const own = (await readDocuments(tx.sql, 'users', [actor.id])).get(actor.id)?.document;
  return own ? { to: own, note: null } : null;
}

function resumeRow(id: string, { resume: url }: Intake, file: Arrived['file']) {
  if (file) {
    const { name, media_type, size, storage_key, sha256 } = file;
    const kept = { media_type, size, storage_key, sha256 };
    return { id, kind: 'file' as const, name: shownFileName(name), ...kept, url: null };
  }
  if (url === null) throw new Error('an application without a résumé came past its check');
  const nothing = { media_type: null, size: null, storage_key: null, sha256: null };
  return { id, kind: 'link' as const, name: shownLinkName(url), ...nothing, url };
}

async function storeAll(tx: WriteTx, store: IntakeStore, taken: readonly TakenIn[]): Promise<void> {
  await writeDocuments(
    tx,
    taken.flatMap(({ writes }) => writes),
  );
  await insertAll(
    tx,
    files,
    taken.map(({ resume, lead }) => ({ ...resume, lead_id: lead.id, created_at: tx.now })),
  );
  await recordAssignments(tx, store, taken);
  await recordSubmissions(tx, taken);
  await appendAudit(tx, taken.map(auditOf));
  await queueMails(tx, store, taken);
}

const insertAll = (tx: WriteTx, table: PgTable, rows: readonly object[]) =>
  tx.sql.execute(sql`insert into ${table} ${rowsFrom(table, rows)}`);

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
  if (rows.length > 0) await insertAll(tx, assignments, rows);
}

async function recordSubmissions(tx: WriteTx, taken: readonly TakenIn[]): Promise<void> {
  const rows = taken.map(({ submission_id, intake, act, reply }) => {
    const { form_key, ...content } = { ...intake, language: act.language ?? null };
    return {
      ...{ id: submission_id, form_key, lead_id: reply.id, reply: { ...reply } },
      ...{ content, received_at: tx.now },
    };
  });
  await insertAll(tx, submissions, rows);
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
