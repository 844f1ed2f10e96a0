// What an entry of the attention list is about, field by field: what stood before, what the person wrote, and what the
// other side has. Pure; what may be done with it is the choices', how it is worded the screen's.
import { type FieldConflict, sameValue } from '#domain/merge/three-way.ts';
import type { AttentionEntry } from './replica-types.ts';

/** Belongs to the write and not to what was written. */
const HEAD = new Set(['id', 'write_id', 'created_at', 'updated_at', '_deleted', 'gone']);

const isContent = (field: string): boolean => !HEAD.has(field) && !field.startsWith('_');

/** Whether the person had deleted the document. */
export const isDeletion = (entry: Pick<AttentionEntry, 'document'>): boolean =>
  entry.document['_deleted'] === true;

/** What the other side has, or null where it has nothing (any more). */
export const theirsOf = ({ theirs }: Pick<AttentionEntry, 'theirs'>): AttentionEntry['theirs'] =>
  theirs === null || theirs['_deleted'] === true ? null : theirs;

/**
 * The fields at stake. Of an overwritten write those that both had changed; of any other edit what the person had
 * changed; of a deletion what the others had changed meanwhile; of a new document all that is filled in.
 */
export function fieldsAtStake(entry: AttentionEntry): readonly FieldConflict[] {
  if (entry.fields.length > 0) return entry.fields;
  const { document, base } = entry;
  const theirs = theirsOf(entry);
  const rows = (names: string[]): FieldConflict[] =>
    names.filter(isContent).map((field) => ({
      field,
      base: base?.[field] ?? null,
      mine: isDeletion(entry) ? null : (document[field] ?? null),
      theirs: theirs?.[field] ?? null,
    }));
  if (isDeletion(entry))
    return rows(Object.keys(theirs ?? {})).filter((row) => !sameValue(row.theirs, row.base));
  const before = base?.['_deleted'] === true ? null : base;
  return rows(Object.keys(document)).filter((row) => !sameValue(row.mine, before ? row.base : null));
}
