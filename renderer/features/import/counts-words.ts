// What came of the rows of a file, in words.
import { countLabel } from '../../ui/day-words.ts';
import type { Counts } from './send-rows.ts';

/** "118 new, 5 changed; left out: 2 duplicates, one wrong row". */
export function countsWords({ created, updated, duplicate, invalid }: Counts): string {
  const made = [
    `${countLabel(created)} new`,
    ...(updated > 0 ? [`${countLabel(updated)} changed`] : []),
  ].join(', ');
  const out = [
    ...(duplicate > 0
      ? [duplicate === 1 ? 'one that was there already' : `${countLabel(duplicate)} that were there already`]
      : []),
    ...(invalid > 0 ? [invalid === 1 ? 'one wrong row' : `${countLabel(invalid)} wrong rows`] : []),
  ].join(', ');
  return out === '' ? made : `${made}; left out: ${out}`;
}
