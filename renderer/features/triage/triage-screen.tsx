// New leads, as they come in: who waits for whom, how long still, and the way on for each of them by a key or two.
import { IconInbox, IconLoader } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useOwnerWords } from '../../session/use-covers.ts';
import { useStaff } from '../../session/use-staff.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { useMinute } from '../../ui/now.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useQueue } from '../../ui/use-queue.ts';
import { type ListSection, VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import { owedBy, personChoices } from './person-choices.ts';
import css from './triage.module.css';
import { type Shown, TriagePanel } from './triage-panel.tsx';
import { TriageRow } from './triage-row.tsx';
import { type Triage, triageOf } from './triage-rows.ts';
import { useTriageAct } from './use-triage-act.ts';

const ROW_HEIGHT = 56;
const idOf = (row: DeskRow): string => row.lead_id;

/** The screen of #/triage. */
export function TriageScreen() {
  const triage = useDesk(useMemo(() => oncePerVersion(triageOf), []));
  const loading = useDesk((desk) => desk.ready()) === 'loading';
  const staff = useStaff();
  const none = triage.open.length + triage.owed.length === 0;
  return (
    <ScreenFrame title={say('New leads')} summary={none ? null : summaryOf(triage, staff)}>
      {none ? <Nobody loading={loading} staff={staff} /> : <Lists triage={triage} staff={staff} />}
    </ScreenFrame>
  );
}

function summaryOf({ open, owed }: Triage, staff: boolean): string {
  return [
    open.length > 0 ? say('{length} to assign', { length: open.length }) : '',
    owed.length > 0
      ? `${owed.length} ${staff ? say('with somebody, not answered yet') : say('to answer')}`
      : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function Lists({ triage, staff }: { triage: Triage; staff: boolean }) {
  const users = useLive(useReplica().users);
  const navigate = useNavigate();
  const sections = useMemo(() => sectionsOf(triage, staff), [triage, staff]);
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections]);
  const ids = useMemo(() => rows.map(idOf), [rows]);
  const { selectedId, select, leave } = useQueue(ids);
  const [shown, show] = useState<Shown>('application');
  const list = useRef<HTMLDivElement>(null);
  const focusList = useCallback(() => list.current?.focus(), []);
  useEffect(focusList, [focusList]);
  const act = useTriageAct(leave, select);
  const row = rows.find(({ lead_id }) => lead_id === selectedId);
  const owed = useMemo(() => owedBy(triage.owed), [triage]);
  const assignee = row?.lead.assignee_id ?? null;
  const now = useMinute();
  const choices = useMemo(() => personChoices(users, owed, assignee, now), [users, owed, assignee, now]);
  const renderRow = useRowOf(staff);
  const open = (id: string) => void navigate({ to: '/leads/$id', params: { id } });
  useListKeys({
    id: 'triage',
    group: say('New leads'),
    count: ids.length,
    index: selectedId === null ? -1 : ids.indexOf(selectedId),
    select: (index) => select(ids[index] ?? null),
    open: (index) => open(ids[index] ?? ''),
  });
  return (
    <div className={css.screen}>
      <VirtualListbox
        ref={list}
        label={say('New leads')}
        sections={sections}
        idOf={idOf}
        renderRow={renderRow}
        rowHeight={ROW_HEIGHT}
        selectedId={selectedId}
        onSelect={select}
        onOpen={open}
      />
      {row && <TriagePanel key={row.lead_id} {...{ row, choices, shown, show, act, focusList }} />}
    </div>
  );
}

function useRowOf(staff: boolean) {
  const users = useLive(useReplica().users);
  const ownerOf = useOwnerWords();
  return useCallback(
    (row: DeskRow) => {
      const id = row.lead.assignee_id;
      const name = users.find((user) => user.id === id)?.name;
      return (
        <TriageRow row={row} owner={staff ? (name ? say('with {name}', { name }) : null) : ownerOf(id)} />
      );
    },
    [users, ownerOf, staff],
  );
}

// A KAM has but one list, which needs no heading.
function sectionsOf({ open, owed }: Triage, staff: boolean): ListSection<DeskRow>[] {
  const section = (key: string, title: string, rows: readonly DeskRow[]) => ({
    key,
    label: `${title}, ${rows.length}`,
    rows,
    ...(staff ? { heading: <Heading title={title} count={rows.length} /> } : {}),
  });
  return [
    section('open', say('To assign'), open),
    section('owed', staff ? say('With somebody, not answered yet') : say('To answer'), owed),
  ].filter(({ rows }) => rows.length > 0);
}

const Heading = ({ title, count }: { title: string; count: number }) => (
  <div className={css.sectionHead}>
    {title} <span className={css.quiet}>{count}</span>
  </div>
);

function Nobody({ loading, staff }: { loading: boolean; staff: boolean }) {
  if (loading)
    return (
      <EmptyState icon={<IconLoader size={34} stroke={1.3} />} title={say('Your leads are on their way')} />
    );
  return (
    <EmptyState icon={<IconInbox size={34} stroke={1.3} />} title={say('No new lead is waiting')}>
      {staff
        ? say(
            'Whoever applies by the web form, or comes without a person, appears here by himself, with the time by which he was promised an answer.',
          )
        : say(
            'Whoever applies and is given to you appears here by himself, with the time by which he was promised an answer.',
          )}
    </EmptyState>
  );
}
