// The line above the round: its day, what narrows the list of who is due, and the way to take all of them at once.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlaylistAdd } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { dayNumber, dayText } from '#domain/plan/days.ts';
import { isDay } from '#domain/time.ts';
import { dayLabel } from '../../ui/day-words.ts';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { DAY_NAMES, WEEKDAYS } from '../../ui/hours-values.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import css from './beat.module.css';
import { type BeatSearch, DISTANCES } from './beat-place.ts';
import { areasOf, type Candidate, NO_AREA } from './beat-rows.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  write(text: string): void;
  on: string;
  today: string;
  search: BeatSearch;
  change(changes: BeatSearch): void;
  /** All who are due by the day. */
  due: readonly Candidate[];
  /** How many of those shown are not in the round. */
  free: number;
  putAll(): void;
}

const WEEKDAY_OPTIONS = WEEKDAYS.map((value) => ({ value, label: DAY_NAMES[value] }));

export function BeatControls({ field, text, write, on, today, search, change, due, free, putAll }: Props) {
  const areas = useMemo(
    () =>
      areasOf(due).map(({ area, count }) => ({
        value: area,
        label: `${area === NO_AREA ? say('No area') : area} (${count})`,
      })),
    [due],
  );
  const mapped = useMemo(() => due.some(({ point }) => point !== null), [due]);
  const patterned = useMemo(() => due.some(({ weekdays }) => weekdays.length > 0), [due]);
  useShortcut({
    id: 'beat.search',
    keys: ['/', 'Ctrl+f'],
    label: say('Find an area or a lead'),
    group: say('Beat'),
    run: () => field.current?.select(),
  });
  useShortcut({
    id: 'beat.put-all',
    keys: ['Ctrl+Enter'],
    label: say('Put all shown into the round'),
    group: say('Beat'),
    inText: true,
    run: putAll,
  });
  return (
    <search className={css.controls} aria-label={say('Find stops')}>
      <DayField on={on} today={today} change={change} />
      <SearchField
        field={field}
        label={say('Find an area or a lead')}
        placeholder={say('Area, name or street')}
        className={css.search}
        text={text}
        write={write}
      />
      <FilterMenu
        label={say('Area')}
        options={areas}
        chosen={search.area ?? []}
        choose={(area) => change({ area: area.length > 0 ? area : undefined })}
      />
      {(patterned || search.weekday) && (
        <FilterMenu
          label={say('Weekday')}
          options={WEEKDAY_OPTIONS}
          chosen={search.weekday ?? []}
          choose={(weekday) => change({ weekday: weekday.length > 0 ? weekday : undefined })}
        />
      )}
      {mapped && (
        <NativeSelect
          size="xs"
          aria-label={say('Distance from the last stop')}
          title={say('From the last stop of the round, else from the most urgent lead')}
          value={String(search.within ?? '')}
          onChange={(event) => {
            const within = DISTANCES.find((distance) => String(distance) === event.currentTarget.value);
            change({ within });
          }}
          data={[
            { value: '', label: say('Any distance') },
            ...DISTANCES.map((distance) => ({
              value: String(distance),
              label: say('Within {distance} km', { distance }),
            })),
          ]}
        />
      )}
      <Button
        variant="light"
        className={css.putAll}
        leftSection={<IconPlaylistAdd size={15} aria-hidden />}
        title="Ctrl + Enter"
        disabled={free === 0}
        onClick={putAll}
      >
        {say('Put all {free} in', { free })}
      </Button>
    </search>
  );
}

function DayField({ on, today, change }: Pick<Props, 'on' | 'today' | 'change'>) {
  const go = (day: number) => change({ on: dayText(day) });
  return (
    <div className={css.day}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={say('The day before')}
        disabled={on <= today}
        onClick={() => go(dayNumber(on) - 1)}
      >
        <IconChevronLeft data-points size={15} />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={say('Day of the round')}
        min={today}
        value={on}
        onChange={(event) => isDay(event.currentTarget.value) && change({ on: event.currentTarget.value })}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={say('The day after')}
        onClick={() => go(dayNumber(on) + 1)}
      >
        <IconChevronRight data-points size={15} />
      </ActionIcon>
      <span className={css.dayWords}>{dayLabel(on, today)}</span>
    </div>
  );
}
