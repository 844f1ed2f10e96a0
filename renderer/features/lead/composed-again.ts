// Something that was written down and not taken, as the composer holds it, to be written again.
import { interactionFields } from '#domain/interaction/interaction.ts';
import type { CallForm } from '../../replica/acts/act-types.ts';
import type { LeadDetail } from '../../replica/replica-types.ts';
import type { Again } from './again.ts';
import type { Composed } from './composed-act.ts';
import { plainAmount } from './facts-values.ts';

export interface ComposedAgain {
  /** The entry's. */
  id: string;
  start: Composed;
  kept: Partial<Pick<CallForm, 'occurred_at' | 'duration_s' | 'direction'>>;
}

const FIELDS = interactionFields.partial();

/** Null where nothing new is written again: one that stands is corrected in its place. */
export function composedAgain(
  again: Again | null,
  { interactions }: Pick<LeadDetail, 'interactions'>,
): ComposedAgain | null {
  if (again?.entry.collection !== 'interactions') return null;
  const { entry } = again;
  if (interactions.some(({ id }) => id === entry.document_id)) return null;
  const written = FIELDS.safeParse(entry.document).data ?? {};
  const { type = 'NOTE', outcome, note, amount_minor, currency, poc_id, occurred_at, duration_s } = written;
  return {
    id: entry.id,
    start: {
      type,
      outcome: outcome ?? null,
      note: note ?? '',
      amount: typeof amount_minor === 'number' ? plainAmount(amount_minor, currency ?? '') : '',
      poc_id: poc_id ?? '',
    },
    kept: {
      ...(occurred_at === undefined ? {} : { occurred_at }),
      ...(duration_s === undefined ? {} : { duration_s }),
      ...(written.direction ? { direction: written.direction } : {}),
    },
  };
}
