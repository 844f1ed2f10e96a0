// Work that the server did not take, and values that another's write replaced: the list of it, and beside it the chosen
// entry with both sides. Nothing in it expires, and it never stands in the way of other work.
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import { AttentionDetail } from './attention-detail.tsx';
import { groupsOf } from './attention-groups.ts';
import { AttentionRow } from './attention-row.tsx';
import css from './attention-screen.module.css';
import type { FieldChoicesHandle } from './field-choices.tsx';
import { useSelectedEntry } from './use-selected-entry.ts';
import { useSettle } from './use-settle.ts';

/** The screen of #/attention. */
export function AttentionScreen() {
  const entries = useLive(useReplica().attention);
  const groups = useMemo(() => groupsOf(entries), [entries]);
  const ordered = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const ids = useMemo(() => ordered.map(idOf), [ordered]);
  const selection = useSelectedEntry(ids);
  const settle = useSettle(selection.await);
  return (
    <ScreenFrame
      title={say('Needs attention')}
      summary={entries.length > 0 ? say('{length} to look at', { length: entries.length }) : null}
      actions={<UndoButton />}
    >
      {entries.length === 0 ? <AllWell /> : <Inbox {...{ groups, ordered, selection, settle }} />}
    </ScreenFrame>
  );
}

interface InboxProps {
  groups: ReturnType<typeof groupsOf>;
  ordered: readonly AttentionEntry[];
  selection: ReturnType<typeof useSelectedEntry>;
  settle: ReturnType<typeof useSettle>;
}

function Inbox({ groups, ordered, selection, settle }: InboxProps) {
  const list = useRef<HTMLDivElement>(null);
  const fields = useRef<FieldChoicesHandle>(null);
  const focusList = useCallback(() => list.current?.focus(), []);
  useEffect(focusList, [focusList]);
  const { index, select } = selection;
  const entry = ordered[index];
  const group = groups.find(({ entries }) => entry !== undefined && entries.includes(entry));
  useListKeys({
    id: 'attention',
    group: say('Needs attention'),
    count: ordered.length,
    index,
    select,
    open: () => fields.current?.focus(),
  });
  const sections = useMemo(
    () =>
      groups.map(({ key, title, entries }) => ({
        key,
        label: `${title}, ${entries.length}`,
        heading: <Heading title={title} count={entries.length} />,
        rows: entries,
      })),
    [groups],
  );
  return (
    <div className={css.screen}>
      <div className={css.list}>
        <VirtualListbox
          ref={list}
          label={say('Needs attention')}
          idAttribute="data-entry-id"
          sections={sections}
          idOf={idOf}
          renderRow={renderRow}
          rowHeight={ROW_HEIGHT}
          selectedId={entry?.id ?? null}
          onSelect={(id) => select(ordered.findIndex((other) => other.id === id))}
          onOpen={() => fields.current?.focus()}
        />
      </div>
      {entry && group && <AttentionDetail key={entry.id} {...{ entry, group, settle, focusList, fields }} />}
    </div>
  );
}

const ROW_HEIGHT = 50;
const idOf = ({ id }: AttentionEntry): string => id;
const renderRow = (entry: AttentionEntry) => <AttentionRow entry={entry} />;

const Heading = ({ title, count }: { title: string; count: number }) => (
  <div className={css.section}>
    {title} <span className={css.quiet}>{count}</span>
  </div>
);

function UndoButton() {
  const toasts = useToasts();
  const possible = useSyncExternalStore(toasts.subscribe, toasts.canUndo);
  return (
    <Button
      variant="default"
      title={say('Undo the last thing done (U)')}
      leftSection={<IconArrowBackUp size={15} stroke={1.8} />}
      disabled={!possible}
      onClick={() => toasts.undoLast()}
    >
      {say('Undo')}
    </Button>
  );
}

const AllWell = () => (
  <EmptyState icon={<IconCircleCheck size={34} stroke={1.3} />} title={say('Nothing needs your attention')}>
    {say(
      'All is well. Should the server ever not take something you did, or somebody else change the same thing, it is kept here until you decide.',
    )}
  </EmptyState>
);
