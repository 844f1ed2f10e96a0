// Asks when: as a person would say it, read in the lead's zone, shown on both clocks before it is saved.
import { TextInput, UnstyledButton } from '@mantine/core';
import { type Ref, useId } from 'react';
import { dayNumber } from '#domain/plan/days.ts';
import { parseWhen, type When } from '#domain/plan/when.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { clockWords, dayWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import { zonePlace } from './day-words.ts';
import { useMinute } from './now.tsx';
import css from './when-field.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** The lead's zone, in which the text is meant. */
  timeZone: string;
  /** The reader's own. */
  ownZone: string;
  /** What is wrong with it; shown in place of the preview. */
  error?: string | null;
  onEnter?: () => void;
  ref?: Ref<HTMLInputElement>;
}

const CHIPS = ['+1d', '+3d', '+7d'];

/** "Tue 24 Nov, 15:00 in New York, 21:00 for you"; "Tue 24 Nov, from opening" for a day without a time. */
export function whenWords(when: When, timeZone: string, ownZone: string): string {
  if ('on' in when) return say('{day}, from opening', { day: dayWords(dayNumber(when.on)) });
  const at = Date.parse(when.until);
  const [zone, own] = [zoneOf(timeZone), zoneOf(ownZone)];
  const theirs = say('{day}, {clock} in {zonePlace}', {
    day: dayWords(zone.dayOf(at)),
    clock: clockWords(at, zone),
    zonePlace: zonePlace(timeZone),
  });
  if (zone.dayOf(at) === own.dayOf(at) && clockWords(at, zone) === clockWords(at, own)) return theirs;
  const time = clockWords(at, own);
  return zone.dayOf(at) === own.dayOf(at)
    ? say('{theirs}; {time} for you', { theirs, time })
    : say('{theirs}; {day}, {time} for you', { theirs, day: dayWords(own.dayOf(at)), time });
}

/** The field with its preview and three chips. */
export function WhenField({ label, value, onChange, timeZone, ownZone, error, onEnter, ref }: Props) {
  const now = useMinute();
  const previewId = useId();
  const parsed = value.trim() === '' ? null : parseWhen(value, { now, time_zone: timeZone });
  return (
    <div className={css.field}>
      <TextInput
        ref={ref}
        label={label}
        placeholder={say('tomorrow 3pm, fri 14:30, +3d')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter?.();
        }}
        error={Boolean(error)}
        aria-describedby={previewId}
        autoComplete="off"
        rightSectionWidth={112}
        rightSectionPointerEvents="auto"
        rightSection={
          <span className={css.chips}>
            {CHIPS.map((chip) => (
              <UnstyledButton key={chip} className={css.chip} onClick={() => onChange(chip)}>
                {chip}
              </UnstyledButton>
            ))}
          </span>
        }
      />
      <div id={previewId} className={css.preview} data-bad={Boolean(error)} aria-live="polite">
        {error ??
          (parsed?.ok ? whenWords(parsed.value, timeZone, ownZone) : parsed ? say('not understood yet') : '')}
      </div>
    </div>
  );
}
