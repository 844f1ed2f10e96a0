// Three-way merge by field: what each side changed since the common base survives; both changed: theirs stays, mine is
// reported. A list or an object counts as one field.

export type Fields = Record<string, unknown>;

/** A field that both sides changed differently: what stood before, what I wrote, and what now stands. */
export interface FieldConflict {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merged {
  fields: Fields;
  /** Fields in which the merged document differs from theirs. */
  changed: string[];
  conflicts: FieldConflict[];
}

/** Head fields that belong to the write and not to the content. */
const HEAD = new Set(['id', 'write_id', 'created_at', 'updated_at', '_deleted', 'gone']);

/** Whether two JSON values say the same; null and absent are equal, the order of an object's keys is not looked at. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === undefined || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) return sameList(a, b);
  return sameFields(a as Fields, b as Fields);
}

const sameList = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) &&
  Array.isArray(b) &&
  a.length === b.length &&
  a.every((item, at) => sameValue(item, b[at]));

const sameFields = (a: Fields, b: Fields): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameValue(a[key], b[key]));

/**
 * Merges my document into theirs. Without a base (never seen before) every field in which the two differ counts as a
 * conflict, except where theirs is empty: then mine fills it.
 */
export function mergeThreeWay(base: Fields | null, mine: Fields, theirs: Fields): Merged {
  const merged: Merged = { fields: { ...theirs }, changed: [], conflicts: [] };
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    if (HEAD.has(field) || sameValue(mine[field], theirs[field])) continue;
    const before = base ? base[field] : null;
    if (base && sameValue(mine[field], before)) continue;
    if (sameValue(theirs[field], before)) {
      merged.fields[field] = mine[field];
      merged.changed.push(field);
    } else {
      merged.conflicts.push({ field, base: before ?? null, mine: mine[field], theirs: theirs[field] });
    }
  }
  return merged;
}
