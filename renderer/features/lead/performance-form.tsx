// Sets what is expected of an account: interval, target, pauses, and a rating by hand with its reason and last day.
import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { statusWord } from '../../ui/field-words.ts';
import { say } from '../../words/say.ts';
import { changesOf, errorsOfRefusal, useForm } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import {
  type PauseText,
  type PerformanceValues,
  performanceFrom,
  performanceValuesOf,
} from './performance-values.ts';

const RATINGS = [
  { value: '', label: say('As computed') },
  ...['WELL', 'STEADY', 'WATCH', 'UNDER', 'NEW'].map((value) => ({ value, label: statusWord(value) })),
];
const UNSET = { expected_interval_days: null, monthly_target_minor: null, pauses: [], override: null };

/** `today` is the account's local day, YYYY-MM-DD. */
export function PerformanceForm({ today, close }: { today: string; close(): void }) {
  const { detail, settings } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const currency = settings?.currency ?? 'EUR';
  const [opened] = useState(detail.metric ?? UNSET);
  const form = useForm('Performance', performanceValuesOf(detail.metric, currency));
  const { values, errors, set } = form;
  const leave = () => {
    form.forget();
    close();
  };
  const save = async () => {
    const fields = performanceFrom(values, currency);
    if (!fields.ok) return form.setErrors(fields.error);
    const changes = changesOf(opened, fields.value);
    if (Object.keys(changes).length === 0) return leave();
    const result = await perform(acts.setMetric(detail.lead.id, changes));
    if (result.ok) leave();
    else form.setErrors(errorsOfRefusal(result.error));
  };
  const field = (key: Exclude<keyof PerformanceValues, 'pauses'>) => ({
    value: values[key],
    error: errors[key],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
  });
  return (
    <FormFrame label={say('Performance')} save={() => void save()} cancel={leave}>
      <TextInput
        autoFocus
        label={say('Orders expected every so many days')}
        inputMode="numeric"
        placeholder={say('from its own rhythm')}
        {...field('expected_interval_days')}
      />
      <TextInput
        label={say('Target of a month in {currency}', { currency })}
        inputMode="decimal"
        {...field('monthly_target')}
      />
      <Pauses
        pauses={values.pauses}
        error={errors['pauses']}
        today={today}
        set={(next) => set('pauses', next)}
      />
      <NativeSelect size="xs" label={say('Rating')} data={RATINGS} {...field('rating')} />
      {values.rating !== '' && (
        <>
          <Textarea label={say('Reason')} autosize minRows={1} maxRows={4} {...field('reason')} />
          <TextInput type="date" label={say('Holds through')} min={today} {...field('expires_on')} />
        </>
      )}
    </FormFrame>
  );
}

function Pauses({
  pauses,
  error,
  today,
  set,
}: {
  pauses: PauseText[];
  error: string | undefined;
  today: string;
  set(pauses: PauseText[]): void;
}) {
  const nextKey = Math.max(-1, ...pauses.map(({ key }) => key)) + 1;
  const change = (at: number, changes: Partial<PauseText>) =>
    set(pauses.map((pause, index) => (index === at ? { ...pause, ...changes } : pause)));
  return (
    <fieldset className={css.group}>
      <legend>{say('Pauses: no orders are expected')}</legend>
      {pauses.map((pause, index) => (
        <div key={pause.key} className={css.pause}>
          <TextInput
            type="date"
            aria-label={say('Pause {at}, first day', { at: index + 1 })}
            value={pause.from_on}
            onChange={(event) => change(index, { from_on: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            aria-label={say('Pause {at}, last day; empty while it is open', { at: index + 1 })}
            value={pause.to_on}
            onChange={(event) => change(index, { to_on: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('Remove pause {at}', { at: index + 1 })}
            onClick={() => set(pauses.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {error && <p className={css.error}>{error}</p>}
      <Button variant="default" onClick={() => set([...pauses, { key: nextKey, from_on: today, to_on: '' }])}>
        {say('Add a pause')}
      </Button>
    </fieldset>
  );
}
