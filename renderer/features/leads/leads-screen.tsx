// All leads: search and filters, and the rows as a table or a board. Where one stands is kept in the address.
import { Button } from '@mantine/core';
import { IconAddressBook, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useSync } from '../../replica/replica-context.tsx';
import { useOwnerWords } from '../../session/use-covers.ts';
import { useMay } from '../../session/use-may.ts';
import { useStaff } from '../../session/use-staff.ts';
import { useAtHand } from '../../ui/at-hand.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useTrailList } from '../../ui/trail.tsx';
import { numberWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { Board } from './board/board.tsx';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { useMarkKeys, useMarks } from './bulk/use-marks.ts';
import { chosenColumns } from './lead-columns.ts';
import { LeadFilters } from './lead-filters.tsx';
import { LeadTable } from './lead-table.tsx';
import { LeadsWays } from './leads-ways.tsx';
import { useAllColumns, useBoardColumns, useLeadRows, useUserNames } from './use-leads-list.ts';
import { useLeadsPlace } from './use-leads-place.ts';
import { useSelectedRow } from './use-selected-row.ts';
import { ViewSwitch } from './view-switch.tsx';
import { useLeadViews } from './views/use-lead-views.ts';
import { ViewsMenu } from './views/views-menu.tsx';

/** The screen of its route. */
export function LeadsScreen() {
  const field = useRef<HTMLInputElement>(null);
  const place = useLeadsPlace();
  const { search } = place;
  const staff = useStaff();
  const nameOfUser = useUserNames();
  const ownerOf = useOwnerWords();
  const views = useLeadViews(search, place.show, staff);
  const all = useAllColumns(staff);
  const tableColumns = useMemo(() => chosenColumns(all, search.cols), [all, search.cols]);
  const list = useLeadRows(search, nameOfUser);
  const columns = useBoardColumns(list.rows, search);
  const rows = useMemo(() => columns?.flatMap((column) => column.rows) ?? list.rows, [columns, list.rows]);
  const ids = useMemo(() => rows.map(({ lead_id }) => lead_id), [rows]);
  const last = useTrailList(say('Leads'), ids);
  const { index, select } = useSelectedRow(ids, last ?? search.at);
  useAtHand(ids[index] ?? null);
  const marks = useMarks(ids);
  useMarkKeys(marks, { ids, index, select });
  const mayAssign = useMay('leads.assign');
  useShortcut({
    id: 'leads.search',
    keys: ['/', 'Ctrl+f'],
    label: say('Search'),
    group: say('Leads'),
    run: () => field.current?.select(),
  });
  return (
    <ScreenFrame
      title={say('Leads')}
      summary={<Count shown={rows.length} total={list.total} />}
      actions={
        <>
          <LeadsWays />
          <ViewsMenu views={views} />
          <ViewSwitch board={search.as === 'board'} show={place.showAs} />
          <AddButton />
        </>
      }
    >
      <LeadFilters field={field} place={place} staff={staff} columns={all} />
      {rows.length === 0 ? (
        <NoRows total={list.total} clear={place.clear} />
      ) : columns ? (
        <Board
          columns={columns}
          hits={list.hits}
          index={index}
          select={select}
          marks={marks}
          open={place.open}
          nameOfUser={nameOfUser}
          ownerOf={ownerOf}
        />
      ) : (
        <LeadTable
          {...list}
          columns={tableColumns}
          sort={search.sort}
          descending={search.desc === true}
          index={index}
          select={select}
          marks={marks}
          sortBy={place.sortBy}
          open={place.open}
          nameOfUser={nameOfUser}
          ownerOf={ownerOf}
        />
      )}
      <BulkBar marks={marks} rows={rows} mayAssign={mayAssign} nameOfUser={nameOfUser} />
    </ScreenFrame>
  );
}

function AddButton() {
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconPlus size={15} aria-hidden />}
      title="Shift + A"
      onClick={() => void navigate({ to: '/new' })}
    >
      {say('Add lead')}
    </Button>
  );
}

function Count({ shown, total }: { shown: number; total: number }) {
  return (
    <span role="status" aria-label={say('Count')}>
      {shown === total
        ? numberWords(total)
        : say('{shown} of {total}', { shown: numberWords(shown), total: numberWords(total) })}
    </span>
  );
}

function NoRows({ total, clear }: { total: number; clear(): void }) {
  const first = useSync((status) => status.first_sync);
  if (total > 0)
    return (
      <EmptyState
        icon={<IconSearchOff size={34} stroke={1.3} />}
        title={say('No lead matches')}
        action={
          <Button variant="light" onClick={clear}>
            {say('Clear filters')}
          </Button>
        }
      >
        {say(
          'Fewer letters or fewer filters find more. A telephone number is found by any part of its digits.',
        )}
      </EmptyState>
    );
  if (first)
    return (
      <EmptyState icon={<IconAddressBook size={34} stroke={1.3} />} title={say('Leads are on their way')}>
        {say('They are being brought to this computer for the first time.')}
      </EmptyState>
    );
  return (
    <EmptyState icon={<IconAddressBook size={34} stroke={1.3} />} title={say('No leads yet')}>
      {say('Leads that are assigned to you appear here by themselves. Add one of your own with Shift + A.')}
    </EmptyState>
  );
}
