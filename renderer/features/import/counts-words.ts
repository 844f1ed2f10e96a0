// What came of the rows of a file, in words.
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import type { Counts } from './send-rows.ts';

/** "118 new, 5 changed; left out: 2 duplicates, one wrong row". */
export function countsWords({ created, updated, duplicate, invalid }: Counts): string {
  const made = [
    say('{created} new', { created: countLabel(created) }),
    ...(updated > 0 ? [say('{updated} changed', { updated: countLabel(updated) })] : []),
  ].join(', ');
  const out = [
    ...(duplicate > 0
      ? [
          say(
            '{duplicate, plural, one {one that was there already} other {{duplicate2} that were there already}}',
            { duplicate, duplicate2: countLabel(duplicate) },
          ),
        ]
      : []),
    ...(invalid > 0
      ? [
          say('{invalid, plural, one {one wrong row} other {{invalid2} wrong rows}}', {
            invalid,
            invalid2: countLabel(invalid),
          }),
        ]
      : []),
  ].join(', ');
  return out === '' ? made : say('{made}; left out: {out}', { made, out });
}
