// The fields of a lead's facts, for adding one and for editing one.
import { Autocomplete, NativeSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import type { FieldErrors } from '../../ui/checked.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { countryOptions, zoneOptions } from '../../ui/places.ts';
import { say } from '../../words/say.ts';
import type { FactsValues } from './facts-values.ts';
import css from './lead.module.css';

export interface FactsFieldsProps {
  values: FactsValues;
  errors: FieldErrors;
  set<Key extends keyof FactsValues>(key: Key, value: FactsValues[Key]): void;
}

type TextKey = {
  [Key in keyof FactsValues]: FactsValues[Key] extends string ? Key : never;
}[keyof FactsValues];

/** What a text field needs, by its key. */
export const textField = ({ values, errors, set }: FactsFieldsProps, key: Exclude<TextKey, 'kind'>) => ({
  value: values[key],
  error: errors[key],
  spellCheck: false,
  autoComplete: 'off',
  onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
});

const KINDS = [
  { value: 'organization', label: say('Organisation') },
  { value: 'person', label: say('Person') },
];
const TIERS = [
  { value: '', label: say('None') },
  { value: 'A', label: 'A' },
  { value: 'B', label: 'B' },
  { value: 'C', label: 'C' },
];

/** Organisation or person; a person has a first and a last name of its own. */
export function KindFields(props: FactsFieldsProps) {
  const { values, set } = props;
  return (
    <>
      <NativeSelect
        size="xs"
        label={say('Kind')}
        data={KINDS}
        value={values.kind}
        onChange={(event) => set('kind', event.currentTarget.value === 'person' ? 'person' : 'organization')}
      />
      {values.kind === 'person' && (
        <div className={css.pair}>
          <TextInput label={say('First name')} {...textField(props, 'first_name')} />
          <TextInput label={say('Last name')} {...textField(props, 'last_name')} />
        </div>
      )}
      <TextInput label={say('Company')} {...textField(props, 'company')} />
    </>
  );
}

/** Street, city, country and zone. `assumedZone` is what holds while nobody has chosen one. */
export function PlaceFields({ assumedZone, ...props }: FactsFieldsProps & { assumedZone: string }) {
  const { values, errors, set } = props;
  const cities = useFacets().cities;
  return (
    <>
      <Textarea label={say('Address')} autosize minRows={1} maxRows={4} {...textField(props, 'address')} />
      <div className={css.pair}>
        <Autocomplete
          size="xs"
          label={say('City')}
          data={cities}
          limit={8}
          value={values.city}
          error={errors['city']}
          onChange={(city) => set('city', city)}
        />
        <Select
          label={say('Country')}
          data={countryOptions()}
          searchable
          clearable
          value={values.country || null}
          error={errors['country']}
          onChange={(country) => set('country', country ?? '')}
        />
      </div>
      <Select
        label={say('Time zone')}
        data={zoneOptions(values.time_zone)}
        searchable
        clearable
        limit={60}
        placeholder={say('{assumedZone} (assumed)', { assumedZone })}
        value={values.time_zone || null}
        error={errors['time_zone']}
        onChange={(zone) => set('time_zone', zone ?? '')}
      />
    </>
  );
}

/** Tier, tags, source, and for staff the assignee. */
export function SortFields({ staff, ...props }: FactsFieldsProps & { staff: boolean }) {
  const { values, errors, set } = props;
  const { tags, sources } = useFacets();
  const people = useLive(useReplica().users).filter(
    (user) => user.is_active || user.id === values.assignee_id,
  );
  return (
    <>
      <TagsInput
        size="xs"
        label={say('Tags')}
        data={tags}
        value={values.tags}
        error={errors['tags']}
        onChange={(next) => set('tags', next)}
      />
      <div className={css.pair}>
        <NativeSelect
          size="xs"
          label={say('Tier')}
          data={TIERS}
          value={values.tier}
          onChange={(event) => set('tier', event.currentTarget.value)}
        />
        <Autocomplete
          size="xs"
          label={say('Source')}
          data={sources}
          value={values.source}
          error={errors['source']}
          onChange={(source) => set('source', source)}
        />
      </div>
      {staff && (
        <Select
          label={say('Assignee')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          placeholder={say('Nobody')}
          value={values.assignee_id || null}
          error={errors['assignee_id']}
          onChange={(id) => set('assignee_id', id ?? '')}
        />
      )}
    </>
  );
}

/** What the account may be worth. */
export function ValueFields({ currency, ...props }: FactsFieldsProps & { currency: string }) {
  return (
    <div className={css.pair}>
      <TextInput label={say('Potential')} inputMode="decimal" {...textField(props, 'value')} />
      <TextInput
        label={say('Currency')}
        placeholder={currency}
        maxLength={3}
        {...textField(props, 'currency')}
      />
    </div>
  );
}

const useFacets = () => useDesk(useMemo(() => oncePerVersion((desk) => desk.facets()), []));
