// What comes over to the lead that stays, counted before anything is written.
import type { Lead } from '#domain/lead/lead.ts';
import { useLeadDetail } from '../../replica/replica-context.tsx';
import { countLabel } from '../../ui/day-words.ts';
import css from './duplicates.module.css';

const some = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? `one ${one}` : `${countLabel(count)} ${many}`];

export function MovesLine({ survivor, other }: { survivor: Lead; other: Lead }) {
  const detail = useLeadDetail(other.id);
  if (!detail) return <p className={css.moves}> </p>;
  const moving = [
    ...some(detail.interactions.length, 'interaction', 'interactions'),
    ...some(detail.pocs.length, 'contact', 'contacts'),
    ...some(detail.plan_events.length, 'promise or pause', 'promises and pauses'),
    ...(detail.customer ? ['the customer'] : []),
    ...(detail.metric ? ['the account’s targets'] : []),
  ];
  return (
    <p className={css.moves} role="note" aria-label="What moves">
      {moving.length === 0
        ? `Nothing hangs on ${other.name}: only its fields are taken over.`
        : `To ${survivor.name} come: ${moving.join(', ')}. ${other.name} is put aside, and can be parted again.`}
    </p>
  );
}
