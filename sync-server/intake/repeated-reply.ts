// Whether this form was sent already, and what its sender was told.
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Intake } from '#domain/intake/intake.ts';
import type { IntakeReply } from '#domain/intake/lead-from-intake.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { normalEmail } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { submissions } from '../db/tables/records.ts';

const replySchema = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  state: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/**
 * The first answer to a form that was sent before; null for a new one. The answer holds a name and an address, so it is
 * given to the same address only; with another one the key is refused as `duplicate`.
 */
export async function repeatedReply(
  q: Queryable,
  intake: Intake,
): Promise<Result<IntakeReply, Refusal> | null> {
  if (intake.form_key === null) return null;
  const [before] = await q
    .select({ reply: submissions.reply })
    .from(submissions)
    .where(eq(submissions.form_key, intake.form_key));
  if (!before) return null;
  const reply = replySchema.parse(before.reply);
  if (normalEmail(reply.email) === normalEmail(intake.email)) return ok(reply);
  return refuse(
    refusal('duplicate', { detail: 'This form was sent already. Open it anew to send another one.' }),
  );
}
