// What a lead says in each column of the table.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeskRow, SearchHit } from '../../replica/desk-types.ts';
import { wholeAmountWords } from '../../ui/amount.ts';
import { DayOf } from '../../ui/day-label.tsx';
import { DueChip } from '../../ui/due-chip.tsx';
import { countryName, outcomeWord, typeWord } from '../../ui/field-words.ts';
import { RowClock } from '../../ui/local-clock.tsx';
import { StateWords, StatusChip, ToneChip } from '../../ui/tone-chip.tsx';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { customWords } from './custom-words.ts';
import { foundWords } from './found-words.ts';
import css from './leads.module.css';

export interface CellFacts {
  row: DeskRow;
  hit: SearchHit | undefined;
  /** Name of the assignee; empty for nobody. */
  assignee: string;
  /** Whether the history is all here: before, what is due may be wrong. */
  planned: boolean;
  /** Whose the lead is, where it is a colleague's: "for Jonas, until Fri 5 Jun". */
  owner: string | null;
}

/** The inside of a cell, by the id of its column. */
export function LeadCell({ id, facts }: { id: string; facts: CellFacts }): ReactNode {
  const own = /^custom\.(.+)$/.exec(id)?.[1];
  if (own !== undefined) return <Line words={customWords(facts.row.lead.custom[own])} />;
  return CELLS[id]?.(facts) ?? null;
}

const CELLS: Readonly<Record<string, (facts: CellFacts) => ReactNode>> = {
  name: NameCell,
  state: ({ row }) => <StateWords state={row.lead.state} category={row.category} />,
  tier: ({ row }) => row.lead.tier ?? <span className={css.quiet}>–</span>,
  due: DueCell,
  clock: ({ row }) => (
    <span className={css.clock}>
      <RowClock lead={row.lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
    </span>
  ),
  last: LastCell,
  phone: PhoneCell,
  assignee: ({ assignee }) => <Line words={assignee} none={say('Nobody')} />,
  status: ({ row, planned }) => planned && row.performance && <StatusChip status={row.performance} />,
  email: ({ row: { lead, pocs } }) => <Line words={lead.email ?? pocs.find((poc) => poc.email)?.email} />,
  contact: ({ row: { pocs } }) => <Line words={(pocs.find((poc) => poc.is_primary) ?? pocs[0])?.name} />,
  company: ({ row }) => <Line words={row.lead.company} />,
  city: ({ row }) => <Line words={row.lead.city} />,
  country: ({ row }) => <Line words={row.lead.country && countryName(row.lead.country)} />,
  source: ({ row }) => <Line words={row.lead.source} />,
  tags: ({ row }) => <Line words={listWords(row.lead.tags)} />,
  value: ({ row: { lead } }) => (
    <Line
      words={
        lead.value_minor === null || lead.currency === null
          ? null
          : wholeAmountWords(lead.value_minor, lead.currency)
      }
    />
  ),
  created: ({ row }) => (
    <span className={css.line}>
      <DayOf at={row.lead.created_at} timeZone={row.time_zone} />
    </span>
  ),
};

function Line({ words, none = '–' }: { words: string | null | undefined; none?: string }) {
  return (
    <span className={css.line} title={words || undefined}>
      {words || <span className={css.quiet}>{none}</span>}
    </span>
  );
}

function NameCell({ row: { lead, lead_id }, hit, owner }: CellFacts) {
  const place = [owner, lead.company, lead.city].filter(Boolean).join(' · ');
  return (
    <>
      <Link to="/leads/$id" params={{ id: lead_id }} tabIndex={-1} className={css.name}>
        {lead.name}
      </Link>
      <span className={css.sub}>{foundWords(hit) ?? place}</span>
    </>
  );
}

function DueCell({ row, planned }: CellFacts) {
  return (
    <>
      {planned ? <DueChip plan={row.plan} timeZone={row.time_zone} /> : <NotYet />}
      <Answer sla={row.sla} />
    </>
  );
}

const NotYet = () => (
  <span className={css.quiet} title={say('Said as soon as the whole history is here.')}>
    …
  </span>
);

const PRESSING: Readonly<Partial<Record<NonNullable<DeskRow['sla']>['state'], string>>> = {
  breached: say('Answer is late'),
  due_soon: say('Answer soon'),
  running: say('To be answered'),
};

function Answer({ sla }: Pick<DeskRow, 'sla'>) {
  const words = sla && PRESSING[sla.state];
  return words ? <span className={css.sub}>{words}</span> : null;
}

function LastCell({ row }: CellFacts) {
  const last = row.last_interaction;
  if (last === null) return <span className={css.quiet}>{say('Never')}</span>;
  return (
    <>
      <span className={css.line}>
        <DayOf at={last.occurred_at} timeZone={row.time_zone} />
      </span>
      <span className={css.sub}>{outcomeWord(last.outcome) || typeWord(last.type)}</span>
    </>
  );
}

function PhoneCell({ row: { lead, pocs } }: CellFacts) {
  if (lead.do_not_call) return <ToneChip tone="overdue">{say('Do not call')}</ToneChip>;
  return <Line words={lead.phone ?? pocs.find((poc) => poc.phone !== null)?.phone} />;
}
