// When and how often the lead is called: rhythm, hours, closed days, and whether it may be called at all.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Lead } from '#domain/lead/lead.ts';
import { dayText, weekdayOf } from '#domain/plan/days.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { CadenceFields } from '../../ui/cadence-fields.tsx';
import { hoursWords } from '../../ui/hours-values.ts';
import { useClock } from '../../ui/now.tsx';
import { WeekFields } from '../../ui/week-fields.tsx';
import { cadenceWords, listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { isAgainIn, withMine } from './again.ts';
import { CALLING_FIELDS, callingFrom, callingOf } from './calling-values.ts';
import { ClosedDates } from './closed-dates.tsx';
import { changesOf, errorsOfRefusal, useForm } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { Fact, Panel } from './panel.tsx';
import { useEditing } from './use-editing.ts';

export function CallingPanel() {
  const { detail, settings, again } = useLeadView();
  const edit = useEditing(isAgainIn(again, CALLING_FIELDS));
  const { lead } = detail;
  if (edit.editing) return <CallingForm close={edit.close} />;
  const defaults = settings?.cadence_defaults;
  const usual = (lead.tier === null ? null : defaults?.[lead.tier]) ?? defaults?.default ?? { kind: 'none' };
  return (
    <Panel
      title={say('Calling')}
      actions={
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={say('Edit calling')}
          autoFocus={edit.returned}
          onClick={edit.open}
        >
          {say('Edit')}
        </Button>
      }
    >
      <dl className={css.facts}>
        {lead.do_not_call && <Fact name={say('Calls')}>{say('Asked not to be called')}</Fact>}
        <Fact name={say('Rhythm')}>
          {cadenceWords(lead.cadence ?? usual)}
          {lead.cadence === null && <span className={css.quiet}> {say('(as usual)')}</span>}
        </Fact>
        <Fact name={say('Hours')}>
          <HoursWords lead={lead} />
        </Fact>
        <Fact name={say('Closed on')}>{listWords(lead.closed_dates)}</Fact>
        <Fact name={say('Take up again')}>{lead.revive_on}</Fact>
      </dl>
    </Panel>
  );
}

function HoursWords({ lead }: { lead: Pick<Lead, 'call_hours'> }) {
  const words = hoursWords(lead.call_hours);
  if (words.length === 0) return say('Never open');
  return words.map((line) => (
    <span key={line} className={css.block}>
      {line}
    </span>
  ));
}

function CallingForm({ close }: { close(): void }) {
  const { detail, timeZone, again } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const today = zoneOf(timeZone).dayOf(Date.parse(useClock()()));
  const [opened] = useState(detail.lead);
  const shown = withMine(opened, again, CALLING_FIELDS);
  const form = useForm('Calling', callingOf(shown, dayText(today - weekdayOf(today) + 1)));
  const { values, errors, set } = form;
  const leave = () => {
    form.forget();
    close();
  };
  const save = async () => {
    const calling = callingFrom(values);
    if (!calling.ok) return form.setErrors(calling.error);
    const changes = changesOf(opened, calling.value);
    if (Object.keys(changes).length === 0) return leave();
    const act = acts.editLead(opened.id, changes);
    const result = await perform(isAgainIn(again, CALLING_FIELDS) ? again.settling(act) : act);
    if (result.ok) leave();
    else form.setErrors(errorsOfRefusal(result.error));
  };
  return (
    <Panel title={say('Calling')}>
      <FormFrame label={say('Calling')} save={() => void save()} cancel={leave}>
        <CadenceFields
          autoFocus
          values={values.cadence}
          errors={errors}
          set={(cadence) => set('cadence', cadence)}
        />
        <WeekFields
          legend={say('Call hours')}
          usual={values.usual_hours}
          week={values.week}
          errors={errors}
          setUsual={(usual) => set('usual_hours', usual)}
          setWeek={(week) => set('week', week)}
        />
        <ClosedDates days={values.closed_dates} setDays={(days) => set('closed_dates', days)} />
        <Checkbox
          size="xs"
          label={say('Do not call')}
          description={say('Nothing is due, and dialling is blocked.')}
          checked={values.do_not_call}
          onChange={(event) => set('do_not_call', event.currentTarget.checked)}
        />
        <TextInput
          type="date"
          label={say('Take up again on')}
          description={say('For a lost lead: it is due from that day.')}
          value={values.revive_on}
          error={errors['revive_on']}
          onChange={(event) => set('revive_on', event.currentTarget.value)}
        />
      </FormFrame>
    </Panel>
  );
}
