// Which columns the table has, and in which order: boxes to choose, buttons or Alt with the arrows to move.
import { ActionIcon, Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import css from './column-menu.module.css';
import { type Column, usualColumns } from './lead-columns.ts';

interface Props {
  all: readonly Column[];
  /** In their order; undefined: the usual ones. */
  asked: readonly string[] | undefined;
  choose(ids: string[] | undefined): void;
}

export function ColumnMenu(props: Props) {
  const [open, setOpen] = useState(false);
  useShortcut({
    id: 'leads.columns',
    keys: ['Shift+c'],
    label: say('Choose the columns'),
    group: say('Leads'),
    run: () => setOpen(true),
  });
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      trapFocus
      returnFocus
      position="bottom-end"
      shadow="md"
      width={270}
    >
      <Popover.Target>
        <Button
          variant={props.asked ? 'light' : 'default'}
          px={8}
          aria-haspopup="dialog"
          title={say('Choose the columns (Shift + C)')}
          aria-label={say('Columns')}
          onClick={() => setOpen(!open)}
        >
          <IconColumns size={15} stroke={1.8} aria-hidden />
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={say('Columns of the table')}>
        <ColumnList {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnList({ all, asked, choose }: Props) {
  const others = all.filter(({ id }) => id !== 'name');
  const ids = (asked ?? usualColumns(all)).filter((id) => others.some((column) => column.id === id));
  const ordered = [
    ...ids.flatMap((id) => others.find((column) => column.id === id) ?? []),
    ...others.filter(({ id }) => !ids.includes(id)),
  ];
  const move = (id: string, by: -1 | 1) => {
    const from = ids.indexOf(id);
    const to = from + by;
    if (from >= 0 && to >= 0 && to < ids.length) choose(ids.toSpliced(from, 1).toSpliced(to, 0, id));
  };
  return (
    <Stack gap={6}>
      <ul className={css.list}>
        {ordered.map((column) => (
          <ColumnLine
            key={column.id}
            column={column}
            chosen={ids.includes(column.id)}
            first={column.id === ids[0]}
            last={column.id === ids.at(-1)}
            toggle={(on) => choose(on ? [...ids, column.id] : ids.filter((id) => id !== column.id))}
            move={(by) => move(column.id, by)}
          />
        ))}
      </ul>
      <p className={css.hint}>{say('Alt + ↑ and ↓ move a column.')}</p>
      {asked && (
        <Button variant="subtle" onClick={() => choose(undefined)}>
          {say('The usual columns')}
        </Button>
      )}
    </Stack>
  );
}

interface LineProps {
  column: Column;
  chosen: boolean;
  first: boolean;
  last: boolean;
  toggle(on: boolean): void;
  move(by: -1 | 1): void;
}

function ColumnLine({ column: { label }, chosen, first, last, toggle, move }: LineProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (!event.altKey || by === null) return;
    event.preventDefault();
    event.stopPropagation();
    move(by);
  };
  return (
    <li className={css.line}>
      <Checkbox
        size="xs"
        label={label}
        checked={chosen}
        onChange={(event) => toggle(event.currentTarget.checked)}
        onKeyDown={onKeyDown}
      />
      {chosen && (
        <span className={css.moves}>
          <MoveColumn
            label={say('Move {label} to the front', { label })}
            disabled={first}
            move={() => move(-1)}
          >
            <IconArrowUp size={13} stroke={1.8} />
          </MoveColumn>
          <MoveColumn label={say('Move {label} to the back', { label })} disabled={last} move={() => move(1)}>
            <IconArrowDown size={13} stroke={1.8} />
          </MoveColumn>
        </span>
      )}
    </li>
  );
}

function MoveColumn({
  label,
  disabled,
  move,
  children,
}: {
  label: string;
  disabled: boolean;
  move(): void;
  children: ReactNode;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      tabIndex={-1}
      aria-label={label}
      disabled={disabled}
      onClick={move}
    >
      {children}
    </ActionIcon>
  );
}
