// One stop: when, who, where, and the buttons that move it. It can be dragged by any part of it.
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { dayNumber, weekdayOf } from '#domain/plan/days.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { zonePlace } from '../../ui/day-words.ts';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { clockWords, weekdayWord } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './beat.module.css';
import { placeWords, type RoundStop, wayWords } from './round-stops.ts';

interface Props {
  stop: RoundStop;
  /** From 0. */
  index: number;
  count: number;
  on: string;
  ownZone: string;
  selected: boolean;
  select(leadId: string): void;
  moveTo(from: number, to: number): boolean;
  takeOut(at: number): boolean;
  /** Gives the focus to the stop in that place. */
  focusStop(at: number): boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 };
const DRAGGED = 'application/x-callbook-stop';

export function StopLine(props: Props) {
  const { stop, index, count, on, ownZone, selected, select, moveTo, takeOut, focusStop } = props;
  const [over, setOver] = useState(false);
  const { row } = stop;
  const { name } = row.lead;
  const drag = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(DRAGGED, String(index));
      event.dataTransfer.effectAllowed = 'move';
      select(row.lead_id);
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const from = event.dataTransfer.getData(DRAGGED);
      if (from !== '') moveTo(Number(from), index);
    },
  };
  return (
    <li className={css.stop} data-lead-id={row.lead_id} data-selected={selected} data-over={over} {...drag}>
      <button
        type="button"
        className={css.stopMain}
        data-control="stop"
        aria-pressed={selected}
        onClick={() => select(row.lead_id)}
        onFocus={() => select(row.lead_id)}
        onKeyDown={(event) => {
          const step = STEPS[event.key];
          if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          focusStop(index + step);
        }}
      >
        <StopTime stop={stop} on={on} ownZone={ownZone} />
        <span className={css.who}>
          <span className={css.name}>
            <span className={css.hidden}>{index + 1}. </span>
            {name}
          </span>
          <span className={css.sub}>
            {[stop.way_km === null ? null : `+${wayWords(stop.way_km)}`, placeWords(row), row.lead.phone]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </button>
      <span className={css.stopKeys}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          data-control="up"
          aria-label={say('Move {name} up', { name })}
          title="Alt + ↑"
          disabled={index === 0}
          onClick={() => moveTo(index, index - 1)}
        >
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          data-control="down"
          aria-label={say('Move {name} down', { name })}
          title="Alt + ↓"
          disabled={index === count - 1}
          onClick={() => moveTo(index, index + 1)}
        >
          <IconArrowDown size={15} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          data-control="out"
          aria-label={say('Take {name} out', { name })}
          title="Delete"
          onClick={() => takeOut(index)}
        >
          <IconX size={15} />
        </ActionIcon>
      </span>
    </li>
  );
}

function StopTime({ stop, on, ownZone }: { stop: RoundStop; on: string; ownZone: string }) {
  const { begins, hours, row } = stop;
  if (begins === null)
    return (
      <span className={css.time}>
        <ToneChip tone="overdue" title={hours === '' ? '' : say('Open {hours}', { hours })}>
          {hours === ''
            ? say('closed {weekday}', { weekday: weekdayWord(weekdayOf(dayNumber(on))) })
            : say('no time')}
        </ToneChip>
        <span className={css.sub}>{hours && say('open {hours}', { hours })}</span>
      </span>
    );
  const own = clockWords(begins, zoneOf(ownZone));
  const theirs = clockWords(begins, zoneOf(row.time_zone));
  return (
    <span className={css.time}>
      <span className={css.clockTime}>{own}</span>
      <span className={css.sub}>{own === theirs ? hours : `${theirs} ${zonePlace(row.time_zone)}`}</span>
    </span>
  );
}
