// What comes over to the lead that stays, counted before anything is written.
import type { Lead } from '#domain/lead/lead.ts';
import { useLeadDetail } from '../../replica/replica-context.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './duplicates.module.css';

const some = (n: number, words: (n: number, count: string) => string): string[] =>
  n === 0 ? [] : [words(n, countLabel(n))];

export function MovesLine({ survivor, other }: { survivor: Lead; other: Lead }) {
  const detail = useLeadDetail(other.id);
  if (!detail) return <p className={css.moves}> </p>;
  const moving = [
    ...some(detail.interactions.length, (n, count) =>
      say('{n, plural, one {one interaction} other {{count} interactions}}', { n, count }),
    ),
    ...some(detail.pocs.length, (n, count) =>
      say('{n, plural, one {one contact} other {{count} contacts}}', { n, count }),
    ),
    ...some(detail.plan_events.length, (n, count) =>
      say('{n, plural, one {one promise or pause} other {{count} promises and pauses}}', { n, count }),
    ),
    ...(detail.customer ? [say('the customer')] : []),
    ...(detail.metric ? [say('the account’s targets')] : []),
  ];
  return (
    <p className={css.moves} role="note" aria-label={say('What moves')}>
      {moving.length === 0
        ? say('Nothing hangs on {name}: only its fields are taken over.', { name: other.name })
        : say('To {name} come: {list}. {name2} is put aside, and can be parted again.', {
            name: survivor.name,
            list: listWords(moving),
            name2: other.name,
          })}
    </p>
  );
}
