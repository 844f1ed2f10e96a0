// A document with the fields that were given, and every other one unset.
import type { Ids } from '#domain/ids.ts';
import { type DocumentOf, documentSchemas, type WritableCollection } from '#domain/sync/collections.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';

/** A valid new document made `at` an instant. Throws when what was given does not fit its schema. */
export function emptyDocument<C extends WritableCollection>(
  collection: C,
  ids: Ids,
  at: string,
  given: Partial<DocumentOf<C>>,
): DocumentOf<C> {
  const { _deleted, ...empty } = deletedTombstone(collection, ids.next(), ids.next());
  const head = { created_at: at, updated_at: at };
  const unset = collection === 'plan_events' ? { until: null } : {};
  return documentSchemas[collection].parse({ ...empty, ...head, ...unset, ...given }) as DocumentOf<C>;
}
