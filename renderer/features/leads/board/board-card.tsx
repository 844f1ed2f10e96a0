// One lead as a card of the board. Drawn again only when its own data changes.
import { Link } from '@tanstack/react-router';
import { memo, useRef } from 'react';
import type { DeskRow, SearchHit } from '../../../replica/desk-types.ts';
import { wholeAmountWords } from '../../../ui/amount.ts';
import { DueChip } from '../../../ui/due-chip.tsx';
import { ToneChip } from '../../../ui/tone-chip.tsx';
import { say } from '../../../words/say.ts';
import { MarkBox } from '../bulk/mark-box.tsx';
import type { Marks } from '../bulk/use-marks.ts';
import { foundWords } from '../found-words.ts';
import css from './board.module.css';
import { useDraggedCard } from './dragging.ts';
import { MoveButton, MoveMenu, type MoveMenuProps } from './move-menu.tsx';

export interface BoardCardProps {
  row: DeskRow;
  hit: SearchHit | undefined;
  /** From 1. */
  position: number;
  selected: boolean;
  /** Pixels from the first card. */
  top: number;
  /** Whether the history is all here: before, what is due may be wrong. */
  planned: boolean;
  /** The workspace's, which the columns name already. */
  currency: string;
  /** Whose the lead is, where it is a colleague's. */
  owner: string | null;
  marked: boolean;
  toggle: Marks['toggle'];
  through: Marks['through'];
  /** Its menu, where the card is the selected one. */
  menu: Pick<MoveMenuProps, 'states' | 'open' | 'setOpen' | 'move'> | null;
  /** Selects the lead and opens its menu. */
  openMenu(leadId: string): void;
}

/** Id of the card's element, for aria-activedescendant. */
export const cardElementId = (leadId: string): string => `lead-card-${leadId}`;

export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { row, position, selected, top, menu, openMenu } = props;
  const { lead, lead_id } = row;
  const card = useRef<HTMLDivElement>(null);
  const dragged = useDraggedCard(card, lead_id);
  return (
    <div
      ref={card}
      id={cardElementId(lead_id)}
      {...rowOf(position, selected)}
      data-lead-id={lead_id}
      data-marked={props.marked || undefined}
      data-dragged={dragged || undefined}
      className={css.card}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div {...CELL} className={css.face}>
        <CardLines {...props} />
      </div>
      <div {...CELL} className={css.tools} data-own-click>
        <MarkBox
          leadId={lead_id}
          name={lead.name}
          marked={props.marked}
          toggle={props.toggle}
          through={props.through}
        />
        {menu === null ? (
          <MoveButton name={lead.name} onClick={() => openMenu(lead_id)} />
        ) : (
          <MoveMenu name={lead.name} state={lead.state} {...menu} />
        )}
      </div>
    </div>
  );
});

// The board's own keys move through the cards, so that they are no stops of the Tab key.
const rowOf = (position: number, selected: boolean) => ({
  role: 'row',
  'aria-rowindex': position,
  'aria-selected': selected,
});
const CELL = { role: 'gridcell' };

function CardLines({ row, hit, planned, owner, currency }: BoardCardProps) {
  const { lead, lead_id, plan, time_zone } = row;
  const company = lead.company === lead.name ? null : lead.company;
  const about = [lead.tier && say('Tier {tier}', { tier: lead.tier }), owner, company, lead.city]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <Link to="/leads/$id" params={{ id: lead_id }} tabIndex={-1} className={css.name} draggable={false}>
        {lead.name}
      </Link>
      <span className={css.sub}>{foundWords(hit) ?? about}</span>
      <span className={css.facts}>
        {lead.do_not_call ? (
          <ToneChip tone="overdue">{say('Do not call')}</ToneChip>
        ) : (
          planned && <DueChip plan={plan} timeZone={time_zone} />
        )}
        <span className={css.worth}>{worthOf(lead, currency)}</span>
      </span>
    </>
  );
}

const worthOf = ({ value_minor, currency }: DeskRow['lead'], usual: string): string | null =>
  value_minor === null || currency === null
    ? null
    : wholeAmountWords(value_minor, currency).replace(` ${usual}`, '');
