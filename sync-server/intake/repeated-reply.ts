// Whether forms were sent already, and what their senders were told.
import { inArray } from 'drizzle-orm';
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

/** What was answered to forms that were sent before. */
export interface Answered {
  /**
   * The first answer to this form; null for a new one. It holds a name and an address, so it is given to the same address
   * only; with another one the key is refused as `duplicate`.
   */
  of(intake: Intake): Result<IntakeReply, Refusal> | null;
  /** Notes an answer that is about to be stored. */
  note(intake: Intake, reply: IntakeReply): void;
}

/** The answers to those of these forms that were sent before; one query, none where no form has a key. */
export async function repeatedReplies(q: Queryable, intakes: readonly Intake[]): Promise<Answered> {
  const keys = intakes.flatMap(({ form_key }) => (form_key === null ? [] : [form_key]));
  const rows =
    keys.length === 0
      ? []
      : await q
          .select({ form_key: submissions.form_key, reply: submissions.reply })
          .from(submissions)
          .where(inArray(submissions.form_key, keys));
  const replies = new Map(rows.map(({ form_key, reply }) => [form_key, replySchema.parse(reply)]));
  return {
    of: ({ form_key, email }) => {
      const reply = form_key === null ? undefined : replies.get(form_key);
      if (reply === undefined) return null;
      if (normalEmail(reply.email) === normalEmail(email)) return ok(reply);
      return refuse(
        refusal('duplicate', { detail: 'This form was sent already. Open it anew to send another one.' }),
      );
    },
    note: ({ form_key }, reply) => {
      if (form_key !== null) replies.set(form_key, reply);
    },
  };
}
