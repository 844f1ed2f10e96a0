// A listbox of any length, of which only a window is drawn. Rows stand in sections with headings; the selected row is
// always there, so that assistive technology and tests find it.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
} from 'react';
import { useRowHeight } from './density.tsx';
import css from './virtual-listbox.module.css';

export interface ListSection<Row> {
  key: string;
  /** Read to assistive technology with the section. */
  label: string;
  /** Drawn above the section; a section without one has no heading. */
  heading?: ReactNode;
  rows: readonly Row[];
}

export interface ListboxProps<Row> {
  label: string;
  sections: readonly ListSection<Row>[];
  /** What the row stands for, its lead unless `idAttribute` says otherwise; no two rows share it. */
  idOf: (row: Row) => string;
  /** Draws the inside of a row; memoise what it draws by the row. */
  renderRow: (row: Row, section: string) => ReactNode;
  /** Pixels, in comfortable. */
  rowHeight: number;
  headingHeight?: number;
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** Enter on the list, or a double click on a row. */
  onOpen?: (id: string) => void;
  /** The attribute of an option that holds its id. */
  idAttribute?: 'data-lead-id' | 'data-entry-id';
  ref?: Ref<HTMLDivElement>;
}

type Item<Row> = { section: ListSection<Row>; key: string } & (
  | { kind: 'heading' }
  | { kind: 'row'; row: Row; position: number }
);

const OVERSCAN = 8;

/** The listbox. It takes the focus itself; the selected option is its active descendant. */
export function VirtualListbox<Row>(props: ListboxProps<Row>) {
  const { label, selectedId, onOpen } = props;
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const items = useItems(props);
  const count = props.sections.reduce((sum, { rows }) => sum + rows.length, 0);
  const selected = items.findIndex((item) => item.kind === 'row' && item.key === selectedId);
  const rowHeight = useRowHeight(props.rowHeight);
  const virtualizer = useRowWindow(items, selected, { ...props, rowHeight }, scroller);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || selectedId === null || !onOpen) return;
    event.preventDefault();
    onOpen(selectedId);
  };
  const shown = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
    const item = items[index];
    return item ? [{ item, start }] : [];
  });
  const sections = props.sections.filter((section) => shown.some(({ item }) => item.section === section));
  return (
    <div className={css.scroller} ref={scroller}>
      <div
        ref={props.ref}
        role="listbox"
        aria-label={label}
        tabIndex={0}
        className={css.list}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        {...(selected >= 0 ? { 'aria-activedescendant': `${listId}${selectedId}` } : {})}
      >
        {sections.map((section) => (
          <div key={section.key} {...groupOf(section.label)}>
            {shown
              .filter(({ item }) => item.section === section)
              .map(({ item, start }) =>
                item.kind === 'heading' ? (
                  <div key={item.key} aria-hidden className={css.heading} style={placed(start)}>
                    {section.heading}
                  </div>
                ) : (
                  <div
                    key={item.key}
                    id={`${listId}${item.key}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={item.key === selectedId}
                    aria-setsize={count}
                    aria-posinset={item.position}
                    {...{ [props.idAttribute ?? 'data-lead-id']: item.key }}
                    className={css.option}
                    style={{ ...placed(start), height: rowHeight }}
                    onClick={(event) => {
                      props.onSelect(item.key);
                      event.currentTarget.closest<HTMLElement>('[role="listbox"]')?.focus();
                    }}
                    onKeyDown={onKeyDown}
                    onDoubleClick={() => onOpen?.(item.key)}
                  >
                    {props.renderRow(item.row, section.key)}
                  </div>
                ),
              )}
          </div>
        ))}
      </div>
    </div>
  );
}

// The group has no box of its own: its members stand where the window puts them.
const groupOf = (label: string) => ({ role: 'group', 'aria-label': label });

const placed = (start: number) => ({ transform: `translateY(${start}px)` });

function useItems<Row>({ sections, idOf }: ListboxProps<Row>): Item<Row>[] {
  return useMemo(() => {
    let position = 0;
    return sections.flatMap((section): Item<Row>[] => [
      ...(section.heading !== undefined && section.rows.length > 0
        ? [{ kind: 'heading' as const, section, key: `heading ${section.key}` }]
        : []),
      ...section.rows.map((row) => {
        position += 1;
        return { kind: 'row' as const, section, key: idOf(row), row, position };
      }),
    ]);
  }, [sections, idOf]);
}

// The selected row belongs to the window wherever it is scrolled to, and is scrolled into sight when it changes.
function useRowWindow<Row>(
  items: readonly Item<Row>[],
  selected: number,
  { rowHeight, headingHeight = 30, selectedId }: ListboxProps<Row>,
  scroller: { current: HTMLDivElement | null },
) {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const window = defaultRangeExtractor(range);
      if (selected < 0 || window.includes(selected)) return window;
      return [...window, selected].sort((a, b) => a - b);
    },
    [selected],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'heading' ? headingHeight : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: headingHeight,
    scrollPaddingEnd: rowHeight,
    rangeExtractor,
  });
  const place = useRef(selected);
  useEffect(() => {
    place.current = selected;
  });
  useEffect(() => {
    if (selectedId !== null && place.current >= 0) virtualizer.scrollToIndex(place.current);
  }, [virtualizer, selectedId]);
  // Sizes are looked up by index: when headings move or rows are closer, what was known of them is stale.
  const shape = items.map((item) => (item.kind === 'heading' ? 'h' : 'r')).join('');
  useEffect(() => {
    if (shape !== '' && rowHeight > 0) virtualizer.measure();
  }, [virtualizer, shape, rowHeight]);
  return virtualizer;
}
