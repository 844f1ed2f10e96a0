// Name, address, role and zone of a person.
import { NativeSelect, Select, TextInput } from '@mantine/core';
import { ROLES, type User } from '#domain/user/user.ts';
import type { FieldErrors } from '../../ui/checked.ts';
import { zoneOptions } from '../../ui/places.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { ROLE_OPTIONS } from './role-words.ts';

export type PersonValues = Pick<User, 'name' | 'email' | 'role' | 'time_zone'>;

export function PersonFields({
  values,
  errors,
  set,
  disabled = false,
  autoFocus = false,
}: {
  values: PersonValues;
  errors: FieldErrors;
  set(values: PersonValues): void;
  disabled?: boolean;
  autoFocus?: boolean;
}) {
  const change = (changes: Partial<PersonValues>) => set({ ...values, ...changes });
  return (
    <fieldset className={css.fields} disabled={disabled} style={{ paddingBottom: 0 }}>
      <TextInput
        label={say('Name')}
        autoFocus={autoFocus}
        value={values.name}
        error={errors['name']}
        autoComplete="off"
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label={say('E-mail')}
        type="email"
        value={values.email}
        error={errors['email']}
        autoComplete="off"
        onChange={({ currentTarget }) => change({ email: currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={say('Role')}
        data={[...ROLE_OPTIONS]}
        value={values.role}
        error={errors['role']}
        onChange={({ currentTarget }) =>
          change({ role: ROLES.find((role) => role === currentTarget.value) ?? 'kam' })
        }
      />
      <Select
        label={say('Time zone')}
        description={say('In which the person’s day begins and ends')}
        searchable
        allowDeselect={false}
        limit={60}
        data={zoneOptions(values.time_zone)}
        value={values.time_zone}
        error={errors['time_zone']}
        onChange={(time_zone) => change({ time_zone: time_zone ?? values.time_zone })}
      />
    </fieldset>
  );
}
