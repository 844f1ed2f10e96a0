// A list whose order counts: each row's fields, and buttons and keys that move it, take it away or add one. The focus
// stays with the row that was moved.
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { say } from '../../words/say.ts';
import css from './admin.module.css';

interface Props<Item> {
  /** Of the list. */
  label: string;
  items: readonly Item[];
  set(items: Item[]): void;
  /** What a row is called to assistive technology: "rule 2". */
  nameOf(item: Item, at: number): string;
  fields(item: Item, change: (changes: Partial<Item>) => void, at: number): ReactNode;
  /** Whether it may go; all may unless told otherwise. */
  removable?(item: Item): boolean;
  addLabel: string;
  add(): Item;
  /** Said where there is none. */
  empty: string;
  /** The fields have no labels above them. */
  flat?: boolean;
  disabled: boolean;
}

const ICON = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;
const FIELDS = 'input, select, textarea, button';

export function OrderedRows<Item extends object>(props: Props<Item>) {
  const { label, items, set, nameOf, fields, removable, addLabel, add, empty, flat = false } = props;
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ row: number; field: number } | null>(null);
  useLayoutEffect(() => {
    const place = wanted.current;
    wanted.current = null;
    if (place !== null) fieldsOf(list.current, place.row)[place.field]?.focus();
  });
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length) return;
    const field = fieldsOf(list.current, from).findIndex((one) => one.matches(':focus'));
    wanted.current = { row: to, field };
    const others = items.filter((_, at) => at !== from);
    set([...others.slice(0, to), item, ...others.slice(to)]);
  };
  const onKeyDown = (at: number) => (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0 || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(at, at + by);
  };
  const remove = (at: number) => {
    const rest = items.filter((_, other) => other !== at);
    if (rest.length > 0) wanted.current = { row: Math.min(at, rest.length - 1), field: 0 };
    else list.current?.querySelector<HTMLElement>('[data-add]')?.focus();
    set(rest);
  };
  const append = () => {
    wanted.current = { row: items.length, field: 0 };
    set([...items, add()]);
  };
  return (
    <div ref={list}>
      {items.length === 0 && <p className={css.quiet}>{empty}</p>}
      <ol className={css.rows} aria-label={label}>
        {items.map((item, at) => (
          // The place is the row's identity: nothing else of it stays while it is edited.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={at} className={css.row} data-row={at} data-flat={flat} {...{ onKeyDown: onKeyDown(at) }}>
            <span className={css.rowNumber} aria-hidden>
              {at + 1}
            </span>
            <div className={css.rowFields}>
              {fields(
                item,
                (changes) => set(items.map((one, of) => (of === at ? { ...one, ...changes } : one))),
                at,
              )}
            </div>
            <div className={css.rowActs}>
              <Act
                name={say('Move {nameOf} up', { nameOf: nameOf(item, at) })}
                hint="Alt + Up"
                off={props.disabled || at === 0}
                run={() => move(at, at - 1)}
              >
                <IconArrowUp {...ICON} />
              </Act>
              <Act
                name={say('Move {nameOf} down', { nameOf: nameOf(item, at) })}
                hint="Alt + Down"
                off={props.disabled || at === items.length - 1}
                run={() => move(at, at + 1)}
              >
                <IconArrowDown {...ICON} />
              </Act>
              <Act
                name={say('Remove {nameOf}', { nameOf: nameOf(item, at) })}
                hint={removable?.(item) === false ? say('It stays in every workspace') : say('Remove')}
                off={props.disabled || removable?.(item) === false}
                run={() => remove(at)}
              >
                <IconTrash {...ICON} />
              </Act>
            </div>
          </li>
        ))}
      </ol>
      {!props.disabled && (
        <Button data-add mt={10} variant="default" leftSection={<IconPlus {...ICON} />} onClick={append}>
          {addLabel}
        </Button>
      )}
    </div>
  );
}

function Act(props: { name: string; hint: string; off: boolean; run(): void; children: ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={26}
      aria-label={props.name}
      title={props.hint}
      // Not the attribute: a button that loses the focus at its end would lose the person's place.
      {...(props.off ? { 'data-disabled': true } : {})}
      aria-disabled={props.off}
      onClick={() => !props.off && props.run()}
    >
      {props.children}
    </ActionIcon>
  );
}

const fieldsOf = (list: HTMLElement | null, row: number): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(`[data-row="${row}"] :is(${FIELDS})`) ?? []),
];
