// How the work goes: calls, plan, strike rate, promises, stages and orders, counted on this device.
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { SPANS, type SpanName } from '#domain/dashboard/span.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useStaff } from '../../session/use-staff.ts';
import { countLabel } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKept } from '../../ui/kept.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import { ByPerson, CallsByDay, LeadsByStage, OrdersByMonth } from './charts.tsx';
import css from './dashboard.module.css';
import { SPAN_WORDS } from './figure-words.ts';
import { Tiles } from './tiles.tsx';
import { type Counted, useFigures } from './use-figures.ts';

const EVERYBODY = '';

/** The screen of #/dashboard. */
export function DashboardScreen() {
  const { user_id, users: live } = useReplica();
  const users = useLive(live);
  const staff = useStaff();
  const signedIn = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const timeZone = users.find(({ id }) => id === user_id)?.time_zone ?? signedIn;
  const [span, setSpan] = useSpan();
  const [chosen, choose] = useState(EVERYBODY);
  const person = staff ? chosen || null : user_id;
  const { counted, read } = useFigures(span, person, timeZone);
  const people = [...users].sort((a, b) => (a.name < b.name ? -1 : 1));
  return (
    <ScreenFrame
      title={say('Dashboard')}
      summary={staff ? null : say('Your calls and your leads')}
      actions={
        <>
          {staff && (
            <NativeSelect
              size="xs"
              aria-label={say('Whose figures')}
              data={[
                { value: EVERYBODY, label: say('Everybody') },
                ...people.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={chosen}
              onChange={(event) => choose(event.currentTarget.value)}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={say('Time')}
            data={SPANS.map((value) => ({ value, label: SPAN_WORDS[value] }))}
            value={span}
            onChange={setSpan}
          />
        </>
      }
    >
      {counted ? (
        <Figures counted={counted} everybody={staff && counted.person === null} />
      ) : (
        <Reading read={read} />
      )}
    </ScreenFrame>
  );
}

function Figures({ counted, everybody }: { counted: Counted; everybody: boolean }) {
  const { settings, users: live } = useReplica();
  const currency = useLive(settings)?.currency ?? 'EUR';
  const users = useLive(live);
  const leads = useDesk((desk) => desk.list()).length;
  const { figures } = counted;
  const nameOf = useCallback(
    (id: string | null) =>
      id === null ? say('Nobody') : (users.find((user) => user.id === id)?.name ?? say('Somebody')),
    [users],
  );
  if (leads === 0)
    return (
      <EmptyState icon={<IconChartBar size={34} stroke={1.3} />} title={say('Nothing to count yet')}>
        {say('As soon as there are leads, and calls with them, their figures stand here.')}
      </EmptyState>
    );
  return (
    <div className={css.scroller} {...SCROLLED}>
      <Tiles figures={figures} />
      <div className={css.cards}>
        <CallsByDay days={figures.days} />
        <LeadsByStage stages={figures.stages} />
        <OrdersByMonth months={figures.months} unrated={figures.unrated} currency={currency} />
        {everybody && <ByPerson people={figures.people} nameOf={nameOf} />}
      </div>
    </div>
  );
}

// What is longer than its place has to be reached by the keys too.
const SCROLLED = { tabIndex: 0, role: 'region', 'aria-label': say('Figures') };

function Reading({ read }: { read: number | null }) {
  return (
    <p role="status" className={css.reading}>
      {read === null || read === 0
        ? say('Counting on this computer.')
        : say('Counting on this computer: {read} records so far.', { read: countLabel(read) })}
    </p>
  );
}

const STORED_AS = 'callbook:dashboard-span';

function useSpan(): [SpanName, (span: SpanName) => void] {
  const kept = useKept();
  const [span, setSpan] = useState<SpanName>(() => {
    const chosen = kept.getItem(STORED_AS);
    return SPANS.find((name) => name === chosen) ?? 'week';
  });
  const choose = (next: SpanName) => {
    kept.setItem(STORED_AS, next);
    setSpan(next);
  };
  const step = (by: number) => {
    const next = SPANS[SPANS.indexOf(span) + by];
    if (next) choose(next);
    return next !== undefined;
  };
  const group = say('Dashboard');
  useShortcut({
    id: 'dashboard.longer',
    keys: ['.'],
    label: say('A longer time'),
    group,
    run: () => step(1),
  });
  useShortcut({
    id: 'dashboard.shorter',
    keys: [','],
    label: say('A shorter time'),
    group,
    run: () => step(-1),
  });
  return [span, choose];
}
