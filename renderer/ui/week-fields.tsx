// Hours by weekday, as people write them: those of a lead, or those in which a person works.
import { Checkbox, TextInput } from '@mantine/core';
import { weekdayWord } from '../words/dates.ts';
import { say } from '../words/say.ts';
import type { FieldErrors } from './checked.ts';
import { DAY_NAMES, WEEKDAYS, type WeekText } from './hours-values.ts';
import css from './week-fields.module.css';

/** `usual`: there are no own hours. Errors stand under "hours <day>". */
export function WeekFields({
  legend,
  usual,
  week,
  errors,
  setUsual,
  setWeek,
}: {
  legend: string;
  usual: boolean;
  week: WeekText;
  errors: FieldErrors;
  setUsual(usual: boolean): void;
  setWeek(week: WeekText): void;
}) {
  return (
    <fieldset className={css.group}>
      <legend>{legend}</legend>
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
