// The server's answers of the replication, parsed at the door. Fields that this program does not know pass through, so
// that a newer server's documents are not cut.
import { z } from 'zod';
import { OUTCOMES_OF_PUSH, type PullReply, type PushReply, type Replicated } from '#domain/sync/messages.ts';

export const replicatedSchema: z.ZodType<Replicated> = z.looseObject({
  id: z.string().min(1),
  write_id: z.string().min(1),
  _deleted: z.boolean(),
});

const pullReplySchema = z.object({ documents: z.array(replicatedSchema), checkpoint: z.string() });

const pushReplySchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(OUTCOMES_OF_PUSH),
      document: replicatedSchema.optional(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

/** The page of a pull, or null when the body is none. */
export function pullReplyOf(body: unknown): PullReply | null {
  const parsed = pullReplySchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** The outcomes of a push of `count` rows, or null when the body is none. */
export function pushReplyOf(body: unknown, count: number): PushReply | null {
  const parsed = pushReplySchema.safeParse(body);
  if (!parsed.success || parsed.data.results.length !== count) return null;
  return parsed.data as PushReply;
}
