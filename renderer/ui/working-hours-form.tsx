// The hours in which a person works, by weekday in his zone: for himself in the settings, for an admin beside his account.
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CallHours } from '#domain/lead/cadence.ts';
import { listWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import type { FieldErrors } from './checked.ts';
import { hoursFrom, hoursWords, weekTextOf } from './hours-values.ts';
import { WeekFields } from './week-fields.tsx';
import css from './working-hours-form.module.css';

/** `hours` are those that hold, null the usual ones. `save` is told only what can be understood. */
export function WorkingHoursForm(props: {
  hours: CallHours | null;
  zone: string;
  disabled?: boolean;
  busy: boolean;
  refused: string | null;
  save(hours: CallHours | null): void;
}) {
  const { hours, zone, disabled = false, busy, refused, save } = props;
  const [edited, setEdited] = useState<{ usual: boolean; week: ReturnType<typeof weekTextOf> } | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { usual, week } = edited ?? { usual: hours === null, week: weekTextOf(hours) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = usual ? null : hoursFrom(week);
    setErrors(given === null || given.ok ? {} : given.error);
    if (given === null) save(null);
    else if (given.ok) save(given.value);
  };
  const words = hoursWords(hours);
  const place = zone.replaceAll('_', ' ');
  return (
    <form className={css.form} onSubmit={submit} data-own-keys noValidate>
      <p className={css.quiet}>
        {words.length === 0
          ? say('Now: never, by the clock of {place}.', { place })
          : say('Now: {hours}, by the clock of {place}.', { hours: listWords(words), place })}
      </p>
      <fieldset className={css.fields} disabled={disabled}>
        <WeekFields
          legend={say('Hours of work')}
          usual={usual}
          week={week}
          errors={errors}
          setUsual={(next) => setEdited({ usual: next, week })}
          setWeek={(next) => setEdited({ usual, week: next })}
        />
      </fieldset>
      {!disabled && (
        <div>
          <Button type="submit" variant="default" loading={busy} disabled={edited === null}>
            {say('Save the hours')}
          </Button>
        </div>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </form>
  );
}
