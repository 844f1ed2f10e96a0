// How far a reader has come: the database's epoch, the scope that was read, and the last change seen. Opaque outside.
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

const shape = z.tuple([z.string(), z.string(), z.int().min(0), z.int().min(0).default(0)]);

/** The text of a position. */
export const checkpointOf = ({ epoch, scope, seq, base = 0 }: Position): string =>
  Buffer.from(JSON.stringify(base === 0 ? [epoch, scope, seq] : [epoch, scope, seq, base])).toString(
    'base64url',
  );

/**
 * Where to read on. An empty checkpoint starts at the beginning. `resync_required` for one of another epoch or scope, for
 * one past `newest`, for one below `floor` (ends of documents that it has not heard of are forgotten) unless its reader
 * began with nothing after that, and for text that is none.
 */
export function readCheckpoint(
  text: string,
  now: Pick<Position, 'epoch' | 'scope'>,
  newest: number,
  floor = 0,
): Result<Required<Position>, Refusal> {
  if (text === '') return ok({ ...now, seq: 0, base: floor });
  const position = parse(text);
  const ours = position?.epoch === now.epoch && position.scope === now.scope;
  if (ours && position.seq <= newest && Math.max(position.seq, position.base) >= floor) return ok(position);
  return refuse(
    refusal('resync_required', { detail: 'This checkpoint is not of this database and scope: start anew.' }),
  );
}

function parse(text: string): Required<Position> | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (!parsed.success) return null;
    const [epoch, scope, seq, base] = parsed.data;
    return { epoch, scope, seq, base };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
