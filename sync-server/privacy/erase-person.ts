// Forgets a person: everywhere in the workspace at once, or nowhere. The figures stay.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Act } from '../audit/write-audited.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { eraseAudit } from './erase-audit.ts';
import { eraseDocuments } from './erase-documents.ts';
import { eraseMails } from './erase-mails.ts';
import { eraseRecords } from './erase-records.ts';
import { type HeldDocuments, readHeld, type Subject } from './held-documents.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'config'>;

export interface Erased {
  /** How many of each were emptied or removed. */
  documents: number;
  audit_lines: number;
  mails: number;
  files: number;
}

/**
 * Erases what is held of a lead or point of contact. `confirm` is his name as it stands, so that nobody else is erased by
 * mistake. Refusals: `not_found`, `invalid` where the name is another one.
 */
export async function erasePerson(
  store: Store,
  act: Act,
  subject: Subject,
  confirm: string,
): Promise<Result<Erased, Refusal>> {
  const done = await inWriteTransaction(store, async (tx) => {
    const held = await readHeld(tx.sql, subject);
    if (!held) return refuse(refusal('not_found'));
    const names = [...held.documents.leads, ...held.documents.pocs].find(({ id }) => id === subject.id);
    if (names?.name !== confirm) return refuse(otherName());
    const documents = await eraseDocuments(tx, store.ids, held.documents);
    const lines = await eraseAudit(tx, held.audited_ids);
    const files = held.lead_ids.length === 0 ? 0 : await eraseRecords(tx, store.files, held.lead_ids);
    const mails = await eraseMails(tx, held.lead_ids, wordsOf(held.documents));
    const details = { request_id: act.requestId, documents, lines };
    await appendAudit(tx, [
      { actor_id: act.actor.id, action: 'erase', entity: subject.kind, entity_id: subject.id, details },
    ]);
    return ok({ documents, lines: lines.length, mails, files });
  });
  if (!done.ok) return done;
  const { documents, lines, mails, files } = done.value;
  // Where mails are written to a folder.
  for (const id of mails) await rm(join(store.config.DATA_DIR, 'mail', `${id}.eml`), { force: true });
  return ok({ documents, audit_lines: lines, mails: new Set(mails).size, files });
}

const otherName = (): Refusal =>
  refusal('invalid', { errors: [{ path: 'confirm', message: 'must be the name as it stands' }] });

/** What mails to others may say of the person. */
const wordsOf = ({ leads, pocs }: HeldDocuments): string[] =>
  [...leads, ...pocs]
    .flatMap(({ name, email, phone }) => [name, email, phone])
    .filter((word) => word !== null);
