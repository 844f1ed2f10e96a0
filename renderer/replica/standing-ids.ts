// Which documents of a collection stand in the replica: needed only when everything is compared with the server anew.
import { getChangedDocumentsSince } from 'rxdb';
import type { Collection } from '#domain/sync/collections.ts';
import type { ReplicaDatabase } from './collections.ts';

const PAGE = 1000;

/** Ids of all documents that are not deleted and not among `without`. Reads page by page, so that memory stays flat. */
export async function standingIds(
  database: ReplicaDatabase,
  name: Collection,
  without: readonly string[],
): Promise<string[]> {
  const left = new Set(without);
  const ids: string[] = [];
  let checkpoint: unknown;
  for (;;) {
    const page = await getChangedDocumentsSince(database.plain[name].storageInstance, PAGE, checkpoint);
    if (page.documents.length === 0) return ids;
    checkpoint = page.checkpoint;
    for (const { id, _deleted } of page.documents) if (!_deleted && !left.has(id)) ids.push(id);
  }
}
