// Dials the first call of a new lead. A lead that must not be called is never dialled; at an odd hour the number is shown
// and why it was not dialled: asking for the reason is the work of the lead's own page.
import { dialGuard } from '#domain/plan/guard.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { dialNumber } from '../../ui/copy-text.ts';
import { useOpening } from '../../ui/holidays.tsx';
import { useClock } from '../../ui/now.tsx';

/** The number that is called first: the lead's own, else its first contact's with one. */
export const phoneOf = ({ lead, pocs }: Pick<DeskRow, 'lead' | 'pocs'>): string | null =>
  lead.phone ?? pocs.find(({ phone }) => phone !== null)?.phone ?? null;

/** Answers with what to say of it. */
export function useFirstCall(row: DeskRow): () => Promise<string> {
  const now = useClock();
  const opening = useOpening(row.lead, row.time_zone);
  return async () => {
    const phone = phoneOf(row);
    if (phone === null) return 'No number is known. What came of it?';
    const guard = dialGuard({ ...opening, do_not_call: row.lead.do_not_call }, now());
    if (guard.verdict === 'blocked') return `${row.lead.name} asked not to be called.`;
    if (guard.verdict === 'ask')
      return `${guard.words} ${phone} was not dialled; L opens the lead to call anyway.`;
    const done = await dialNumber(phone);
    if (done === 'dialled') return `Calling ${phone}. What came of it?`;
    return done === 'copied' ? `${phone} copied. What came of it?` : `Dial ${phone}. What came of it?`;
  };
}
