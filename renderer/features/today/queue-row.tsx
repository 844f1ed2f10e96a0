// One row of Today. It is drawn again only when its lead or plan changes; the clock in it ticks by itself.
import { memo } from 'react';
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { wholeAmountWords } from '../../ui/amount.ts';
import { RowClock } from '../../ui/local-clock.tsx';
import { useMinute } from '../../ui/now.tsx';
import { slaBadge } from '../../ui/sla-words.ts';
import { StatusChip, ToneChip } from '../../ui/tone-chip.tsx';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './queue-row.module.css';
import { rowBadges, shortWhy } from './row-words.ts';

interface Props {
  row: DeskRow;
  fresh: boolean;
  /** When it is due is not known yet. */
  undated: boolean;
  /** Whose the lead is, where it is a colleague's. */
  owner: string | null;
}

/** `fresh` rows show the countdown of the promised answer in place of their plan. */
export const QueueRow = memo(function QueueRow({ row, fresh, undated, owner }: Props) {
  const { lead, plan } = row;
  const place = listWords([lead.company === lead.name ? null : lead.company, lead.city]);
  const why = 'explanation' in plan ? plan.explanation : undefined;
  return (
    <div className={css.row}>
      <div className={css.who}>
        <div className={css.line}>
          <span className={css.name}>{lead.name}</span>
          {lead.tier && (
            <span className={css.tier} title={say('Tier {tier}', { tier: lead.tier })}>
              {lead.tier}
            </span>
          )}
          {lead.value_minor !== null && lead.currency && (
            <span className={css.value}>{wholeAmountWords(lead.value_minor, lead.currency)}</span>
          )}
          {(row.performance === 'UNDER' || row.performance === 'WATCH') && (
            <StatusChip status={row.performance} />
          )}
        </div>
        <div className={css.why} title={why}>
          {[owner, place, whyOf(row, fresh, undated)].filter(Boolean).join(' · ')}
        </div>
      </div>
      <div className={css.badges}>{fresh ? <Countdown row={row} /> : <Badges row={row} />}</div>
      <div className={css.clock}>
        <RowClock lead={lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
      </div>
    </div>
  );
});

function whyOf(row: DeskRow, fresh: boolean, undated: boolean): string {
  if (undated) return say('history not complete yet');
  return fresh && !isPlanned(row.plan) ? say('new') : shortWhy(row);
}

function Badges({ row }: { row: DeskRow }) {
  const now = useMinute();
  return rowBadges(row, now).map(({ tone, words }) => (
    <ToneChip key={words} tone={tone}>
      {words}
    </ToneChip>
  ));
}

function Countdown({ row }: { row: DeskRow }) {
  const now = useMinute();
  if (row.sla === null) return null;
  const { tone, words } = slaBadge(row.sla, now);
  return <ToneChip tone={tone}>{words}</ToneChip>;
}
