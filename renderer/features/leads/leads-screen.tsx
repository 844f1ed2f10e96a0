// All leads: search, filters, and a window of the rows. Where one stands in the list is kept in the address.
import { Button } from '@mantine/core';
import { IconAddressBook, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useRef } from 'react';
import { useDesk, useLive, useReplica, useSync } from '../../replica/replica-context.tsx';
import { useOwnerWords } from '../../session/use-covers.ts';
import { useStaff } from '../../session/use-staff.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { LeadFilters } from './lead-filters.tsx';
import { leadRowsOf } from './lead-rows.ts';
import { LeadTable } from './lead-table.tsx';
import type { LeadsSearch } from './leads-search.ts';
import { LeadsWays } from './leads-ways.tsx';
import { useLeadsPlace } from './use-leads-place.ts';
import { useSelectedRow } from './use-selected-row.ts';

/** The screen of its route. */
export function LeadsScreen() {
  const field = useRef<HTMLInputElement>(null);
  const place = useLeadsPlace();
  const staff = useStaff();
  const nameOfUser = useUserNames();
  const ownerOf = useOwnerWords();
  const list = useRows(useDeferredValue(place.search), nameOfUser);
  const { ids, index, select } = useSelectedRow(list.rows, place.search.at);
  const openAt = (at: number) => {
    const id = ids[at];
    if (id !== undefined) void place.open(id);
  };
  useListKeys({ id: 'leads', group: 'Leads', count: ids.length, index, select, open: openAt });
  useShortcut({
    id: 'leads.search',
    keys: ['/', 'Ctrl+f'],
    label: 'Search',
    group: 'Leads',
    run: () => field.current?.select(),
  });
  return (
    <ScreenFrame
      title="Leads"
      summary={<Count shown={list.rows.length} total={list.total} />}
      actions={
        <>
          <LeadsWays />
          <AddButton />
        </>
      }
    >
      <LeadFilters
        field={field}
        text={place.text}
        write={place.write}
        search={place.search}
        choose={place.choose}
        clear={place.clear}
        staff={staff}
      />
      {list.rows.length === 0 ? (
        <NoRows total={list.total} clear={place.clear} />
      ) : (
        <LeadTable
          {...list}
          staff={staff}
          sort={place.search.sort}
          descending={place.search.desc === true}
          index={index}
          sortBy={place.sortBy}
          open={place.open}
          nameOfUser={nameOfUser}
          ownerOf={ownerOf}
        />
      )}
    </ScreenFrame>
  );
}

function useRows(search: LeadsSearch, nameOfUser: (id: string | null) => string) {
  const ask = useMemo(
    () =>
      oncePerVersion((desk: Parameters<typeof leadRowsOf>[0] & { version(): number }) =>
        leadRowsOf(desk, search, nameOfUser),
      ),
    [search, nameOfUser],
  );
  return useDesk(ask);
}

function useUserNames(): (id: string | null) => string {
  const users = useLive(useReplica().users);
  return useMemo(() => {
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return (id) => (id === null ? '' : (names.get(id) ?? ''));
  }, [users]);
}

function AddButton() {
  const navigate = useNavigate();
  return (
    <Button
      leftSection={<IconPlus size={15} aria-hidden />}
      title="Shift + A"
      onClick={() => void navigate({ to: '/new' })}
    >
      Add lead
    </Button>
  );
}

const number = new Intl.NumberFormat('en');

function Count({ shown, total }: { shown: number; total: number }) {
  return (
    <span role="status" aria-label="Count">
      {shown === total ? number.format(total) : `${number.format(shown)} of ${number.format(total)}`}
    </span>
  );
}

function NoRows({ total, clear }: { total: number; clear(): void }) {
  const first = useSync((status) => status.first_sync);
  if (total > 0)
    return (
      <EmptyState
        icon={<IconSearchOff size={34} stroke={1.3} />}
        title="No lead matches"
        action={
          <Button variant="light" onClick={clear}>
            Clear filters
          </Button>
        }
      >
        Fewer letters or fewer filters find more. A telephone number is found by any part of its digits.
      </EmptyState>
    );
  if (first)
    return (
      <EmptyState icon={<IconAddressBook size={34} stroke={1.3} />} title="Leads are on their way">
        They are being brought to this computer for the first time.
      </EmptyState>
    );
  return (
    <EmptyState icon={<IconAddressBook size={34} stroke={1.3} />} title="No leads yet">
      Leads that are assigned to you appear here by themselves. Add one of your own with Shift + A.
    </EmptyState>
  );
}
