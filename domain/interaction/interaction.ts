// The interaction: one call, visit, message, note, order or return, with what came of it.
import { z } from 'zod';
import { amountSchema, currencySchema, documentHead, optional, text } from '../fields.ts';
import { idSchema } from '../ids.ts';
import { instantSchema } from '../time.ts';

export const INTERACTION_TYPES = [
  'CALL',
  'VISIT',
  'VIDEO',
  'MEETING',
  'EMAIL',
  'MESSAGE',
  'NOTE',
  'ORDER',
  'RETURN',
] as const;
export type InteractionType = (typeof INTERACTION_TYPES)[number];

/** In the order of the digit keys 1 to 9. */
export const OUTCOMES = [
  'CONNECTED',
  'NO_ANSWER',
  'FOLLOW_UP',
  'CALLBACK',
  'ORDER_PLACED',
  'NOT_INTERESTED',
  'BUSY',
  'VOICEMAIL',
  'WRONG_NUMBER',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const MONEY_TYPES: readonly InteractionType[] = ['ORDER', 'RETURN'];

/** Whether an interaction of this type carries an amount. */
export const carriesMoney = (type: InteractionType): boolean => MONEY_TYPES.includes(type);

export const interactionFields = z.object({
  ...documentHead,
  lead_id: idSchema,
  poc_id: optional(idSchema),
  type: z.enum(INTERACTION_TYPES),
  direction: optional(z.enum(['in', 'out'])),
  outcome: optional(z.enum(OUTCOMES)),
  occurred_at: instantSchema,
  duration_s: optional(z.int().min(0).max(604_800)),
  note: optional(text(20_000)),
  amount_minor: optional(amountSchema),
  currency: optional(currencySchema),
  call_id: optional(idSchema),
  created_by: optional(idSchema),
  voided_at: optional(instantSchema),
});

/** An interaction as stored. An amount stands on ORDER and RETURN only, always with its currency. */
export const interactionSchema = interactionFields.superRefine((value, ctx) => {
  const issue = moneyIssue(value);
  if (issue) ctx.addIssue({ code: 'custom', path: [issue.field], message: issue.message });
});
export type Interaction = z.output<typeof interactionFields>;

function moneyIssue(value: Interaction): { field: string; message: string } | null {
  if (!carriesMoney(value.type)) {
    if (value.amount_minor !== null)
      return { field: 'amount_minor', message: 'only an ORDER or RETURN has an amount' };
    return value.currency === null
      ? null
      : { field: 'currency', message: 'only an ORDER or RETURN has a currency' };
  }
  if (value.amount_minor === null)
    return { field: 'amount_minor', message: 'an ORDER or RETURN needs an amount' };
  return value.currency === null ? { field: 'currency', message: 'an amount needs its currency' } : null;
}
