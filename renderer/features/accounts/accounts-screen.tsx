// The won leads by how they perform: who needs attention, who does well, and why, in words.
import { Checkbox } from '@mantine/core';
import { IconBuildingStore, IconSearchOff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { AccountRow } from '../../replica/desk-types.ts';
import { useDesk } from '../../replica/replica-context.tsx';
import { useAtHand } from '../../ui/at-hand.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useTrailList } from '../../ui/trail.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import { AccountLine } from './account-line.tsx';
import { type AccountGroup, accountGroups } from './account-sections.ts';
import css from './accounts.module.css';

const ROW_HEIGHT = 62;
const idOf = (row: AccountRow): string => row.lead_id;

/** The screen of its route. */
export function AccountsScreen() {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [watch, setWatch] = useState(true);
  const accounts = useDesk(useMemo(() => oncePerVersion((desk) => desk.accounts()), []));
  const complete = useDesk((desk) => desk.ready()) === 'ready';
  const sought = useDeferredValue(text);
  const groups = useMemo(() => accountGroups(accounts, sought), [accounts, sought]);
  const shown = useMemo(
    () => groups.filter(({ status, rows }) => rows.length > 0 && (watch || status !== 'WATCH')),
    [groups, watch],
  );
  const count = accounts.length;
  // An account of which half the orders are here would stand among those that slip.
  if (!complete)
    return (
      <ScreenFrame title={say('Accounts')} summary={null}>
        <EmptyState
          icon={<IconBuildingStore size={34} stroke={1.3} />}
          title={say('The history is being loaded')}
        >
          {say('How the accounts do is shown as soon as all of it is here.')}
        </EmptyState>
      </ScreenFrame>
    );
  return (
    <ScreenFrame title={say('Accounts')} summary={count > 0 ? summaryOf(accountGroups(accounts, '')) : null}>
      {count === 0 ? (
        <EmptyState icon={<IconBuildingStore size={34} stroke={1.3} />} title={say('No accounts yet')}>
          {say('A lead becomes an account when it is won: open it and press M, then W.')}
        </EmptyState>
      ) : (
        <>
          <Controls field={field} text={text} write={setText} watch={watch} setWatch={setWatch} />
          <Lists groups={shown} />
        </>
      )}
    </ScreenFrame>
  );
}

const summaryOf = (groups: readonly AccountGroup[]): string =>
  groups
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) => `${rows.length} ${title.split(',')[0]?.toLowerCase()}`)
    .join(', ');

function Controls({
  field,
  text,
  write,
  watch,
  setWatch,
}: {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  write(text: string): void;
  watch: boolean;
  setWatch(watch: boolean): void;
}) {
  useShortcut({
    id: 'accounts.search',
    keys: ['/', 'Ctrl+f'],
    label: say('Find an account'),
    group: say('Accounts'),
    run: () => field.current?.select(),
  });
  return (
    <search className={css.controls} aria-label={say('Find accounts')}>
      <SearchField
        field={field}
        label={say('Find an account')}
        placeholder={say('Name, company or city')}
        className={css.search}
        text={text}
        write={write}
      />
      <Checkbox
        size="xs"
        label={say('With those to watch')}
        checked={watch}
        onChange={(event) => setWatch(event.currentTarget.checked)}
      />
    </search>
  );
}

function Lists({ groups }: { groups: readonly AccountGroup[] }) {
  const navigate = useNavigate();
  const ids = useMemo(() => groups.flatMap(({ rows }) => rows.map(idOf)), [groups]);
  const [selected, setSelected] = useState(useTrailList(say('Accounts'), ids));
  const selectedId = selected !== null && ids.includes(selected) ? selected : (ids[0] ?? null);
  useAtHand(selectedId);
  const open = (id: string | undefined | null) => {
    if (id) void navigate({ to: '/leads/$id', params: { id } });
  };
  useListKeys({
    id: 'accounts',
    group: say('Accounts'),
    count: ids.length,
    index: selectedId === null ? -1 : ids.indexOf(selectedId),
    select: (index) => setSelected(ids[index] ?? null),
    open: (index) => open(ids[index]),
  });
  const sections = useMemo(
    () =>
      groups.map(({ status, title, rows }) => ({
        key: status,
        label: title,
        heading: <Heading title={title} count={rows.length} />,
        rows,
      })),
    [groups],
  );
  if (ids.length === 0)
    return (
      <EmptyState icon={<IconSearchOff size={34} stroke={1.3} />} title={say('No account matches')}>
        {say('Fewer letters find more.')}
      </EmptyState>
    );
  return (
    <VirtualListbox
      label={say('Accounts')}
      sections={sections}
      idOf={idOf}
      renderRow={renderRow}
      rowHeight={ROW_HEIGHT}
      selectedId={selectedId}
      onSelect={setSelected}
      onOpen={open}
    />
  );
}

const renderRow = (row: AccountRow) => <AccountLine row={row} />;

function Heading({ title, count }: { title: string; count: number }) {
  return (
    <div className={css.heading}>
      {title} <span className={css.count}>{count}</span>
    </div>
  );
}
