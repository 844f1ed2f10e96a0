// All customers: since when, how their accounts do, the last order, and this month against its target.
import { Button } from '@mantine/core';
import { IconBuildings, IconDownload, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Customer } from '#domain/customer/customer.ts';
import { dayIn } from '#domain/time.ts';
import type { Desk } from '../../replica/desk-types.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { useMinute } from '../../ui/now.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { saveFile } from '../../ui/save-file.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import { customersCsv } from './customer-csv.ts';
import { type CustomerRow, customerRow, foundRows, type SortKey, sortedRows } from './customer-rows.ts';
import { CustomerTable } from './customer-table.tsx';
import css from './customers.module.css';

/** The screen of its route. */
export function CustomersScreen() {
  const complete = useDesk((desk) => desk.ready()) === 'ready';
  const replica = useReplica();
  const customers = useLive(replica.customers);
  if (!complete || customers === undefined)
    return (
      <ScreenFrame title={say('Customers')}>
        {!complete && (
          <EmptyState
            icon={<IconBuildings size={34} stroke={1.3} />}
            title={say('The history is being loaded')}
          >
            {say('Customers and how they do are shown as soon as all of it is here.')}
          </EmptyState>
        )}
      </ScreenFrame>
    );
  return <Listed customers={customers} />;
}

function Listed({ customers }: { customers: readonly Customer[] }) {
  const rows = useRows(customers);
  const [text, setText] = useState('');
  const [order, setOrder] = useState<{ by: SortKey; descending: boolean }>({ by: 'name', descending: false });
  const sought = useDeferredValue(text);
  const listed = useMemo(
    () => sortedRows(foundRows(rows, sought), order.by, order.descending),
    [rows, sought, order],
  );
  const [selected, setSelected] = useState({ id: '', index: 0 });
  const found = listed.findIndex(({ id }) => id === selected.id);
  const index = found >= 0 ? found : Math.min(selected.index, listed.length - 1);
  const select = (next: number) => setSelected({ id: listed[next]?.id ?? '', index: next });
  const open = useOpen();
  useListKeys({
    id: 'customers',
    group: say('Customers'),
    count: listed.length,
    index,
    select,
    open: (at) => open(listed[at]),
  });
  const field = useRef<HTMLInputElement>(null);
  const ownZone = useSessionState((state) => state.user)?.time_zone ?? 'UTC';
  const today = dayIn(useMinute(), ownZone);
  const currency = useLive(useReplica().settings)?.currency ?? 'EUR';
  return (
    <ScreenFrame
      title={say('Customers')}
      summary={rows.length > 0 && <Count shown={listed.length} total={rows.length} />}
      actions={<Export rows={listed} currency={currency} today={today} />}
    >
      {rows.length === 0 ? (
        <EmptyState icon={<IconBuildings size={34} stroke={1.3} />} title={say('No customers yet')}>
          {say('A lead becomes a customer when it is won: open it and press M, then W.')}
        </EmptyState>
      ) : (
        <>
          <Search field={field} text={text} write={setText} />
          {listed.length === 0 ? (
            <EmptyState icon={<IconSearchOff size={34} stroke={1.3} />} title={say('No customer matches')}>
              {say('Fewer letters find more.')}
            </EmptyState>
          ) : (
            <CustomerTable
              rows={listed}
              index={index}
              sort={order.by}
              descending={order.descending}
              sortBy={(by) =>
                setOrder({ by, descending: order.by === by ? !order.descending : by !== 'name' })
              }
              select={select}
              open={open}
              today={today}
              currency={currency}
            />
          )}
        </>
      )}
    </ScreenFrame>
  );
}

const RATES = { currency: 'EUR', rates: [] };

function useRows(customers: readonly Customer[]): CustomerRow[] {
  const settings = useLive(useReplica().settings) ?? RATES;
  const known = useDesk(
    useMemo(
      () =>
        oncePerVersion((desk: Desk) => ({
          rows: new Map(desk.list().map((row) => [row.lead_id, row])),
          accounts: new Map(desk.accounts().map((row) => [row.lead_id, row])),
        })),
      [],
    ),
  );
  return useMemo(
    () => customers.map((customer) => customerRow(customer, { ...known, settings })),
    [customers, known, settings],
  );
}

/** Opens the lead, which has all that there is; says so where there is none. */
function useOpen(): (row: CustomerRow | undefined) => void {
  const navigate = useNavigate();
  const toasts = useToasts();
  return (customer) => {
    if (customer?.row) void navigate({ to: '/leads/$id', params: { id: customer.row.lead_id } });
    else if (customer)
      toasts.show({
        words: say('{name} has no lead on this computer, so there is no history to show.', {
          name: customer.name,
        }),
      });
  };
}

function Count({ shown, total }: { shown: number; total: number }) {
  return (
    <span role="status" aria-label={say('Count')}>
      {shown === total
        ? countLabel(total)
        : say('{shown} of {total}', { shown: countLabel(shown), total: countLabel(total) })}
    </span>
  );
}

function Search({
  field,
  text,
  write,
}: {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  write(text: string): void;
}) {
  useShortcut({
    id: 'customers.search',
    keys: ['/', 'Ctrl+f'],
    label: say('Find a customer'),
    group: say('Customers'),
    run: () => field.current?.select(),
  });
  return (
    <search className={css.controls} aria-label={say('Find customers')}>
      <SearchField
        field={field}
        label={say('Find a customer')}
        placeholder={say('Name, company or city')}
        className={css.search}
        text={text}
        write={write}
      />
    </search>
  );
}

function Export({
  rows,
  currency,
  today,
}: {
  rows: readonly CustomerRow[];
  currency: string;
  today: string;
}) {
  const toasts = useToasts();
  const save = async () => {
    if (rows.length === 0) return;
    const bytes = new TextEncoder().encode(customersCsv(rows, currency));
    if (await saveFile(`customers-${today}.csv`, bytes))
      toasts.show({
        words: say('{length} {length2, plural, one {customer} other {customers}} saved as a file.', {
          length: countLabel(rows.length),
          length2: rows.length,
        }),
      });
  };
  useShortcut({
    id: 'customers.export',
    keys: ['Ctrl+e'],
    label: say('Export what is listed'),
    group: say('Customers'),
    inText: true,
    run: () => void save(),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      title="Ctrl + E"
      disabled={rows.length === 0}
      onClick={() => void save()}
    >
      {say('Export CSV')}
    </Button>
  );
}
