// How far a reader has come: the database's epoch, the scope that was read, and the last change seen. Opaque outside.
import { z } from 'zod';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';

export interface Position {
  epoch: string;
  scope: string;
  seq: number;
}

const shape = z.tuple([z.string(), z.string(), z.int().min(0)]);

/** The text of a position. */
export const checkpointOf = ({ epoch, scope, seq }: Position): string =>
  Buffer.from(JSON.stringify([epoch, scope, seq])).toString('base64url');

/**
 * Where to read on. An empty checkpoint starts at the beginning. `resync_required` for one of another epoch or scope, for
 * one past `newest`, and for text that is none.
 */
export function readCheckpoint(
  text: string,
  now: Omit<Position, 'seq'>,
  newest: number,
): Result<Position, Refusal> {
  if (text === '') return ok({ ...now, seq: 0 });
  const position = parse(text);
  const fits =
    position && position.epoch === now.epoch && position.scope === now.scope && position.seq <= newest;
  if (fits) return ok(position);
  return refuse(
    refusal('resync_required', { detail: 'This checkpoint is not of this database and scope: start anew.' }),
  );
}

function parse(text: string): Position | null {
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    if (!parsed.success) return null;
    const [epoch, scope, seq] = parsed.data;
    return { epoch, scope, seq };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
