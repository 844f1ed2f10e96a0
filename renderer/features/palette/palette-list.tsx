// The field of the palette and the list below it: a combobox whose listbox is moved through while the text is written.
import { VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { say, sayWith } from '../../words/say.ts';
import css from './palette.module.css';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';
import { PaletteRow } from './palette-row.tsx';

/** `open`: Enter or a click. `note`: with Ctrl, on what belongs to a lead. */
export type Choice = 'open' | 'note';

export interface PaletteListProps {
  text: string;
  write(text: string): void;
  groups: readonly PaletteGroup[];
  /** Whether nothing more is to come for the text. */
  settled: boolean;
  choose(item: PaletteItem, how: Choice): void;
  /** Said below the list. */
  hint: string;
}

const PAGE = 8;

/** The first item is selected whenever the text changes. */
export function PaletteList({ text, write, groups, settled, choose, hint }: PaletteListProps) {
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(
    0,
    items.findIndex(({ key }) => key === wanted),
  );
  const selected = items[at];
  const idOf = (item: PaletteItem) => `${listId}${item.key.replaceAll(/[^\w.-]/g, '-')}`;
  useLayoutEffect(() => field.current?.focus(), []);
  const selectedId = selected ? idOf(selected) : null;
  useEffect(() => {
    if (selectedId !== null) document.getElementById(selectedId)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  const move = (to: number) => {
    const count = items.length;
    if (count > 0) setWanted(items[((to % count) + count) % count]?.key ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.nativeEvent.isComposing) return;
    if (key === 'Enter') {
      if (selected) choose(selected, event.ctrlKey || event.metaKey ? 'note' : 'open');
    } else if (key === 'ArrowDown') move(at + 1);
    else if (key === 'ArrowUp') move(at - 1);
    else if (key === 'PageDown') move(Math.min(at + PAGE, items.length - 1));
    else if (key === 'PageUp') move(Math.max(at - PAGE, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={css.field}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          ref={field}
          className={css.input}
          role="combobox"
          aria-label={say('Find leads, notes, actions and places')}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(selectedId === null ? {} : { 'aria-activedescendant': selectedId })}
          placeholder={say('Find a lead, a note, an action …')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setWanted(null);
            write(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={say('Found')}
        className={css.list}
        hidden={items.length === 0}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
          <div key={group.key} role="group" aria-label={group.label}>
            <div className={css.heading} aria-hidden>
              {group.label}
            </div>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
              <div
                key={item.key}
                id={idOf(item)}
                role="option"
                tabIndex={-1}
                aria-selected={item === selected}
                className={css.option}
                onPointerMove={() => item !== selected && setWanted(item.key)}
                onClick={(event) => choose(item, event.ctrlKey || event.metaKey ? 'note' : 'open')}
              >
                <PaletteRow item={item} text={text} />
              </div>
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && settled && text.trim() !== '' && (
        <p className={css.nothing}>
          {say(
            'Nothing is found. Fewer letters find more; a telephone number is found by any part of its digits.',
          )}
        </p>
      )}
      <VisuallyHidden role="status" aria-label={say('Results')}>
        {settled && text.trim() !== '' ? countWords(items.length) : ''}
      </VisuallyHidden>
      <p className={css.foot}>
        <span>{hint}</span>
        <span className={css.keys}>
          {sayWith('<k>Enter</k> open <k>Ctrl + Enter</k> note <k>Esc</k> close', {
            k: (words) => <kbd>{words}</kbd>,
          })}
        </span>
      </p>
    </>
  );
}

const countWords = (count: number): string =>
  count === 0
    ? say('Nothing is found')
    : say('{count, plural, one {1 result} other {{count} results}}', { count });
