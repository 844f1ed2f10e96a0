// On which document a write was made that came to this database by another way than a person's hand: from the journal after
// the database was lost, or from another device's file. RxDB knows nothing of that document, so its push would say the wrong
// thing. Kept on disk until the server has answered.
import type { RxCollection } from 'rxdb';
import { z } from 'zod';
import type { StoredPayload } from './collections.ts';
import type { Kept } from './journal.ts';

/** What a write was made on; null: on nothing. A bare head where only the write id is known. */
export type Base = Kept | { write_id: string } | null;

export interface Claims {
  /** Resolves once it is on disk. */
  put(collection: string, id: string, base: Base): Promise<void>;
  /** undefined: RxDB knows it. */
  of(collection: string, id: string): { base: Base } | undefined;
  drop(collection: string, id: string): Promise<void>;
}

const payloadSchema = z.object({ base: z.looseObject({ write_id: z.string() }).nullable() });
const PREFIX = 'claim ';

/** Deps: the local collection that keeps them. Resolves when those of earlier runs are known. */
export async function openClaims({ desk }: { desk: RxCollection<StoredPayload> }): Promise<Claims> {
  const claims = new Map<string, { base: Base }>();
  const kept = await desk.find({ selector: { id: { $gte: PREFIX, $lt: 'claim!' } } }).exec();
  for (const { id, payload } of kept) {
    const parsed = payloadSchema.safeParse(JSON.parse(payload));
    if (parsed.success) claims.set(id, { base: parsed.data.base as Base });
  }
  const idOf = (collection: string, id: string) => `${PREFIX}${collection} ${id}`;
  return {
    put: async (collection, id, base) => {
      const key = idOf(collection, id);
      claims.set(key, { base });
      await desk.upsert({ id: key, payload: JSON.stringify({ base }) });
    },
    of: (collection, id) => claims.get(idOf(collection, id)),
    drop: async (collection, id) => {
      const key = idOf(collection, id);
      if (claims.delete(key)) await desk.findOne(key).remove();
    },
  };
}

/** The document a write was made on, as a merge by field needs it; null where it is not known. */
export function wholeBase(base: Base): Kept | null {
  return base !== null && 'id' in base ? base : null;
}
