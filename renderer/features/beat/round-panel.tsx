// The round itself: how the day is cut, and its stops in order. By key, button or drag a stop changes its place.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconRoute, IconSparkles } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { zoneOf } from '#domain/plan/zone.ts';
import { plainDay } from '../../ui/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { clockWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './beat.module.css';
import { type RoundStop, wayWords, wholeWay } from './round-stops.ts';
import { type Round, STOP_MINUTES } from './rounds.ts';
import { StopLine } from './stop-line.tsx';
import type { RoundActs } from './use-round.ts';

interface Props {
  on: string;
  ownZone: string;
  round: Round;
  stops: readonly RoundStop[];
  acts: RoundActs;
  suggest(): void;
}

export function RoundPanel({ on, ownZone, round, stops, acts, suggest }: Props) {
  const { selected, select, moveTo, takeOut, focusStop, list, said } = useStops(stops, round, acts);
  const at = stops.findIndex(({ row }) => row.lead_id === selected);
  useShortcut({
    id: 'beat.suggest',
    keys: ['g'],
    label: say('Suggest the order'),
    group: say('The round'),
    run: () => stops.length > 1 && suggest(),
  });
  useShortcut({
    id: 'beat.up',
    keys: ['Alt+ArrowUp'],
    label: say('Move the stop up'),
    group: say('The round'),
    inText: true,
    run: () => moveTo(at, at - 1),
  });
  useShortcut({
    id: 'beat.down',
    keys: ['Alt+ArrowDown'],
    label: say('Move the stop down'),
    group: say('The round'),
    inText: true,
    run: () => moveTo(at, at + 1),
  });
  useShortcut({
    id: 'beat.take-out',
    keys: ['Delete', 'x'],
    label: say('Take the stop out'),
    group: say('The round'),
    run: () => takeOut(at),
  });
  return (
    <section className={css.round} aria-label={say('Round')}>
      <div className={css.roundHead}>
        <h2 className={css.roundTitle}>{plainDay(on)}</h2>
        <span className={css.roundWords}>{spanWords(stops, ownZone)}</span>
        <Button variant="subtle" color="gray" disabled={stops.length === 0} onClick={acts.clear}>
          {say('Clear')}
        </Button>
      </div>
      <div className={css.cut}>
        <StartField round={round} change={acts.change} />
        <NativeSelect
          size="xs"
          aria-label={say('Time for a stop, with the way')}
          value={String(round.minutes)}
          onChange={(event) => {
            const minutes = STOP_MINUTES.find((value) => String(value) === event.currentTarget.value);
            if (minutes !== undefined) acts.change({ minutes });
          }}
          data={STOP_MINUTES.map((minutes) => ({
            value: String(minutes),
            label: say('{minutes} min a stop', { minutes }),
          }))}
        />
        <Button
          variant="default"
          leftSection={<IconSparkles size={14} aria-hidden />}
          title={say('Area by area, from neighbour to neighbour (key G)')}
          disabled={stops.length < 2}
          onClick={suggest}
        >
          {say('Suggest order')}
        </Button>
      </div>
      {stops.length === 0 ? (
        <EmptyState icon={<IconRoute size={34} stroke={1.3} />} title={say('No stops yet')}>
          {say('Choose an area, then put all of them in with Ctrl + Enter, or one by one with Enter.')}
        </EmptyState>
      ) : (
        <ol ref={list} className={css.stops} aria-label={say('Stops')}>
          {stops.map((stop, index) => (
            <StopLine
              key={stop.row.lead_id}
              stop={stop}
              index={index}
              count={stops.length}
              on={on}
              ownZone={ownZone}
              selected={stop.row.lead_id === selected}
              select={select}
              moveTo={moveTo}
              takeOut={takeOut}
              focusStop={focusStop}
            />
          ))}
        </ol>
      )}
      <p className={css.hidden} role="status" aria-label={say('Place in the round')}>
        {said}
      </p>
    </section>
  );
}

/** The selected stop; moving and taking out keep the focus where the person is. */
function useStops(stops: readonly RoundStop[], round: Round, acts: RoundActs) {
  const [wanted, setWanted] = useState({ id: '', index: 0 });
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  // The control that had the focus before the list changed: a line that changes places loses it.
  const held = useRef<{ id: string; control: string } | null>(null);
  const ids = stops.map(({ row }) => row.lead_id);
  const index = ids.includes(wanted.id) ? ids.indexOf(wanted.id) : Math.min(wanted.index, ids.length - 1);
  const selected = ids[index] ?? null;
  const order = ids.join();
  useEffect(() => {
    const was = held.current;
    held.current = null;
    if (was === null || order === '') return;
    const line = [...(list.current?.children ?? [])].find(
      (one) => one.getAttribute('data-lead-id') === was.id,
    );
    const control = line?.querySelector<HTMLElement>(`[data-control="${was.control}"]:not(:disabled)`);
    (control ?? line?.querySelector<HTMLElement>('[data-control="stop"]'))?.focus();
  }, [order]);
  const hold = (id: string) => {
    const focus = document.activeElement;
    if (focus instanceof HTMLElement && list.current?.contains(focus))
      held.current = { id, control: focus.dataset['control'] ?? 'stop' };
  };
  const select = (id: string) => setWanted({ id, index: Math.max(0, ids.indexOf(id)) });
  const moveTo = (from: number, to: number): boolean => {
    const stop = stops[from];
    if (stop === undefined || to < 0 || to >= stops.length) return false;
    hold(stop.row.lead_id);
    setWanted({ id: stop.row.lead_id, index: to });
    // A stop whose lead has gone from this computer keeps its place among those that are kept.
    const place = (at: number) => round.stops.indexOf(ids[at] ?? '');
    acts.move(place(from), place(to));
    setSaid(
      say('{name} is stop {at} of {length}.', { name: stop.row.lead.name, at: to + 1, length: stops.length }),
    );
    return true;
  };
  const takeOut = (at: number): boolean => {
    const stop = stops[at];
    if (stop === undefined) return false;
    const next = ids[at + 1] ?? ids[at - 1] ?? '';
    hold(next);
    setWanted({ id: next, index: at });
    acts.takeOut(stop.row.lead_id, stop.row.lead.name);
    return true;
  };
  const focusStop = (at: number): boolean => {
    const line = list.current?.children[at];
    line?.querySelector<HTMLElement>('[data-control="stop"]')?.focus();
    return line !== undefined;
  };
  return { selected, select, moveTo, takeOut, focusStop, list, said };
}

function StartField({ round, change }: { round: Round; change(changes: Partial<Round>): void }) {
  const { starts_at_minute: at } = round;
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <TextInput
      type="time"
      aria-label={say('The first stop begins at')}
      title={say('From when on, on your own clock')}
      value={`${two(Math.floor(at / 60))}:${two(at % 60)}`}
      onChange={(event) => {
        const [hours = '', minutes = ''] = event.currentTarget.value.split(':');
        if (hours !== '') change({ starts_at_minute: Number(hours) * 60 + Number(minutes) });
      }}
    />
  );
}

/** "5 stops, 09:00–11:30, 42 km" on the clock of whoever makes the round. */
export function spanWords(stops: readonly RoundStop[], ownZone: string): string {
  const zone = zoneOf(ownZone);
  const begins = stops.flatMap((stop) => (stop.begins === null ? [] : [stop.begins]));
  const ends = stops.flatMap((stop) => (stop.ends === null ? [] : [stop.ends]));
  const way = wholeWay(stops);
  return [
    `${stops.length} ${say('{length, plural, one {stop} other {stops}}', { length: stops.length })}`,
    begins.length > 0 && `${clockWords(Math.min(...begins), zone)}–${clockWords(Math.max(...ends), zone)}`,
    way !== null && wayWords(way),
  ]
    .filter(Boolean)
    .join(' · ');
}
