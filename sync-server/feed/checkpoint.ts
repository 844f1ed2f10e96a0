// How far a reader has come: the database's epoch, the scope and the collection that were read, and the last change seen.
// Opaque outside.
import { z } from 'zod';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';

export interface Position {
  epoch: string;
  scope: string;
  seq: number;
  /** The floor when this reader began with nothing: of ends up to there he need not hear. Default 0. */
  base?: number;
}

const count = z.int().min(0);
const shape = z.tuple([z.string(), z.string(), count, count.default(0), z.string().nullable().default(null)]);

/** The text of a position in a collection. */
export const checkpointOf = (collection: string, { epoch, scope, seq, base = 0 }: Position): string =>
  Buffer.from(JSON.stringify([epoch, scope, seq, base, collection])).toString('base64url');

/**
 * Where to read on. An empty checkpoint starts at the beginning. `resync_required` for one of another epoch, scope or
 * collection, for one past `newest`, for one below `floor` (ends of documents that it has not heard of are forgotten) unless its reader
 * began with nothing after that, and for text that is none.
 */
export function readCheckpoint(
  text: string,
  collection: string,
  now: Pick<Position, 'epoch' | 'scope'>,
  newest: number,
  floor = 0,
): Result<Required<Position>, Refusal> {
  if (text === '') return ok({ ...now, seq: 0, base: floor });
  const position = parse(text, collection);
  const ours = position?.epoch === now.epoch && position.scope === now.scope;
  if (ours && position.seq <= newest && Math.max(position.seq, position.base) >= floor) return ok(position);
  return refuse(
    refusal('resync_required', {
      detail: 'This checkpoint is not of this database, scope and collection: start anew.',
    }),
  );
}

/** Null for what is none, and for one of another collection; those of before did not say of which they are. */
function parse(text: string, collection: string): Required<Position> | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (!parsed.success) return null;
    const [epoch, scope, seq, base, of] = parsed.data;
    return of === null || of === collection ? { epoch, scope, seq, base } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
