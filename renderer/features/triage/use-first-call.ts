// Dials the first call of a new lead. A lead that must not be called is never dialled; at an odd hour the number is shown
// and why it was not dialled: asking for the reason is the work of the lead's own page.
import { dialGuard } from '#domain/plan/guard.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { dialNumber } from '../../ui/copy-text.ts';
import { useOpening } from '../../ui/holidays.tsx';
import { useClock } from '../../ui/now.tsx';
import { say, tongue } from '../../words/say.ts';

/** The number that is called first: the lead's own, else its first contact's with one. */
export const phoneOf = ({ lead, pocs }: Pick<DeskRow, 'lead' | 'pocs'>): string | null =>
  lead.phone ?? pocs.find(({ phone }) => phone !== null)?.phone ?? null;

/** Answers with what to say of it. */
export function useFirstCall(row: DeskRow): () => Promise<string> {
  const now = useClock();
  const opening = useOpening(row.lead, row.time_zone);
  return async () => {
    const phone = phoneOf(row);
    if (phone === null) return say('No number is known. What came of it?');
    const guard = dialGuard({ ...opening, do_not_call: row.lead.do_not_call }, now(), tongue());
    if (guard.verdict === 'blocked') return say('{name} asked not to be called.', { name: row.lead.name });
    if (guard.verdict === 'ask')
      return say('{words} {phone} was not dialled; L opens the lead to call anyway.', {
        words: guard.words,
        phone,
      });
    const done = await dialNumber(phone);
    if (done === 'dialled') return say('Calling {phone}. What came of it?', { phone });
    return done === 'copied'
      ? say('{phone} copied. What came of it?', { phone })
      : say('Dial {phone}. What came of it?', { phone });
  };
}
