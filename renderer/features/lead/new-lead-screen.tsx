// Adds a lead: name, Tab, phone, Enter. The rest may wait; whatever is typed is kept until it is saved.
import { Button, TextInput } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useDraft } from '../../replica/drafts.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useStaff } from '../../session/use-staff.ts';
import { CadenceFields } from '../../ui/cadence-fields.tsx';
import type { FieldErrors } from '../../ui/checked.ts';
import { countryName } from '../../ui/field-words.ts';
import { countryOfPhone } from '../../ui/places.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import { useAgain } from './again.ts';
import { KindFields, PlaceFields, SortFields, textField, ValueFields } from './facts-fields.tsx';
import type { FactsValues } from './facts-values.ts';
import { errorsOfRefusal } from './form.ts';
import { hasOpenList } from './form-frame.tsx';
import css from './lead.module.css';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import {
  EMPTY_NEW_LEAD,
  leadFormFrom,
  type NewLeadValues,
  newLeadAgain,
  newLeadSchema,
} from './new-lead-values.ts';

/** The screen of its route. */
export function NewLeadScreen() {
  const form = useNewLead();
  const { values, errors, change } = form;
  const user = useSessionState((state) => state.user);
  const staff = useStaff();
  const settings = useLive(useReplica().settings);
  const fields = {
    values: values.facts,
    errors,
    set: <Key extends keyof FactsValues>(key: Key, value: FactsValues[Key]) =>
      change({ facts: { ...values.facts, [key]: value } }, key),
  };
  const fromPhone = values.facts.country === '' ? countryOfPhone(values.facts.phone) : null;
  const country = values.facts.country || fromPhone;
  const assumedZone = zoneOfLead({ time_zone: null, country }, user?.time_zone);
  const currency = settings?.currency ?? 'EUR';
  return (
    <ScreenFrame
      title={say('New lead')}
      summary={form.restored ? say('What you had typed is still here') : null}
    >
      <div className={css.page}>
        <form
          className={css.newLead}
          aria-label={say('New lead')}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
          {...keysOf(form)}
        >
          <div className={css.essential}>
            <TextInput size="sm" label={say('Name')} autoFocus {...textField(fields, 'name')} />
            <TextInput
              size="sm"
              label={say('Phone')}
              type="tel"
              description={
                fromPhone && say('{countryName}, by its number', { countryName: countryName(fromPhone) })
              }
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...textField(fields, 'phone')}
            />
          </div>
          <LikelyDuplicates facts={values.facts} />
          <div className={css.inline}>
            <Button type="submit" size="sm" title="Enter">
              {say('Save')}
            </Button>
            <Button size="sm" variant="default" onClick={form.leave} title="Esc">
              {say('Later')}
            </Button>
            {form.dirty && (
              <Button size="sm" variant="subtle" color="gray" onClick={form.discard}>
                {say('Start over')}
              </Button>
            )}
          </div>
          <h2 className={css.optional}>{say('May be filled in later')}</h2>
          <div className={css.twoColumns}>
            <div className={css.form}>
              <KindFields {...fields} />
              <TextInput label={say('E-mail')} type="email" {...textField(fields, 'email')} />
              <PlaceFields {...fields} assumedZone={assumedZone} />
            </div>
            <div className={css.form}>
              <SortFields {...fields} staff={staff} />
              <ValueFields {...fields} currency={currency} />
              <CadenceFields
                values={values.cadence}
                errors={errors}
                set={(cadence) => change({ cadence }, 'n')}
              />
            </div>
          </div>
        </form>
      </div>
    </ScreenFrame>
  );
}

function useNewLead() {
  const { acts, settings } = useReplica();
  const currency = useLive(settings)?.currency ?? 'EUR';
  const navigate = useNavigate();
  const perform = usePerform();
  // What is edited again stays what it was when the screen was opened.
  const [again] = useState(useAgain());
  const [start] = useState(() => (again ? newLeadAgain(again) : EMPTY_NEW_LEAD));
  const { draft, write, clear, restored } = useDraft(
    again ? `new-lead:${again.entry.id}` : 'new-lead',
    start,
    newLeadSchema,
  );
  const [errors, setErrors] = useState<FieldErrors>({});
  const { history } = useRouter();
  // Back to the work that was interrupted.
  const leave = () => (history.canGoBack() ? history.back() : void navigate({ to: '/leads' }));
  useShortcut({
    id: 'new-lead.leave',
    keys: ['Escape'],
    label: say('Leave'),
    group: say('New lead'),
    run: leave,
  });
  const save = async () => {
    const form = leadFormFrom(draft, currency);
    if (!form.ok) return setErrors(form.error);
    const open = ({ lead_id }: { lead_id: string }) =>
      void navigate({ to: '/leads/$id', params: { id: lead_id } });
    const result = await perform(
      again ? again.settling(acts.addLead(form.value)) : acts.addLead(form.value),
      open,
    );
    if (!result.ok) return setErrors(errorsOfRefusal(result.error));
    clear();
    leave();
  };
  useFirstWrong(errors);
  return {
    values: draft,
    errors,
    restored,
    dirty: JSON.stringify(draft) !== JSON.stringify(start),
    change: (changes: Partial<NewLeadValues>, settled: string) => {
      write({ ...draft, ...changes });
      setErrors(({ [settled]: _settled, ...others }) => others);
    },
    save,
    leave,
    discard: () => {
      clear();
      setErrors({});
    },
  };
}

// The person goes on where something is missing.
function useFirstWrong(errors: FieldErrors): void {
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  }, [errors]);
}

// Before the fields see them: a list of choices that is open keeps Esc for itself.
const keysOf = ({ save, leave }: { save(): Promise<void>; leave(): void }) => ({
  onKeyDownCapture: (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && !hasOpenList(event.target)) leave();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
});
