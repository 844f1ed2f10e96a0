// When a lead may be called: the hours of each weekday, and days on which it is closed.
import { Button, Checkbox, Pill, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FieldErrors } from '../../ui/checked.ts';
import { DAY_NAMES, WEEKDAYS, type WeekText } from '../../ui/hours-values.ts';
import { weekdayWord } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './lead.module.css';

/** `usual`: the lead has no hours of its own. Errors stand under "hours.<day>". */
export function WeekFields({
  usual,
  week,
  errors,
  setUsual,
  setWeek,
}: {
  usual: boolean;
  week: WeekText;
  errors: FieldErrors;
  setUsual(usual: boolean): void;
  setWeek(week: WeekText): void;
}) {
  return (
    <fieldset className={css.group}>
      <legend>{say('Call hours')}</legend>
      <Checkbox
        size="xs"
        label={say('The usual ones, Monday to Friday 09:00-18:00')}
        checked={usual}
        onChange={(event) => setUsual(event.currentTarget.checked)}
      />
      {!usual &&
        WEEKDAYS.map((day) => (
          <div key={day} className={css.weekday}>
            <label htmlFor={`hours-${day}`}>{weekdayWord(Number(day))}</label>
            <TextInput
              id={`hours-${day}`}
              aria-label={say('Hours on {value}', { value: DAY_NAMES[day] })}
              placeholder={say('closed')}
              value={week[day]}
              error={errors[`hours ${day}`]}
              autoComplete="off"
              onChange={(event) => setWeek({ ...week, [day]: event.currentTarget.value })}
            />
          </div>
        ))}
    </fieldset>
  );
}

/** Days YYYY-MM-DD, each with a button that takes it away. */
export function ClosedDates({ days, setDays }: { days: readonly string[]; setDays(days: string[]): void }) {
  const [day, setDay] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const add = () => {
    if (day !== '') setDays([...new Set([...days, day])].sort());
    setDay('');
    field.current?.focus();
  };
  return (
    <fieldset className={css.group}>
      <legend>{say('Closed on')}</legend>
      <div className={css.inline}>
        <TextInput
          ref={field}
          type="date"
          aria-label={say('Day on which it is closed')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add}>
          {say('Add the day')}
        </Button>
      </div>
      {days.length > 0 && (
        <Pill.Group gap={4}>
          {days.map((closed) => (
            <Pill
              key={closed}
              withRemoveButton
              removeButtonProps={{
                'aria-label': say('Remove {closed}', { closed }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => setDays(days.filter((other) => other !== closed))}
            >
              {closed}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </fieldset>
  );
}
