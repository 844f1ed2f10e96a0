// What happened with the lead, newest first, as a window of its lines.
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useMinute } from '../../ui/now.tsx';
import { say } from '../../words/say.ts';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { TimelineEvent, TimelineInteraction } from './timeline-entry.tsx';
import { type TimelineItem, timelineItems } from './timeline-items.ts';

const LINE_HEIGHT = 52;
const OVERSCAN = 8;

export function Timeline() {
  const { detail, timeZone } = useLeadView();
  const now = useMinute();
  const [undone, setUndone] = useState(false);
  const hidden = detail.interactions.filter(({ voided_at }) => voided_at !== null).length;
  const items = useMemo(
    () => timelineItems(detail, { timeZone, now, undone }),
    [detail, timeZone, now, undone],
  );
  return (
    <>
      <div className={css.timelineHead}>
        <h2 className={css.panelTitle}>{say('Timeline')}</h2>
        {hidden > 0 && (
          <Button variant="subtle" size="compact-xs" aria-pressed={undone} onClick={() => setUndone(!undone)}>
            {undone ? say('Hide undone') : say('Show undone ({hidden})', { hidden })}
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <p className={css.hint}>{say('Nothing has happened yet. What you log appears here.')}</p>
      ) : (
        <TimelineWindow items={items} />
      )}
    </>
  );
}

function TimelineWindow({ items }: { items: readonly TimelineItem[] }) {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? 30 : LINE_HEIGHT),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  return (
    <section ref={scroller} className={css.timeline} aria-label={say('Timeline')} tabIndex={-1}>
      <ol className={css.lineList} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={css.lineItem}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line item={item} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Line({ item }: { item: TimelineItem }) {
  if (item.kind === 'day') return <h3 className={css.day}>{item.words}</h3>;
  if (item.kind === 'event') return <TimelineEvent event={item.event} />;
  return <TimelineInteraction interaction={item.interaction} />;
}
