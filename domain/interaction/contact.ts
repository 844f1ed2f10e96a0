// Which interactions count as a contact: the one definition that plan, pipeline and deadlines share.
import type { Interaction, InteractionType, Outcome } from './interaction.ts';

const CONTACT_TYPES: readonly InteractionType[] = ['CALL', 'VISIT', 'VIDEO', 'MEETING'];
const CONTACT_OUTCOMES: readonly Outcome[] = [
  'CONNECTED',
  'ORDER_PLACED',
  'FOLLOW_UP',
  'CALLBACK',
  'NOT_INTERESTED',
];
const FAILED_OUTCOMES: readonly Outcome[] = ['NO_ANSWER', 'BUSY', 'VOICEMAIL'];

type Facts = Pick<Interaction, 'type' | 'outcome' | 'voided_at'>;

/** Whether a conversation took place. Whether it lies in the future is the caller's to ask. Source: due calls, R1. */
export const countsAsContact = ({ type, outcome, voided_at }: Facts): boolean =>
  !voided_at && outcome !== null && CONTACT_TYPES.includes(type) && CONTACT_OUTCOMES.includes(outcome);

/** Whether somebody tried in vain. Source: due calls, R14. */
export const isFailedAttempt = ({ type, outcome, voided_at }: Facts): boolean =>
  !voided_at && outcome !== null && CONTACT_TYPES.includes(type) && FAILED_OUTCOMES.includes(outcome);
