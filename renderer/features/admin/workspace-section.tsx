// What holds for the whole workspace: money, language of the mails, when a lead counts as reached, and how accounts are measured.
import { Autocomplete, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { LANGUAGES } from '#domain/language.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { plainDay } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { NumberField } from './number-field.tsx';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

const LANGUAGE_NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  en: say('English'),
  de: say('German'),
};
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
  const draft = useSettingsDraft('workspace', say('Workspace'));
  return (
    <SettingsForm
      title={say('Workspace')}
      intro={say('What holds for everybody. Every laptop hears of a change by itself.')}
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
          label={say('Currency')}
          description={say('Three letters, for example EUR')}
          data={CURRENCIES}
          value={value.currency}
          error={at('currency')}
          onChange={(text) => change({ currency: text.toUpperCase() })}
        />
        <NativeSelect
          size="xs"
          label={say('Language of the mails')}
          description={say('To the team, and to whoever asks for no other')}
          value={value.language ?? 'en'}
          data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
          onChange={({ currentTarget }) =>
            change({ language: LANGUAGES.find((one) => one === currentTarget.value) ?? null })
          }
        />
      </div>
      <Checkbox
        size="xs"
        label={say('The first call that counts moves a pending lead to Reached out')}
        checked={value.reach_out_on_first_call}
        onChange={(event) => change({ reach_out_on_first_call: event.currentTarget.checked })}
      />
      <h3>{say('Accounts')}</h3>
      <div className={css.grid}>
        <NumberField
          label={say('Usual days between orders')}
          description={say('Until an account shows its own rhythm')}
          value={performance.default_interval_days}
          error={at('performance.default_interval_days')}
          set={(default_interval_days) => change({ performance: { ...performance, default_interval_days } })}
        />
        <NumberField
          label={say('Days in which a new account is new')}
          description={say('It is judged by its orders after that')}
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
      <h3>{say('Rates of other currencies')}</h3>
      <p className={css.quiet}>
        {say(
          'How much one unit is worth in {currency}, from a day on. Rates are added and never changed, so that figures of the past stay as they were.',
          { currency: value.currency },
        )}
      </p>
      <div className={css.inline}>
        <TextInput
          ref={first}
          label={say('Currency')}
          w={90}
          value={next.currency}
          maxLength={3}
          onChange={({ currentTarget }) => setNext({ ...next, currency: currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={say('In {currency}', { currency: value.currency })}
          w={110}
          inputMode="decimal"
          value={next.rate}
          onChange={({ currentTarget }) => setNext({ ...next, rate: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('From')}
          value={next.on}
          onChange={({ currentTarget }) => setNext({ ...next, on: currentTarget.value })}
        />
        <Button variant="default" onClick={add}>
          {say('Add the rate')}
        </Button>
      </div>
      {draft.at('rates') && <p className={css.refused}>{draft.at('rates')}</p>}
      {newest.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{say('Currency')}</th>
              <th scope="col">{say('In {currency}', { currency: value.currency })}</th>
              <th scope="col">{say('From')}</th>
              <th scope="col" aria-label={say('Acts')} />
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
                      {say('Not this one')}
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
