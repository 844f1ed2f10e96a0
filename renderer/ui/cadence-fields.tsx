// How often a lead is called.
import { Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { say } from '../words/say.ts';
import css from './cadence-fields.module.css';
import type { CadenceValues } from './cadence-values.ts';
import type { FieldErrors } from './checked.ts';
import { DAY_NAMES, WEEKDAYS } from './hours-values.ts';

const KINDS: { value: CadenceValues['kind']; label: string }[] = [
  { value: 'usual', label: '' },
  { value: 'days', label: say('Every so many days') },
  { value: 'workdays', label: say('Every so many open days') },
  { value: 'weekdays', label: say('On weekdays') },
  { value: 'month_day', label: say('On a day of the month') },
  { value: 'none', label: say('No rhythm') },
];
const N_LABELS: Readonly<Partial<Record<CadenceValues['kind'], string>>> = {
  days: say('Days between calls (1 to 730)'),
  workdays: say('Open days between calls (1 to 60)'),
  month_day: say('Day of the month (1 to 31)'),
};

export function CadenceFields({
  values,
  errors,
  set,
  usual = say('As usual for its tier'),
  autoFocus = false,
}: {
  values: CadenceValues;
  errors: FieldErrors;
  set(values: CadenceValues): void;
  /** What it is called to have no rhythm of one's own. */
  usual?: string;
  autoFocus?: boolean;
}) {
  const change = (changes: Partial<CadenceValues>) => set({ ...values, ...changes });
  const label = N_LABELS[values.kind];
  return (
    <fieldset className={css.group}>
      <legend>{say('Rhythm')}</legend>
      <NativeSelect
        size="xs"
        aria-label={say('Rhythm of calls')}
        autoFocus={autoFocus}
        data={KINDS.map((kind) => (kind.value === 'usual' ? { ...kind, label: usual } : kind))}
        value={values.kind}
        onChange={({ currentTarget }) =>
          change({ kind: KINDS.find(({ value }) => value === currentTarget.value)?.value ?? 'usual' })
        }
      />
      {label && (
        <TextInput
          label={label}
          inputMode="numeric"
          value={values.n}
          error={errors['n']}
          onChange={(event) => change({ n: event.currentTarget.value })}
        />
      )}
      {values.kind === 'weekdays' && <WeekdayFields values={values} errors={errors} change={change} />}
    </fieldset>
  );
}

function WeekdayFields({
  values,
  errors,
  change,
}: {
  values: CadenceValues;
  errors: FieldErrors;
  change(changes: Partial<CadenceValues>): void;
}) {
  return (
    <>
      <Checkbox.Group
        aria-label={say('Weekdays')}
        value={values.days}
        error={errors['days']}
        onChange={(days) => change({ days })}
      >
        <Group gap={10}>
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              size="xs"
              value={day}
              label={DAY_NAMES[day].slice(0, 3)}
              aria-label={DAY_NAMES[day]}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <div className={css.pair}>
        <TextInput
          label={say('Every so many weeks (1 to 8)')}
          inputMode="numeric"
          value={values.every_weeks}
          error={errors['every_weeks']}
          onChange={(event) => change({ every_weeks: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('Counted from the week of')}
          value={values.anchor_on}
          error={errors['anchor_on']}
          onChange={(event) => change({ anchor_on: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
