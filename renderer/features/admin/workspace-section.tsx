// What holds for the whole workspace: money, language of the mails, when a lead counts as reached, and how accounts are measured.
import { Autocomplete, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { LANGUAGES } from '#domain/language.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { plainDay } from '../../ui/day-words.ts';
import css from './admin.module.css';
import { NumberField } from './number-field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

const LANGUAGE_NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = { en: 'English', de: 'German' };
const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'DKK',
  'NOK',
  'PLN',
  'CZK',
  'INR',
  'JPY',
  'AUD',
  'CAD',
];

/** The section of Admin. */
export function WorkspaceSection() {
  const draft = useSettingsDraft('workspace', 'Workspace');
  return (
    <SettingsForm
      title="Workspace"
      intro="What holds for everybody. Every laptop hears of a change by itself."
      draft={draft}
    >
      {draft.value && <Fields draft={draft} value={draft.value} />}
    </SettingsForm>
  );
}

function Fields({ draft, value }: { draft: SettingsDraft; value: Settings }) {
  const { change, at } = draft;
  const { performance } = value;
  return (
    <>
      <div className={css.grid}>
        <Autocomplete
          size="xs"
          label="Currency"
          description="Three letters, for example EUR"
          data={CURRENCIES}
          value={value.currency}
          error={at('currency')}
          onChange={(text) => change({ currency: text.toUpperCase() })}
        />
        <NativeSelect
          size="xs"
          label="Language of the mails"
          description="To the team, and to whoever asks for no other"
          value={value.language ?? 'en'}
          data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          onChange={({ currentTarget }) =>
            change({ language: LANGUAGES.find((one) => one === currentTarget.value) ?? null })
          }
        />
      </div>
      <Checkbox
        size="xs"
        label="The first call that counts moves a pending lead to Reached out"
        checked={value.reach_out_on_first_call}
        onChange={(event) => change({ reach_out_on_first_call: event.currentTarget.checked })}
      />
      <h3>Accounts</h3>
      <div className={css.grid}>
        <NumberField
          label="Usual days between orders"
          description="Until an account shows its own rhythm"
          value={performance.default_interval_days}
          error={at('performance.default_interval_days')}
          set={(default_interval_days) => change({ performance: { ...performance, default_interval_days } })}
        />
        <NumberField
          label="Days in which a new account is new"
          description="It is judged by its orders after that"
          value={performance.activation_days}
          error={at('performance.activation_days')}
          set={(activation_days) => change({ performance: { ...performance, activation_days } })}
        />
      </div>
      <Rates draft={draft} value={value} />
    </>
  );
}

// Rates are only ever added: what was counted by one stays as it was counted.
function Rates({ draft, value }: { draft: SettingsDraft; value: Settings }) {
  const { now } = useReplica();
  const first = useRef<HTMLInputElement>(null);
  const empty = { currency: '', on: dayIn(now(), 'UTC'), rate: '' };
  const [next, setNext] = useState(empty);
  const fresh = value.rates.length - (draft.stands?.rates.length ?? 0);
  const add = () => {
    if (next.currency === '' || next.rate === '') return first.current?.focus();
    draft.change({ rates: [...value.rates, { ...next, rate: next.rate.replace(',', '.') }] });
    setNext(empty);
    first.current?.focus();
  };
  const newest = value.rates.map((rate, at) => ({ ...rate, at })).reverse();
  return (
    <>
      <h3>Rates of other currencies</h3>
      <p className={css.quiet}>
        How much one unit is worth in {value.currency}, from a day on. Rates are added and never changed, so
        that figures of the past stay as they were.
      </p>
      <div className={css.inline}>
        <TextInput
          ref={first}
          label="Currency"
          w={90}
          value={next.currency}
          maxLength={3}
          onChange={({ currentTarget }) => setNext({ ...next, currency: currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={`In ${value.currency}`}
          w={110}
          inputMode="decimal"
          value={next.rate}
          onChange={({ currentTarget }) => setNext({ ...next, rate: currentTarget.value })}
        />
        <TextInput
          type="date"
          label="From"
          value={next.on}
          onChange={({ currentTarget }) => setNext({ ...next, on: currentTarget.value })}
        />
        <Button variant="default" onClick={add}>
          Add the rate
        </Button>
      </div>
      {draft.at('rates') && <p className={css.refused}>{draft.at('rates')}</p>}
      {newest.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Currency</th>
              <th scope="col">In {value.currency}</th>
              <th scope="col">From</th>
              <th scope="col" aria-label="Acts" />
            </tr>
          </thead>
          <tbody>
            {newest.slice(0, 50).map(({ currency, rate, on, at }) => (
              <tr key={`${currency} ${on} ${at}`}>
                <td>{currency}</td>
                <td>{rate}</td>
                <td>{`${plainDay(on)} ${on.slice(0, 4)}`}</td>
                <td>
                  {at >= value.rates.length - fresh && (
                    <Button
                      variant="subtle"
                      onClick={() => draft.change({ rates: value.rates.filter((_, other) => other !== at) })}
                    >
                      Not this one
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
