// One lead as a row of the list. Drawn again only when its own data changes.
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { DeskRow, SearchHit } from '../../replica/desk-types.ts';
import { DayOf } from '../../ui/day-label.tsx';
import { DueChip } from '../../ui/due-chip.tsx';
import { outcomeWord, typeWord } from '../../ui/field-words.ts';
import { RowClock } from '../../ui/local-clock.tsx';
import { StateWords, StatusChip, ToneChip } from '../../ui/tone-chip.tsx';
import css from './leads.module.css';

export interface LeadRowProps {
  row: DeskRow;
  hit: SearchHit | undefined;
  /** From 0. */
  index: number;
  selected: boolean;
  /** Pixels from the first row. */
  top: number;
  /** Name of the assignee; null where the column is not shown. */
  assignee: string | null;
  /** Whether the history is all here: before, what is due may be wrong. */
  planned: boolean;
  /** Whose the lead is, where it is a colleague's: "for Jonas, until Fri 5 Jun". */
  owner: string | null;
}

/** Id of the row's element, for aria-activedescendant. */
export const rowElementId = (leadId: string): string => `lead-row-${leadId}`;

// The heading is the first row of the grid, and aria counts from 1.
const FIRST_ARIA_ROW = 2;

export const LeadRow = memo(function LeadRow(props: LeadRowProps) {
  const { row, hit, index, selected, top, assignee, planned, owner } = props;
  return (
    <tr
      id={rowElementId(row.lead_id)}
      aria-rowindex={index + FIRST_ARIA_ROW}
      aria-selected={selected}
      data-lead-id={row.lead_id}
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <NameCell row={row} hit={hit} owner={owner} />
      <td className={css.cell}>
        <StateWords state={row.lead.state} category={row.category} />
      </td>
      <td className={css.cell}>{row.lead.tier ?? <span className={css.quiet}>–</span>}</td>
      <td className={css.cell}>
        {planned ? <DueChip plan={row.plan} timeZone={row.time_zone} /> : <NotYet />}
        <Answer sla={row.sla} />
      </td>
      <td className={`${css.cell} ${css.clock}`}>
        <RowClock lead={row.lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
      </td>
      <LastCell row={row} />
      <td className={css.cell}>
        <Phone row={row} />
      </td>
      {assignee !== null && (
        <td className={css.cell}>
          <span className={css.line}>{assignee || <span className={css.quiet}>Nobody</span>}</span>
        </td>
      )}
      <td className={css.cell}>{planned && row.performance && <StatusChip status={row.performance} />}</td>
    </tr>
  );
});

const NotYet = () => (
  <span className={css.quiet} title="Said as soon as the whole history is here.">
    …
  </span>
);

function NameCell({ row: { lead, lead_id }, hit, owner }: Pick<LeadRowProps, 'row' | 'hit' | 'owner'>) {
  const place = [owner, lead.company, lead.city].filter(Boolean).join(' · ');
  const found = hit && FOUND_BY[hit.matched.kind];
  return (
    <td className={css.cell}>
      <Link to="/leads/$id" params={{ id: lead_id }} tabIndex={-1} className={css.name}>
        {lead.name}
      </Link>
      <span className={css.sub}>{found ? `${found}: ${hit.matched.text}` : place}</span>
    </td>
  );
}

// Where a lead was found by something that its row does not show anyway.
const FOUND_BY: Readonly<Partial<Record<SearchHit['matched']['kind'], string>>> = {
  poc: 'Contact',
  phone: 'Phone',
  email: 'E-mail',
  tag: 'Tag',
};

function LastCell({ row }: Pick<LeadRowProps, 'row'>) {
  const last = row.last_interaction;
  return (
    <td className={css.cell}>
      {last === null ? (
        <span className={css.quiet}>Never</span>
      ) : (
        <>
          <span className={css.line}>
            <DayOf at={last.occurred_at} timeZone={row.time_zone} />
          </span>
          <span className={css.sub}>{outcomeWord(last.outcome) || typeWord(last.type)}</span>
        </>
      )}
    </td>
  );
}

function Phone({ row: { lead, pocs } }: Pick<LeadRowProps, 'row'>) {
  if (lead.do_not_call) return <ToneChip tone="overdue">Do not call</ToneChip>;
  const phone = lead.phone ?? pocs.find((poc) => poc.phone !== null)?.phone;
  return <span className={css.line}>{phone ?? <span className={css.quiet}>–</span>}</span>;
}

const PRESSING: Readonly<Partial<Record<NonNullable<DeskRow['sla']>['state'], string>>> = {
  breached: 'Answer is late',
  due_soon: 'Answer soon',
  running: 'To be answered',
};

function Answer({ sla }: Pick<DeskRow, 'sla'>) {
  const words = sla && PRESSING[sla.state];
  return words ? <span className={css.sub}>{words}</span> : null;
}
