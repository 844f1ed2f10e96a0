// The people to talk to at the lead: add, edit, remove, and which of them comes first.
import { ActionIcon, Button, Checkbox, Menu, Select, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { type Poc, pocSchema } from '#domain/poc/poc.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { checked } from '../../ui/checked.ts';
import { zoneOptions } from '../../ui/places.ts';
import { say } from '../../words/say.ts';
import { type Again, valuesIn } from './again.ts';
import { changesOf, errorsOfRefusal, orNull, useForm } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { Panel } from './panel.tsx';

export function ContactsPanel() {
  const { detail, again } = useLeadView();
  const { pocs } = detail;
  const [open, setOpen] = useState<string | null>(() => placeOf(again, pocs));
  const close = () => setOpen(null);
  const sorted = pocs.toSorted(
    (a, b) => Number(b.is_primary) - Number(a.is_primary) || (a.name < b.name ? -1 : 1),
  );
  return (
    <Panel
      title={say('Contacts')}
      actions={
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={say('Add a contact')}
          onClick={() => setOpen('new')}
        >
          {say('Add')}
        </Button>
      }
    >
      {open === 'new' && <ContactForm close={close} />}
      {sorted.length === 0 && open === null && (
        <p className={css.hint}>{say('Nobody yet. Add the person you talk to.')}</p>
      )}
      <ul className={css.contacts} aria-label={say('Contacts')}>
        {sorted.map((poc) => (
          <li key={poc.id}>
            {open === poc.id ? (
              <ContactForm poc={poc} close={close} />
            ) : (
              <Contact poc={poc} edit={() => setOpen(poc.id)} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

// Where the form for a contact that is edited again opens: in its place, or as a new one where it does not stand.
const placeOf = (again: Again | null, pocs: readonly Poc[]): string | null =>
  again?.entry.collection !== 'pocs'
    ? null
    : (pocs.find(({ id }) => id === again.entry.document_id)?.id ?? 'new');

function Contact({ poc, edit }: { poc: Poc; edit(): void }) {
  const { acts } = useReplica();
  const perform = usePerform();
  return (
    <div className={css.contact}>
      <div className={css.contactWords}>
        <span>
          <strong>{poc.name}</strong>
          {poc.is_primary && <span className={css.primary}>{say('primary')}</span>}
        </span>
        {[poc.role, poc.phone, poc.email, poc.time_zone].filter(Boolean).map((line) => (
          <span key={line} className={css.sub}>
            {line}
          </span>
        ))}
      </div>
      <Menu position="bottom-end" width={160}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={say('More about {name}', { name: poc.name })}
          >
            <IconDots size={15} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={edit}>{say('Edit')}</Menu.Item>
          {!poc.is_primary && (
            <Menu.Item onClick={() => void perform(acts.editPoc(poc.id, { is_primary: true }))}>
              {say('Make primary')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => void perform(acts.removePoc(poc.id))}>{say('Remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const FIELDS = pocSchema.pick({
  name: true,
  role: true,
  phone: true,
  email: true,
  time_zone: true,
  is_primary: true,
});

const valuesOf = (poc: Poc | undefined, first: boolean) => ({
  name: poc?.name ?? '',
  role: poc?.role ?? '',
  phone: poc?.phone ?? '',
  email: poc?.email ?? '',
  time_zone: poc?.time_zone ?? '',
  is_primary: poc?.is_primary ?? first,
});

const mineIn = (again: Again): Partial<ReturnType<typeof valuesOf>> => {
  const fields = FIELDS.partial().safeParse(valuesIn(again, Object.keys(FIELDS.shape)));
  const given = Object.entries(fields.data ?? {}).filter(([field]) => field in again.mine);
  return Object.fromEntries(given.map(([field, value]) => [field, value ?? '']));
};

function ContactForm({ poc, close }: { poc?: Poc; close(): void }) {
  const { acts } = useReplica();
  const { detail, again } = useLeadView();
  const { lead, pocs } = detail;
  const perform = usePerform();
  const own = placeOf(again, pocs) === (poc?.id ?? 'new') ? again : null;
  const form = useForm(`Contact ${poc?.id ?? 'new'}`, {
    ...valuesOf(poc, pocs.length === 0),
    ...(own ? mineIn(own) : {}),
  });
  const [opened] = useState(poc);
  const { values, errors, set } = form;
  const leave = () => {
    form.forget();
    close();
  };
  const save = async () => {
    const fields = checked(FIELDS, {
      ...values,
      name: values.name.trim(),
      role: orNull(values.role),
      phone: orNull(values.phone),
      email: orNull(values.email),
      time_zone: orNull(values.time_zone),
    });
    if (!fields.ok) return form.setErrors(fields.error);
    const act = opened
      ? acts.editPoc(opened.id, changesOf(opened, fields.value))
      : acts.addPoc({ ...fields.value, lead_id: lead.id });
    const result = await perform(own ? own.settling(act) : act);
    if (result.ok) leave();
    else form.setErrors(errorsOfRefusal(result.error));
  };
  const field = (key: 'name' | 'role' | 'phone' | 'email') => ({
    value: values[key],
    error: errors[key],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => set(key, event.currentTarget.value),
  });
  return (
    <FormFrame
      label={poc ? say('Contact {name}', { name: poc.name }) : say('New contact')}
      save={() => void save()}
      cancel={leave}
    >
      <TextInput label={say('Name')} autoFocus {...field('name')} />
      <TextInput label={say('Role')} {...field('role')} />
      <TextInput label={say('Phone')} type="tel" {...field('phone')} />
      <TextInput label={say('E-mail')} type="email" {...field('email')} />
      <Select
        label={say('Time zone')}
        placeholder={say("The lead's")}
        data={zoneOptions(values.time_zone)}
        searchable
        clearable
        limit={60}
        value={values.time_zone || null}
        error={errors['time_zone']}
        onChange={(zone) => set('time_zone', zone ?? '')}
      />
      <Checkbox
        size="xs"
        label={say('Primary contact')}
        checked={values.is_primary}
        onChange={(event) => set('is_primary', event.currentTarget.checked)}
      />
    </FormFrame>
  );
}
