// From what was written down to the act: or what is missing, in words.
import type { Outcome } from '#domain/interaction/interaction.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { ActResult, Acts, CallForm } from '../../replica/acts/act-types.ts';
import { parseAmount } from '../../ui/amount.ts';
import { say } from '../../words/say.ts';
import { orNull } from './form.ts';

export const KINDS = ['NOTE', 'CALL', 'VISIT', 'VIDEO', 'MEETING', 'ORDER', 'RETURN'] as const;

export interface Composed {
  type: (typeof KINDS)[number] | 'EMAIL' | 'MESSAGE';
  outcome: Outcome | null;
  note: string;
  /** As typed. */
  amount: string;
  /** Empty: nobody in particular. */
  poc_id: string;
}

interface Context {
  acts: Pick<Acts, 'addNote' | 'logCall' | 'takeOrder' | 'takeReturn'>;
  leadId: string;
  /** The workspace's. */
  currency: string;
  /** What is kept of something that was written before and is written again: it happened when it happened. */
  kept?: Partial<Pick<CallForm, 'occurred_at' | 'duration_s' | 'direction'>>;
}

/** The act, ready to be called. */
export function composedAct(
  { type, outcome, note, amount, poc_id }: Composed,
  { acts, leadId, currency, kept = {} }: Context,
): Result<() => ActResult, string> {
  const text = orNull(note);
  switch (type) {
    case 'ORDER':
    case 'RETURN': {
      const amount_minor = parseAmount(amount.trim(), currency);
      if (amount_minor === null)
        return refuse(say('How much? Write an amount in {currency}, for example 1,200.50.', { currency }));
      const take = type === 'ORDER' ? acts.takeOrder : acts.takeReturn;
      return ok(() => take(leadId, { amount_minor, currency, note: text, ...timeIn(kept) }));
    }
    case 'CALL':
    case 'VISIT':
    case 'VIDEO':
    case 'MEETING':
      if (outcome === null) return refuse(say('How did it go? Choose the outcome.'));
      return ok(() =>
        acts.logCall({
          lead_id: leadId,
          type,
          outcome,
          direction: 'out',
          note: text,
          poc_id: orNull(poc_id),
          ...kept,
        }),
      );
    default:
      return text === null
        ? refuse(say('Write the note first.'))
        : ok(() => acts.addNote(leadId, text, kept.occurred_at));
  }
}

const timeIn = ({ occurred_at }: NonNullable<Context['kept']>) =>
  occurred_at === undefined ? {} : { occurred_at };
