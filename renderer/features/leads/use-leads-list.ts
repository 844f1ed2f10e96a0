// The leads that the address asks for, as rows, and for the board as columns.
import { useDeferredValue, useMemo } from 'react';
import { dayIn } from '#domain/time.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useMinute } from '../../ui/now.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { boardColumns } from './board/board-columns.ts';
import { allColumns, type Column } from './lead-columns.ts';
import { leadRowsOf } from './lead-rows.ts';
import type { LeadsSearch } from './leads-search.ts';

/** The rows, a little behind what is typed. */
export function useLeadRows(asked: LeadsSearch, nameOfUser: (id: string | null) => string) {
  const search = useDeferredValue(asked);
  const { user_id: me } = useReplica();
  const ask = useMemo(
    () =>
      oncePerVersion((desk: Parameters<typeof leadRowsOf>[0] & { version(): number }) =>
        leadRowsOf(desk, search, { me, nameOfUser }),
      ),
    [search, me, nameOfUser],
  );
  return useDesk(ask);
}

/** The same rows as columns; null where the address asks for a table. */
export function useBoardColumns(rows: ReturnType<typeof useLeadRows>['rows'], { as, state }: LeadsSearch) {
  const settings = useLive(useReplica().settings);
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const today = dayIn(useMinute(), zone);
  return useMemo(
    () =>
      as !== 'board' || settings === undefined
        ? null
        : boardColumns(rows, { states: settings.states, wanted: state ?? null, exchange: settings, today }),
    [rows, as, state, settings, today],
  );
}

/** All columns that the table may have for this person. */
export function useAllColumns(staff: boolean): readonly Column[] {
  const fields = useLive(useReplica().settings)?.custom_fields ?? null;
  return useMemo(() => allColumns(staff, fields), [staff, fields]);
}

/** The name of a person of the workspace; empty for nobody and for who is not known. */
export function useUserNames(): (id: string | null) => string {
  const users = useLive(useReplica().users);
  return useMemo(() => {
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return (id) => (id === null ? '' : (names.get(id) ?? ''));
  }, [users]);
}
