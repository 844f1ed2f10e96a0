// Who and where the lead is: read, and edited in place.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { amountWords } from '../../ui/amount.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { countryName } from '../../ui/field-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { isAgainIn, withMine } from './again.ts';
import { KindFields, PlaceFields, SortFields, textField, ValueFields } from './facts-fields.tsx';
import { FACTS_FIELDS, factsFrom, factsOf } from './facts-values.ts';
import { changesOf, errorsOfRefusal, useForm } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView, userName } from './lead-context.tsx';
import { Fact, Panel } from './panel.tsx';
import { useEditing } from './use-editing.ts';

export function FactsPanel() {
  const { again } = useLeadView();
  const edit = useEditing(isAgainIn(again, FACTS_FIELDS));
  useShortcut({
    id: 'lead.edit',
    keys: ['e'],
    label: say('Edit the facts'),
    group: say('Lead'),
    run: edit.open,
  });
  if (edit.editing) return <FactsForm close={edit.close} />;
  return (
    <Panel
      title={say('Facts')}
      actions={
        <Button
          variant="subtle"
          size="compact-xs"
          title={say('Edit (key E)')}
          autoFocus={edit.returned}
          onClick={edit.open}
        >
          {say('Edit')}
        </Button>
      }
    >
      <Facts />
    </Panel>
  );
}

function Facts() {
  const { detail, timeZone, zoneAssumed, settings, users, ownZone } = useLeadView();
  const { lead, customer } = detail;
  const person = [lead.first_name, lead.last_name].filter(Boolean).join(' ');
  const currency = lead.currency ?? settings?.currency ?? 'EUR';
  return (
    <dl className={css.facts}>
      {lead.kind === 'person' && person !== lead.name && <Fact name={say('Person')}>{person}</Fact>}
      <Fact name={say('Company')}>{lead.company}</Fact>
      <Fact name={say('Phone')}>{lead.phone && <bdi>{lead.phone}</bdi>}</Fact>
      <Fact name={say('E-mail')}>{lead.email && <bdi>{lead.email}</bdi>}</Fact>
      <Fact name={say('Address')}>{lead.address && <span className={css.lines}>{lead.address}</span>}</Fact>
      <Fact name={say('City')}>{lead.city}</Fact>
      <Fact name={say('Country')}>{lead.country && countryName(lead.country)}</Fact>
      <Fact name={say('Time zone')}>
        {timeZone}
        {zoneAssumed && <span className={css.quiet}> {say('(assumed)')}</span>}
      </Fact>
      <Fact name={say('Tags')}>{listWords(lead.tags)}</Fact>
      <Fact name={say('Source')}>{lead.source}</Fact>
      <Fact name={say('Potential')}>
        {lead.value_minor !== null && amountWords(lead.value_minor, currency)}
      </Fact>
      <Fact name={say('Assignee')}>
        {lead.assignee_id === null ? say('Nobody') : userName(users, lead.assignee_id)}
      </Fact>
      <Fact name={say('Customer since')}>{customer?.since_on}</Fact>
      {Object.entries(lead.custom).map(([name, value]) => (
        <Fact key={name} name={name}>
          {value === null ? null : String(value)}
        </Fact>
      ))}
      <Fact name={say('Added')}>
        <MomentLabel at={lead.created_at} timeZone={ownZone} />
      </Fact>
    </dl>
  );
}

function FactsForm({ close }: { close(): void }) {
  const { detail, settings, ownZone, staff, again } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const form = useForm('Facts', factsOf(withMine(detail.lead, again, FACTS_FIELDS)));
  const [opened] = useState(detail.lead);
  const currency = settings?.currency ?? 'EUR';
  const leave = () => {
    form.forget();
    close();
  };
  const save = async () => {
    const facts = factsFrom(form.values, currency);
    if (!facts.ok) return form.setErrors(facts.error);
    const changes = changesOf(opened, facts.value);
    if (Object.keys(changes).length === 0) return leave();
    const act = acts.editLead(detail.lead.id, changes);
    const result = await perform(isAgainIn(again, FACTS_FIELDS) ? again.settling(act) : act);
    if (result.ok) leave();
    else form.setErrors(errorsOfRefusal(result.error));
  };
  const assumedZone = zoneOfLead({ time_zone: null, country: form.values.country || null }, ownZone);
  return (
    <Panel title={say('Facts')}>
      <FormFrame label={say('Facts')} save={() => void save()} cancel={leave}>
        <TextInput label={say('Name')} data-autofocus autoFocus {...textField(form, 'name')} />
        <KindFields {...form} />
        <TextInput label={say('Phone')} type="tel" {...textField(form, 'phone')} />
        <TextInput label={say('E-mail')} type="email" {...textField(form, 'email')} />
        <PlaceFields {...form} assumedZone={assumedZone} />
        <SortFields {...form} staff={staff} />
        <ValueFields {...form} currency={currency} />
      </FormFrame>
    </Panel>
  );
}
