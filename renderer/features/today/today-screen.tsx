// Whom to call today, in order, and the call beside it.
import { SegmentedControl } from '@mantine/core';
import { IconCoffee, IconLoader } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeskRow, Today } from '../../replica/desk-types.ts';
import { useDesk, useReplica } from '../../replica/replica-context.tsx';
import { useOwnerWords } from '../../session/use-covers.ts';
import { useAtHand } from '../../ui/at-hand.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKept } from '../../ui/kept.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useTrailList } from '../../ui/trail.tsx';
import { useQueue } from '../../ui/use-queue.ts';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import { createCallDrafts } from './call-drafts.ts';
import { CallPanel } from './call-panel.tsx';
import { CoverLine } from './cover-line.tsx';
import { PrintDay } from './day-paper.tsx';
import { EndOfDay } from './end-of-day-dialog.tsx';
import { FirstSyncBanner } from './first-sync-banner.tsx';
import { QueueRow } from './queue-row.tsx';
import { type QueueSection, type QueueView, queueSections } from './queue-sections.ts';
import { SectionHeading, sectionCount } from './section-heading.tsx';
import css from './today-screen.module.css';
import { TodaySummary } from './today-summary.tsx';
import { TourLine } from './tour-line.tsx';
import { useQueueKeys } from './use-queue-keys.ts';

const VIEWS = [
  { value: 'urgency', label: say('By urgency') },
  { value: 'bucket', label: say('By bucket') },
] as const;
const ROW_HEIGHT = 54;
const idOf = (row: DeskRow): string => row.lead_id;

/** The screen of #/today. */
export function TodayScreen() {
  const today = useDesk((desk) => desk.today());
  const [view, setView] = useQueueView();
  const sections = useMemo(() => queueSections(today, view), [today, view]);
  return (
    <ScreenFrame
      title={say('Today')}
      summary={<TodaySummary today={today} />}
      actions={
        <>
          <PrintDay at={today.at} time_zone={today.time_zone} sections={sections} />
          <EndOfDay today={today} leave={focusToday} />
          <SegmentedControl
            size="xs"
            aria-label={say('Order of the list')}
            data={[...VIEWS]}
            value={view}
            onChange={setView}
          />
        </>
      }
    >
      <CoverLine />
      {today.ready === 'loading' && <FirstSyncBanner first={today.first ?? null} />}
      {sections.length === 0 ? (
        <div className={css.nothing}>
          <TourLine />
          {/* The queue keeps its name and place also while nobody stands in it. */}
          <div role="listbox" aria-label={say('Today')} tabIndex={0} className={css.emptyQueue} />
          <NothingToCall today={today} />
        </div>
      ) : (
        <Queue sections={sections} filling={today.ready === 'loading' && today.first?.state !== 'served'} />
      )}
    </ScreenFrame>
  );
}

function Queue({ sections, filling }: { sections: readonly QueueSection[]; filling: boolean }) {
  const { user_id } = useReplica();
  const kept = useKept();
  const drafts = useMemo(() => createCallDrafts(kept, user_id), [kept, user_id]);
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections]);
  const ids = useMemo(() => rows.map(idOf), [rows]);
  const { selectedId, select, leave } = useQueue(ids, filling, useTrailList(say('Today'), ids));
  useAtHand(selectedId);
  const list = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const ownerOf = useOwnerWords();
  const renderRow = useCallback(
    (row: DeskRow, section: string) => (
      <QueueRow
        row={row}
        fresh={section === 'fresh'}
        undated={section === 'unplanned'}
        owner={ownerOf(row.lead.assignee_id)}
      />
    ),
    [ownerOf],
  );
  const focusQueue = useCallback(() => list.current?.focus(), []);
  useEffect(focusQueue, [focusQueue]);
  useQueueKeys(ids, selectedId, select);
  const row = rows.find((candidate) => candidate.lead_id === selectedId);
  const listed = useMemo(
    () =>
      sections.map((section) => ({
        key: section.key,
        label: `${section.title}, ${sectionCount(section)}`,
        heading: <SectionHeading section={section} />,
        rows: section.rows,
      })),
    [sections],
  );
  return (
    <div className={css.screen}>
      <div className={css.list}>
        <TourLine />
        <VirtualListbox
          ref={list}
          label={say('Today')}
          sections={listed}
          idOf={idOf}
          renderRow={renderRow}
          rowHeight={ROW_HEIGHT}
          selectedId={selectedId}
          onSelect={select}
          onOpen={() => note.current?.focus()}
        />
      </div>
      {row && (
        <CallPanel
          key={row.lead_id}
          row={row}
          drafts={drafts}
          leave={() => {
            leave();
            focusQueue();
          }}
          comeBack={select}
          focusQueue={focusQueue}
          note={note}
        />
      )}
    </div>
  );
}

function NothingToCall({ today }: { today: Today }) {
  if (today.ready === 'loading' && today.first?.state !== 'served')
    return (
      <EmptyState icon={<IconLoader size={34} stroke={1.3} />} title={say('Your leads are on their way')} />
    );
  return (
    <EmptyState icon={<IconCoffee size={34} stroke={1.3} />} title={say('Nobody is waiting for your call')}>
      {say('Whoever becomes due, or applies, appears here by itself.')}
    </EmptyState>
  );
}

// The queue is another one after its last row has gone, so it is looked for.
/** The queue: the only list of the screen, whatever the language calls it. */
const focusToday = () => document.querySelector<HTMLElement>('main [role="listbox"]')?.focus();

const VIEW_STORED_AS = 'callbook:today-view';

function useQueueView(): [QueueView, (view: QueueView) => void] {
  const kept = useKept();
  const [view, setView] = useState<QueueView>(() =>
    kept.getItem(VIEW_STORED_AS) === 'bucket' ? 'bucket' : 'urgency',
  );
  const choose = (next: QueueView) => {
    kept.setItem(VIEW_STORED_AS, next);
    setView(next);
  };
  return [view, choose];
}
