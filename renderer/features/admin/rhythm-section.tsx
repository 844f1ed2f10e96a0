// How often leads are called that have no rhythm of their own, by tier.
import { useState } from 'react';
import type { Settings } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { CadenceFields } from '../../ui/cadence-fields.tsx';
import { type CadenceValues, cadenceFrom, cadenceValuesOf } from '../../ui/cadence-values.ts';
import type { FieldErrors } from '../../ui/checked.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

const TIERS = { A: say('Tier A'), B: say('Tier B'), C: say('Tier C'), default: say('No tier') } as const;
type Tier = keyof typeof TIERS;

/** The section of Admin. */
export function RhythmSection() {
  const draft = useSettingsDraft('rhythm', say('Call rhythm'));
  const [round, setRound] = useState(0);
  const discard = () => {
    draft.discard();
    setRound(round + 1);
  };
  return (
    <SettingsForm
      title={say('Call rhythm')}
      intro={say(
        'How often a lead is called that has no rhythm of its own. A lead without a tier, and a tier without a rhythm, follow the last one.',
      )}
      draft={{ ...draft, discard }}
    >
      {draft.value && (
        <div className={css.grid} key={`${round} ${draft.stands?.write_id}`}>
          {(Object.keys(TIERS) as Tier[]).map((tier) => (
            <TierRhythm key={tier} tier={tier} draft={draft} value={draft.value as Settings} />
          ))}
        </div>
      )}
    </SettingsForm>
  );
}

// What is typed stays as it is typed; the draft has it once it is a rhythm.
function TierRhythm({ tier, draft, value }: { tier: Tier; draft: SettingsDraft; value: Settings }) {
  const { now } = useReplica();
  const [values, setValues] = useState(() =>
    cadenceValuesOf(value.cadence_defaults[tier], mondayOf(dayIn(now(), 'UTC'))),
  );
  const [errors, setErrors] = useState<FieldErrors>({});
  const set = (next: CadenceValues) => {
    setValues(next);
    const cadence = cadenceFrom(next);
    setErrors(cadence.ok ? {} : cadence.error);
    if (cadence.ok) draft.change({ cadence_defaults: { ...value.cadence_defaults, [tier]: cadence.value } });
  };
  return (
    <section className={css.card} aria-label={TIERS[tier]}>
      <h3>{TIERS[tier]}</h3>
      <CadenceFields
        values={values}
        errors={errors}
        set={set}
        usual={tier === 'default' ? say('Not set: no rhythm') : say('As without a tier')}
      />
    </section>
  );
}

const mondayOf = (day: string): string => {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
};
