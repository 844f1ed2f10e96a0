// How soon a new lead is promised an answer, by where it came from and how much it matters, and who is reminded when.
import { Autocomplete, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { TIERS } from '#domain/lead/lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { SlaRule } from '#domain/sla/sla-rule.ts';
import { useDesk } from '../../replica/replica-context.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { minuteWords } from './minute-words.ts';
import { NumberField } from './number-field.tsx';
import { OrderedRows } from './ordered-rows.tsx';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

const COUNTS = [
  { value: 'wall_clock', label: say('all minutes') },
  { value: 'working_hours', label: say('minutes in which the lead is open') },
] as const;

/** The section of Admin. */
export function SlaSection() {
  const draft = useSettingsDraft('sla', say('First answer'));
  return (
    <SettingsForm
      title={say('First answer')}
      intro={say(
        'How soon whoever gets in touch is promised an answer. Whoever works the lead is reminded before, and everybody concerned is told when it was missed.',
      )}
      draft={draft}
    >
      {draft.value && <Deadlines draft={draft} value={draft.value} />}
    </SettingsForm>
  );
}

function Deadlines({ draft, value }: { draft: SettingsDraft; value: Settings }) {
  const facets = useDesk(useMemo(() => oncePerVersion((desk) => desk.facets()), []));
  return (
    <>
      <div className={css.grid}>
        <NumberField
          label={say('Minutes until the answer')}
          description={minuteWords(value.sla_minutes)}
          value={value.sla_minutes}
          error={draft.at('sla_minutes')}
          set={(sla_minutes) => draft.change({ sla_minutes })}
        />
        <NumberField
          label={say('Minutes before, for the reminder')}
          description={minuteWords(value.sla_reminder_minutes)}
          value={value.sla_reminder_minutes}
          error={draft.at('sla_reminder_minutes')}
          set={(sla_reminder_minutes) => draft.change({ sla_reminder_minutes })}
        />
      </div>
      <h3>{say('It is met by')}</h3>
      <SegmentedControl
        size="xs"
        aria-label={say('It is met by')}
        disabled={!draft.mayChange}
        data={[
          { value: 'attempt', label: say('The first attempt') },
          { value: 'contact', label: say('The first contact') },
        ]}
        value={value.sla_met_by}
        onChange={(by) => draft.change({ sla_met_by: by === 'contact' ? 'contact' : 'attempt' })}
        style={{ alignSelf: 'flex-start' }}
      />
      <h3>{say('Other deadlines')}</h3>
      <p className={css.quiet}>{say('The first that fits counts, from top to bottom.')}</p>
      <OrderedRows<SlaRule>
        label={say('Other deadlines')}
        items={value.sla_rules ?? []}
        set={(rules) => draft.change({ sla_rules: rules.length > 0 ? rules : null })}
        nameOf={(_, at) => say('deadline {at}', { at: at + 1 })}
        addLabel={say('Add a deadline')}
        add={() => ({ source: null, tier: null, minutes: 60, count: 'wall_clock' })}
        empty={say('There are none: the minutes above hold for every lead.')}
        disabled={!draft.mayChange}
        fields={(rule, change, at) => (
          <>
            <Autocomplete
              size="xs"
              label={say('From the source')}
              placeholder={say('any')}
              data={facets.sources}
              value={rule.source ?? ''}
              error={draft.at(`sla_rules.${at}.source`)}
              onChange={(source) => change({ source: source || null })}
            />
            <NativeSelect
              size="xs"
              label={say('Tier')}
              data={[{ value: '', label: say('any') }, ...TIERS]}
              value={rule.tier ?? ''}
              onChange={({ currentTarget }) =>
                change({ tier: TIERS.find((tier) => tier === currentTarget.value) ?? null })
              }
            />
            <NumberField
              label={say('Minutes')}
              value={rule.minutes}
              error={draft.at(`sla_rules.${at}.minutes`)}
              set={(minutes) => change({ minutes })}
            />
            <NativeSelect
              size="xs"
              label={say('What counts')}
              data={[...COUNTS]}
              value={rule.count}
              onChange={({ currentTarget }) =>
                change({ count: currentTarget.value === 'working_hours' ? 'working_hours' : 'wall_clock' })
              }
            />
          </>
        )}
      />
    </>
  );
}
