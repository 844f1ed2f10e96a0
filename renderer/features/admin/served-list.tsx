// A list of the server with the chosen entry beside it: keys, pages, what is said while there is nothing to show.
import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { countLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import type { Pages } from './use-pages.ts';

interface Props<Item> {
  /** Of the list: "Outbox". */
  label: string;
  /** Prefix of its shortcuts' ids. */
  id: string;
  pages: Pages<Item>;
  /** Filters above the list. */
  bar: ReactNode;
  row(item: Item): ReactNode;
  detail(item: Item): ReactNode;
  /** Where there is none. */
  empty: ReactNode;
}

const ROW_HEIGHT = 50;
const idOf = ({ id }: { id: string }): string => id;

export function ServedList<Item extends { id: string }>(props: Props<Item>) {
  const { label, id, pages, row, detail } = props;
  const { items } = pages;
  const [selected, setSelected] = useState<string | null>(null);
  const [pane, list] = [useRef<HTMLElement>(null), useRef<HTMLDivElement>(null)];
  const found = items.findIndex((item) => item.id === selected);
  const index = found >= 0 ? found : items.length > 0 ? 0 : -1;
  const item = items[index];
  const sections = useMemo(() => [{ key: 'all', label, rows: items }], [label, items]);
  const open = () => pane.current?.focus();
  useListKeys({
    id,
    group: label,
    count: items.length,
    index,
    select: (at) => setSelected(items[at]?.id ?? null),
    open,
  });
  useShortcut({ id: `${id}.reload`, keys: ['r'], label: say('Read anew'), group: label, run: pages.reload });
  return (
    <div className={css.split}>
      <div className={css.listPane}>
        <div className={css.listBar}>{props.bar}</div>
        <div className={css.list}>
          {items.length > 0 ? (
            <VirtualListbox
              ref={list}
              label={label}
              idAttribute="data-entry-id"
              sections={sections}
              idOf={idOf}
              renderRow={row}
              rowHeight={ROW_HEIGHT}
              selectedId={item?.id ?? null}
              onSelect={setSelected}
              onOpen={open}
            />
          ) : (
            <Nothing pages={pages} empty={props.empty} />
          )}
        </div>
        <div className={css.listEnd}>
          <span role="status" aria-label={say('Count')}>
            {pages.unread
              ? pages.asking
                ? say('Asking the server…')
                : ''
              : say('{length} of {total}', {
                  length: countLabel(items.length),
                  total: countLabel(pages.total),
                })}
          </span>
          <span>
            {pages.hasMore && (
              <Button variant="subtle" px={8} disabled={pages.asking} onClick={pages.more}>
                {say('Show more')}
              </Button>
            )}
            <Button variant="subtle" px={8} title="R" onClick={pages.reload}>
              {say('Read anew')}
            </Button>
          </span>
        </div>
      </div>
      {item && (
        <section
          key={item.id}
          ref={pane}
          tabIndex={-1}
          className={css.detail}
          aria-label={say('The chosen entry of {label}', { label })}
          onKeyDown={(event) => event.key === 'Escape' && list.current?.focus()}
        >
          {pages.refused && (
            <p role="alert" className={css.refused}>
              {pages.refused}
            </p>
          )}
          {detail(item)}
        </section>
      )}
    </div>
  );
}

function Nothing<Item>({ pages, empty }: { pages: Pages<Item>; empty: ReactNode }) {
  if (pages.refused)
    return (
      <EmptyState
        icon={<IconCloudOff size={30} stroke={1.3} />}
        title={say('It could not be read')}
        action={
          <Button variant="light" onClick={pages.reload}>
            {say('Try again')}
          </Button>
        }
      >
        <span role="alert">{pages.refused}</span>
      </EmptyState>
    );
  return pages.unread ? null : empty;
}
