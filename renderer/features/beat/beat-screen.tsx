// A day's round: who is due by then and where, put in order, timed within their hours, and sent to a calendar or paper.
import { Button } from '@mantine/core';
import { IconCalendarDown, IconPrinter, IconRoute } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Cadence } from '#domain/lead/cadence.ts';
import { dayNumber, dayText } from '#domain/plan/days.ts';
import { closedDates } from '#domain/plan/lead.ts';
import { planLeadOf } from '#domain/plan/plan-lead.ts';
import { dayIn } from '#domain/time.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKept } from '../../ui/kept.ts';
import { useMinute } from '../../ui/now.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { saveFile } from '../../ui/save-file.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './beat.module.css';
import { BeatControls } from './beat-controls.tsx';
import { useBeatPlace } from './beat-place.ts';
import { type Candidate, candidateOf, dueCandidates, narrowed } from './beat-rows.ts';
import { Candidates } from './candidates.tsx';
import { roundFile } from './round-file.ts';
import { RoundPanel } from './round-panel.tsx';
import { RoundSheet } from './round-sheet.tsx';
import { type RoundStop, roundStops, timedStops } from './round-stops.ts';
import { createRounds } from './rounds.ts';
import { useRound } from './use-round.ts';

/** The screen of its route. */
export function BeatScreen() {
  const ready = useDesk((desk) => desk.ready()) === 'ready';
  if (!ready)
    return (
      <ScreenFrame title={say('Beat')}>
        <EmptyState icon={<IconRoute size={34} stroke={1.3} />} title={say('The history is being loaded')}>
          {say('Who is due, and so whom to visit, is known as soon as all of it is here.')}
        </EmptyState>
      </ScreenFrame>
    );
  return <Beat />;
}

function Beat() {
  const { user_id, desk } = useReplica();
  const ownZone = useSessionState((state) => state.user)?.time_zone ?? 'UTC';
  const now = useMinute();
  const today = dayIn(now, ownZone);
  const place = useBeatPlace();
  const on = place.search.on ?? dayText(dayNumber(today) + 1);
  const kept = useKept();
  const [rounds] = useState(() => createRounds(kept, user_id, today));
  const { round, ...acts } = useRound(rounds, on);
  const [text, setText] = useState('');
  const cadenceOf = useCadence(ownZone);
  const hoursOf = useHours();

  const rows = useDesk(useMemo(() => oncePerVersion((from: typeof desk) => from.list()), []));
  const due = useMemo(() => dueCandidates(rows, on, cadenceOf), [rows, on, cadenceOf]);
  const chosen = useMemo(() => {
    const known = new Map(rows.map((row) => [row.lead_id, row]));
    return round.stops.flatMap((id): Candidate[] => {
      const row = known.get(id);
      return row ? [candidateOf(row, cadenceOf(row))] : [];
    });
  }, [rows, round.stops, cadenceOf]);
  const stops = useMemo(
    () => roundStops(chosen, round, { on, time_zone: ownZone, now, hoursOf }),
    [chosen, round, on, ownZone, now, hoursOf],
  );
  const from =
    chosen.findLast(({ point }) => point !== null)?.point ?? due.find(({ point }) => point)?.point ?? null;
  const sought = useDeferredValue(text);
  const { area = NONE, weekday = NONE, within = null } = place.search;
  const shown = useMemo(
    () => narrowed(due, { text: sought, areas: area, weekdays: weekday, within, from }),
    [due, sought, area, weekday, within, from],
  );
  const free = useMemo(
    () => shown.filter(({ row }) => !round.stops.includes(row.lead_id)),
    [shown, round.stops],
  );
  const field = useRef<HTMLInputElement>(null);
  return (
    <ScreenFrame
      title={say('Beat')}
      summary={<Summary due={due.length} stops={stops.length} />}
      actions={<Ways stops={stops} on={on} />}
    >
      <BeatControls
        field={field}
        text={text}
        write={setText}
        on={on}
        today={today}
        search={place.search}
        change={place.change}
        due={due}
        free={free.length}
        putAll={() => acts.putIn(free)}
      />
      <div className={css.panes}>
        <Candidates
          candidates={free}
          total={due.length}
          on={on}
          from={from}
          hoursOf={hoursOf}
          planned={round.stops.length}
          putIn={(candidate) => acts.putIn([candidate])}
          clear={() => {
            setText('');
            place.change({ area: undefined, weekday: undefined, within: undefined });
          }}
        />
        <RoundPanel
          on={on}
          ownZone={ownZone}
          round={round}
          stops={stops}
          acts={acts}
          suggest={() => acts.suggest(mostUrgentFirst(chosen, due))}
        />
      </div>
      <RoundSheet stops={stops} on={on} ownZone={ownZone} />
    </ScreenFrame>
  );
}

const NONE: readonly string[] = [];

// The order of the due ones; whoever is not due any more comes after them.
function mostUrgentFirst(chosen: readonly Candidate[], due: readonly Candidate[]): Candidate[] {
  const rank = new Map(due.map(({ row }, index) => [row.lead_id, index]));
  const rankOf = ({ row }: Candidate) => rank.get(row.lead_id) ?? due.length;
  return chosen.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The rhythm that applies to a lead: its own, its tier's, or the workspace's. */
function useCadence(ownZone: string): (row: DeskRow) => Cadence | null {
  const settings = useLive(useReplica().settings);
  return useMemo(
    () => (row: DeskRow) => (settings ? planLeadOf(row.lead, settings, ownZone).cadence : row.lead.cadence),
    [settings, ownZone],
  );
}

function useHours() {
  const settings = useLive(useReplica().settings);
  return useMemo(() => {
    const holidays = settings?.holidays ?? {};
    return ({ row: { lead, time_zone } }: Candidate) => ({
      time_zone,
      call_hours: lead.call_hours,
      closed_dates: closedDates(lead, holidays),
    });
  }, [settings]);
}

function Summary({ due, stops }: { due: number; stops: number }) {
  return (
    <span role="status" aria-label={say('Count')}>
      {say('{due} due, {stops} in the round', { due, stops })}
    </span>
  );
}

function Ways({ stops, on }: { stops: readonly RoundStop[]; on: string }) {
  const { user_id, now } = useReplica();
  const toasts = useToasts();
  const send = async () => {
    const timed = timedStops(stops);
    if (timed.length === 0) {
      toasts.show({
        words:
          stops.length === 0
            ? say('The round has no stops yet.')
            : say('No stop fits into the hours of its lead that day.'),
      });
      return;
    }
    const file = roundFile(timed, { user_id, on, now: now() });
    if (!(await saveFile(`round-${on}.ics`, new TextEncoder().encode(file)))) return;
    const left = stops.length - timed.length;
    const rest =
      left === 0
        ? ''
        : ` ${say('{left} without a time {left, plural, one {is} other {are}} not in it.', { left })}`;
    toasts.show({
      words: say('{length} {length, plural, one {stop} other {stops}} saved for the calendar.{rest}', {
        length: timed.length,
        rest,
      }),
    });
  };
  useShortcut({
    id: 'beat.export',
    keys: ['Ctrl+e'],
    label: say('Export for the calendar'),
    group: say('Beat'),
    inText: true,
    run: () => void send(),
  });
  useShortcut({
    id: 'beat.print',
    keys: ['Ctrl+p'],
    label: say('Print the round'),
    group: say('Beat'),
    inText: true,
    run: () => window.print(),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        title="Ctrl + P"
        disabled={stops.length === 0}
        onClick={() => window.print()}
      >
        {say('Print')}
      </Button>
      <Button
        leftSection={<IconCalendarDown size={15} aria-hidden />}
        title="Ctrl + E"
        onClick={() => void send()}
      >
        {say('Export .ics')}
      </Button>
    </>
  );
}
