// One new lead: who, from where, and how long the promised answer may still take.
import { IconFileText } from '@tabler/icons-react';
import { memo } from 'react';
import type { DeskRow } from '../../replica/desk-types.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { useMinute } from '../../ui/now.tsx';
import { slaBadge, untilWords } from '../../ui/sla-words.ts';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say, sayWith } from '../../words/say.ts';
import css from './triage.module.css';

interface Props {
  row: DeskRow;
  /** Who has it; null while nobody does, or where it goes without saying. */
  owner: string | null;
}

/** Drawn again only when its lead changes; the countdown in it ticks by itself. */
export const TriageRow = memo(function TriageRow({ row, owner }: Props) {
  const { lead } = row;
  const about = [lead.company === lead.name ? null : lead.company, lead.city, owner].filter(Boolean);
  return (
    <div className={css.row}>
      <div className={css.who}>
        <div className={css.line}>
          <span className={css.name}>{lead.name}</span>
          {lead.resume !== null && (
            <IconFileText
              size={14}
              stroke={1.7}
              className={css.clip}
              role="img"
              aria-label={say('with a résumé')}
            />
          )}
        </div>
        <div className={css.sub}>
          {sayWith('came {when}', { when: <MomentLabel at={lead.created_at} timeZone={row.time_zone} /> })}
          {about.length > 0 && ` · ${about.join(' · ')}`}
        </div>
      </div>
      <Countdown row={row} />
    </div>
  );
});

function Countdown({ row }: Pick<Props, 'row'>) {
  const now = useMinute();
  if (row.sla === null || row.sla.met_at !== null)
    return <ToneChip tone="parked">{say('no promise')}</ToneChip>;
  const { tone, words } = slaBadge(row.sla, now);
  return (
    <div className={css.promise}>
      <ToneChip tone={tone}>{words}</ToneChip>
      <span className={css.sub}>{untilWords(row.sla, row.time_zone, now)}</span>
    </div>
  );
}
