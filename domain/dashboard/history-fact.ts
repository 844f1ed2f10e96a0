// What a dashboard keeps of an interaction: a call with what came of it, or an order's or return's amount. All else is
// left out, so that a hundred thousand of them fit into memory.
import { countsAsContact } from '../interaction/contact.ts';
import type { Interaction, InteractionType } from '../interaction/interaction.ts';

interface Fact {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  /** Who wrote it down. */
  by: string | null;
}

export interface CallFact extends Fact {
  kind: 'call';
  /** Somebody was spoken to. */
  reached: boolean;
  /** It ended in an order. */
  productive: boolean;
  /** They called. */
  incoming: boolean;
}

export interface MoneyFact extends Fact {
  kind: 'ORDER' | 'RETURN';
  amount_minor: number;
  currency: string | null;
}

export type HistoryFact = CallFact | MoneyFact;

const CALLS: readonly InteractionType[] = ['CALL', 'VISIT', 'VIDEO', 'MEETING'];

/** The fact; null for a voided interaction, one without an outcome or amount, and every other kind. */
export function historyFactOf(interaction: Interaction): HistoryFact | null {
  const { id, type, outcome, direction, occurred_at, created_by: by, voided_at, amount_minor } = interaction;
  if (voided_at !== null) return null;
  const fact = { id, at: Date.parse(occurred_at), by };
  if (type === 'ORDER' || type === 'RETURN') {
    if (!amount_minor) return null;
    return { ...fact, kind: type, amount_minor, currency: interaction.currency };
  }
  if (outcome === null || !CALLS.includes(type)) return null;
  return {
    ...fact,
    kind: 'call',
    reached: countsAsContact(interaction),
    productive: outcome === 'ORDER_PLACED',
    incoming: direction === 'in',
  };
}
