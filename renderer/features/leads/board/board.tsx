// The leads as columns, one a stage. A card is moved by dragging, by its menu, or by M and the letter of the stage.
import { type MouseEvent, useCallback, useMemo } from 'react';
import { BUILT_IN_STATES, type Settings } from '#domain/settings/settings.ts';
import { usePerform } from '../../../replica/acts/perform.ts';
import type { SearchHit } from '../../../replica/desk-types.ts';
import { useDesk, useLive, useReplica } from '../../../replica/replica-context.tsx';
import { stateLetters } from '../../../ui/state-letters.ts';
import { useLetterMenu } from '../../../ui/use-letter-menu.ts';
import { say } from '../../../words/say.ts';
import { useChangeMany } from '../bulk/use-change-many.ts';
import type { Marks } from '../bulk/use-marks.ts';
import css from './board.module.css';
import { BoardColumnView } from './board-column.tsx';
import { type BoardColumn, placeAt, rowsBefore } from './board-columns.ts';
import { useBoardKeys } from './use-board-keys.ts';

export interface BoardProps {
  columns: readonly BoardColumn[];
  hits: ReadonlyMap<string, SearchHit>;
  /** Place among all rows, column after column; -1 for none. */
  index: number;
  select(index: number): void;
  open(leadId: string): void;
  marks: Marks;
  nameOfUser(id: string | null): string;
  /** Whose a lead is, where it is a colleague's. */
  ownerOf(id: string | null): string | null;
}

export function Board(props: BoardProps) {
  const { columns, hits, index, select, open, ownerOf, marks } = props;
  const { settings: live } = useReplica();
  const settings = useLive(live);
  const states = settings?.states ?? BUILT_IN_STATES;
  const planned = useDesk((desk) => desk.ready()) === 'ready';
  const place = placeAt(columns, index);
  const ids = useMemo(() => columns.flatMap(({ rows }) => rows.map(({ lead_id }) => lead_id)), [columns]);
  const { menu, take, openMenu } = useMoving(props, ids, states);
  useBoardKeys({
    columns,
    index,
    select,
    open: (at) => open(ids[at] ?? ''),
    move: () => menu.setOpen(true),
  });
  const enter = useCallback(
    (state: string) => {
      const column = columns.findIndex((one) => one.state === state);
      if ((columns[column]?.rows.length ?? 0) > 0) select(rowsBefore(columns, column));
    },
    [columns, select],
  );
  const hitOf = useCallback((leadId: string) => hits.get(leadId), [hits]);
  return (
    <div {...GROUP} data-board className={css.board} {...openingBy(open)}>
      {columns.map((column, at) => (
        <BoardColumnView
          key={column.state}
          column={column}
          currency={settings?.currency ?? ''}
          selectedRow={place?.column === at ? place.row : -1}
          menu={place?.column === at ? menu : null}
          hitOf={hitOf}
          ownerOf={ownerOf}
          planned={planned}
          take={take}
          enter={enter}
          openMenu={openMenu}
          marks={marks}
        />
      ))}
    </div>
  );
}

const GROUP = { role: 'group', 'aria-label': say('Leads by stage') };

function useMoving(
  { columns, index, select, marks, nameOfUser }: BoardProps,
  ids: readonly string[],
  states: Settings['states'],
) {
  const { acts } = useReplica();
  const perform = usePerform();
  const changeMany = useChangeMany(nameOfUser);
  const letters = useMemo(() => stateLetters(states.map(({ name }) => name)), [states]);
  const take = useCallback(
    (leadId: string, to: string) => {
      const from = columns.find(({ rows }) => rows.some(({ lead_id }) => lead_id === leadId));
      select(ids.indexOf(leadId));
      if (marks.has(leadId) && marks.ids.length > 1) void changeMany(marks.ids, { kind: 'state', state: to });
      else if (from && from.state !== to) void perform(acts.moveLead(leadId, to));
    },
    [columns, ids, select, acts, perform, marks, changeMany],
  );
  const move = (to: string) => {
    letterMenu.set(false);
    take(ids[index] ?? '', to);
  };
  const letterMenu = useLetterMenu((letter) => {
    const to = letters.get(letter);
    if (to !== undefined) move(to);
    return to !== undefined;
  });
  const { set } = letterMenu;
  const openMenu = useCallback(
    (leadId: string) => {
      select(ids.indexOf(leadId));
      set(true);
    },
    [ids, select, set],
  );
  return { take, openMenu, menu: { states, open: letterMenu.open, setOpen: set, move } };
}

// A click anywhere in a card opens it here; with Ctrl, or by the middle button, the name is a link like any other.
const openingBy = (open: (leadId: string) => void) => ({
  onClick: (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest('[data-own-click], [role=menu]')) return;
    const id = event.target.closest<HTMLElement>('[data-lead-id]')?.dataset['leadId'];
    if (id === undefined) return;
    event.preventDefault();
    open(id);
  },
});
