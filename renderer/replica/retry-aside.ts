// Asks again for what was kept aside: after an update of this program, or because a person wants it.

import { derivedId } from '#domain/ids.ts';
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import type { Aside } from './aside.ts';
import type { ReplicaDatabase } from './collections.ts';
import type { DigestClient } from './digest.ts';
import type { Mender } from './mender.ts';
import { isReadable } from './readable.ts';

/** No write has this id, so the server tells whatever it has. */
const NO_WRITE = derivedId('no write');

export interface RetryDeps {
  database: ReplicaDatabase;
  aside: Aside;
  digest: Pick<DigestClient, 'ask'>;
  mender: Mender;
  isPending(name: Collection, id: string): boolean;
}

/** Takes what can be read by now. Rejects where the server cannot be asked; nothing is forgotten then. */
export async function retryAside(deps: RetryDeps): Promise<void> {
  for (const name of COLLECTIONS) {
    const ids = deps.aside.ids(name);
    if (ids.length > 0) await retry(name, ids, deps);
  }
}

async function retry(name: Collection, ids: string[], deps: RetryDeps): Promise<void> {
  const { database, aside, digest, mender, isPending } = deps;
  // Of before the question: what is pulled or sent while it is under way is newer than the answer.
  const free = ids.filter((id) => !isPending(name, id));
  if (free.length === 0) return;
  const stored = await database.plain[name].storageInstance.findDocumentsById(free, true);
  const revisions = new Map(stored.map(({ id, _rev }) => [id, _rev]));
  const reply = await digest.ask(
    name,
    free.map((id) => ({ id, write_id: NO_WRITE })),
  );
  for (const document of reply?.documents ?? []) {
    const { id } = document;
    // Put aside once more, it counts as tried by this version.
    if (!isReadable(name, document)) await aside.put(name, document);
    else if (!isPending(name, id)) {
      await mender.take(name, document, revisions.get(id) ?? null);
      await aside.drop(name, id);
    }
  }
}
