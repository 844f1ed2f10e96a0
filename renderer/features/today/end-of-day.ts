// What is left at the end of a day, and what of it may be put aside together.
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow, Today } from '../../replica/desk-types.ts';

export interface OpenItems {
  /** Due, and not spoken to. */
  open: readonly DeskRow[];
  overdue: number;
  /** Unanswered applicants. */
  fresh: number;
  /** Promised callbacks among the open ones: somebody waits for them, so they are never put aside together. */
  promised: number;
  /** The open ones without a promise. */
  movable: readonly string[];
}

export function openItems({ queue, fresh, counts }: Pick<Today, 'queue' | 'fresh' | 'counts'>): OpenItems {
  const isPromised = ({ plan }: DeskRow) => isPlanned(plan) && plan.reason === 'callback';
  const movable = queue.filter((row) => !isPromised(row)).map(({ lead_id }) => lead_id);
  return {
    open: queue,
    overdue: counts.OVERDUE,
    fresh: fresh.length,
    promised: queue.length - movable.length,
    movable,
  };
}
