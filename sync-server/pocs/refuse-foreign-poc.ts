// A call, a promise or a snooze names a contact of its own lead or none.
import { type Refusal, refusal } from '#domain/refusal.ts';
import type { Queryable } from '../db/database.ts';
import { readDocuments } from '../feed/write-documents.ts';

/** The refusal `invalid` where `poc_id` is no contact of that lead; null where it is one, or none is named. */
export async function refuseForeignPoc(
  q: Queryable,
  { poc_id, lead_id }: { poc_id: string | null; lead_id: string },
): Promise<Refusal | null> {
  if (poc_id === null) return null;
  const poc = (await readDocuments(q, 'pocs', [poc_id])).get(poc_id);
  if (poc && !poc.deleted && poc.document.lead_id === lead_id) return null;
  return refusal('invalid', { errors: [{ path: 'poc_id', message: 'is no contact of this lead' }] });
}
