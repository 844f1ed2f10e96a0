// Decides what becomes of the applications that arrived together, in the order of their arrival, and stores it in their one
// transaction.
import {
  type IntakeFacts,
  type IntakeReply,
  intakeReply,
  leadFromIntake,
} from '#domain/intake/lead-from-intake.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { may } from '#domain/user/rights.ts';
import { normalEmail, type User } from '#domain/user/user.ts';
import { readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { keptKeys } from '../files/same-bytes.ts';
import { createDealer, type Dealer } from '../leads/deal-leads.ts';
import { readDesk } from '../mail/desk.ts';
import { readSettings } from '../settings/settings.ts';
import { type Arrived, hasLeft, type IntakeStore } from './arrived.ts';
import { knownByEmail } from './known-by-email.ts';
import { repeatedReplies } from './repeated-reply.ts';
import { resumeRow } from './resume-row.ts';
import { storeTaken, type TakenIn } from './store-taken.ts';

export interface Taken {
  answer: Result<IntakeReply, Refusal>;
  /** False: it is a repeat or its sender has left, and nothing of it was stored. */
  fresh: boolean;
  /** Under which the bytes of its file lie, those of an earlier one that were the same; null: none are needed. */
  storage_key: string | null;
}

/** Stores them in the order of their arrival, and answers each. */
export async function takeIn(tx: WriteTx, store: IntakeStore, arrived: readonly Arrived[]): Promise<Taken[]> {
  const repeated = await repeatedReplies(
    tx.sql,
    arrived.map(({ intake }) => intake),
  );
  const take = await createTaker(tx, store, arrived);
  const taken: Taken[] = [];
  const fresh: TakenIn[] = [];
  for (const one of arrived) {
    const before = repeated.of(one.intake) ?? (one.act.left?.aborted ? hasLeft() : null);
    if (before) taken.push({ answer: before, fresh: false, storage_key: null });
    else {
      const made = await take(one);
      fresh.push(made);
      repeated.note(one.intake, made.reply);
      taken.push({ answer: ok(made.reply), fresh: true, storage_key: made.resume.storage_key });
    }
  }
  if (fresh.length > 0) await storeTaken(tx, store, fresh);
  return taken;
}

/** What is made of each; it knows of those before. */
async function createTaker(
  tx: WriteTx,
  store: IntakeStore,
  arrived: readonly Arrived[],
): Promise<(one: Arrived) => Promise<TakenIn>> {
  const settings = await readSettings(tx.sql);
  const dealer = createDealer(tx.sql, settings);
  const deskOf = await readDesk(tx.sql, store.config);
  const known = await knownByEmail(
    tx.sql,
    arrived.map(({ intake }) => intake.email),
  );
  const kept = await keptKeys(
    tx.sql,
    arrived.flatMap(({ file }) => (file ? [file.sha256] : [])),
  );
  return async (one) => {
    const { intake, source, act } = one;
    const file = one.file && { ...one.file, storage_key: kept.get(one.file.sha256) ?? one.file.storage_key };
    if (file) kept.set(file.sha256, file.storage_key);
    const dealt = await givenTo(tx, dealer, act.actor, { source, time_zone: intake.time_zone });
    const assignee = dealt?.to ?? null;
    const desk = deskOf(assignee);
    const before = known.get(normalEmail(intake.email)) ?? null;
    const resume = resumeRow(store.ids.next(), intake, file);
    const facts = factsOf(tx, settings, { source, resume, assignee, known: before, desk });
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
}

function factsOf(
  tx: WriteTx,
  settings: Settings,
  made: Pick<TakenIn, 'source' | 'resume' | 'assignee' | 'known' | 'desk'>,
): IntakeFacts {
  const { source, resume, assignee, known, desk } = made;
  return {
    now: tx.now,
    source,
    resume: { kind: resume.kind, name: resume.name, size: resume.size },
    assignee_id: assignee?.id ?? null,
    possible_duplicate_of: known?.id ?? null,
    settings,
    time_zone: desk.time_zone,
  };
}

/** To whom it goes: to whoever enters it and may not assign, else by the rules of the workspace; null: to nobody. */
async function givenTo(
  tx: WriteTx,
  dealer: Dealer,
  actor: Actor | null,
  said: Pick<Lead, 'source' | 'time_zone'>,
): Promise<{ to: User; note: string | null } | null> {
  if (actor === null || may(actor, 'leads.assign'))
    return dealer.deal({ ...said, country: null, city: null, state: 'PENDING' });
  const own = (await readDocuments(tx.sql, 'users', [actor.id])).get(actor.id)?.document;
  return own ? { to: own, note: null } : null;
}
