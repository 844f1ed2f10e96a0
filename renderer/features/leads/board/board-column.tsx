// One stage of the board: its heading, and a window of its cards. It is one stop of the Tab key.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { wholeAmountWords } from '../../../ui/amount.ts';
import { stateWord } from '../../../ui/field-words.ts';
import { StateWords } from '../../../ui/tone-chip.tsx';
import { numberWords } from '../../../words/dates.ts';
import { say } from '../../../words/say.ts';
import type { Marks } from '../bulk/use-marks.ts';
import css from './board.module.css';
import { BoardCard, type BoardCardProps, cardElementId } from './board-card.tsx';
import type { BoardColumn } from './board-columns.ts';
import { useCardPlace } from './dragging.ts';

const CARD_HEIGHT = 82;
const GAP = 6;
const OVERSCAN = 4;

export interface BoardColumnProps extends Pick<BoardCardProps, 'planned' | 'openMenu' | 'currency'> {
  column: BoardColumn;
  /** Place of the selected card in this column; -1 where it stands in another. */
  selectedRow: number;
  menu: BoardCardProps['menu'];
  hitOf(leadId: string): BoardCardProps['hit'];
  ownerOf(assigneeId: string | null): string | null;
  /** Moves a lead here. */
  take(leadId: string, state: string): void;
  marks: Marks;
  /** The focus has come here by the Tab key. */
  enter(state: string): void;
}

export function BoardColumnView(props: BoardColumnProps) {
  const { column, currency, take } = props;
  const { state, category, rows, value_minor } = column;
  const place = useRef<HTMLElement>(null);
  const over = useCardPlace(
    place,
    useCallback((leadId) => take(leadId, state), [take, state]),
  );
  return (
    <section ref={place} aria-label={stateWord(state)} className={css.column} data-over={over || undefined}>
      <h2 className={css.heading}>
        <StateWords state={state} category={category} />
        <span className={css.count}>{numberWords(rows.length)}</span>
        <span className={css.value} title={say('What these leads may be worth')}>
          {value_minor !== null && wholeAmountWords(value_minor, currency)}
        </span>
      </h2>
      <Cards {...props} />
    </section>
  );
}

function Cards(props: BoardColumnProps) {
  const { column, selectedRow, menu, hitOf, ownerOf, planned, openMenu, currency, enter, marks } = props;
  const { state, rows } = column;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useCardWindow(scroller, rows, selectedRow);
  useFocusOfSelection(scroller, selectedRow >= 0);
  const selected = rows[selectedRow];
  const shown = virtual.getVirtualItems();
  const inSight = shown.some(({ index }) => index === selectedRow);
  return (
    <div
      ref={scroller}
      {...gridOf(state, rows.length, selected && inSight ? cardElementId(selected.lead_id) : undefined)}
      className={css.cards}
      {...enteredBy(() => selectedRow < 0 && enter(state))}
    >
      {rows.length === 0 && <p className={css.empty}>{say('Drag a lead here, or press M on it.')}</p>}
      <div {...NO_ROLE} className={css.window} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <BoardCard
              key={row.lead_id}
              row={row}
              hit={hitOf(row.lead_id)}
              position={index + 1}
              selected={index === selectedRow}
              top={start}
              planned={planned}
              currency={currency}
              owner={ownerOf(row.lead.assignee_id)}
              menu={index === selectedRow ? menu : null}
              openMenu={openMenu}
              marked={marks.has(row.lead_id)}
              toggle={marks.toggle}
              through={marks.through}
            />
          );
        })}
      </div>
    </div>
  );
}

const NO_ROLE = { role: 'presentation' };

function useCardWindow(
  scroller: RefObject<HTMLDivElement | null>,
  rows: BoardColumn['rows'],
  selectedRow: number,
) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    gap: GAP,
    overscan: OVERSCAN,
    scrollPaddingEnd: GAP,
    getItemKey: (index) => rows[index]?.lead_id ?? index,
  });
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (selectedRow >= 0) scrollToIndex(selectedRow);
  }, [selectedRow, scrollToIndex]);
  return virtual;
}

// By the Tab key; a button of a card that takes the focus is no arrival.
const enteredBy = (enter: () => void) => ({
  onFocus: ({ target, currentTarget }: FocusEvent) => {
    if (target === currentTarget) enter();
  },
});

const gridOf = (state: string, count: number, activeCard: string | undefined) => ({
  ...(count > 0 ? { role: 'grid', 'aria-rowcount': count } : { role: 'group' }),
  'aria-label': `${stateWord(state)}, ${say('{count, plural, one {1 lead} other {{count2} leads}}', { count, count2: numberWords(count) })}`,
  tabIndex: 0,
  'aria-activedescendant': activeCard,
});

// The column of the selected lead is in sight. A lead that moves takes the focus along, and a menu that has closed leaves
// it here: it is never lost.
function useFocusOfSelection(scroller: RefObject<HTMLDivElement | null>, here: boolean): void {
  useEffect(() => {
    const focused = document.activeElement;
    const onBoard = focused === document.body || focused?.closest('[data-board]') != null;
    if (!here) return;
    scroller.current?.parentElement?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    if (onBoard) scroller.current?.focus({ preventScroll: true });
  }, [scroller, here]);
}
