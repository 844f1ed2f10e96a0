// Who gets a new lead: rules from top to bottom, the first that fits counts, and what becomes of all others.
import { Autocomplete, MultiSelect, NativeSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { type AssignmentRule, WAYS_TO_DEAL } from '#domain/lead/assignment-rule.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { countryOptions } from '../../ui/places.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { OrderedRows } from './ordered-rows.tsx';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

const WAYS: Readonly<Record<(typeof WAYS_TO_DEAL)[number], string>> = {
  round_robin: say('whoever has waited longest'),
  least_loaded: say('whoever has the fewest open leads'),
};

/** The section of Admin. */
export function RulesSection() {
  const draft = useSettingsDraft('rules', say('Assignment'));
  return (
    <SettingsForm
      title={say('Assignment')}
      intro={say(
        'Who gets a new lead that nobody has: the first rule that fits, from top to bottom. What is left empty fits every lead.',
      )}
      draft={draft}
    >
      {draft.value && <Rules draft={draft} value={draft.value} />}
    </SettingsForm>
  );
}

function Rules({ draft, value }: { draft: SettingsDraft; value: Settings }) {
  const facets = useDesk(useMemo(() => oncePerVersion((desk) => desk.facets()), []));
  return (
    <>
      <OrderedRows<AssignmentRule>
        label={say('Rules')}
        items={value.assignment_rules ?? []}
        set={(rules) => draft.change({ assignment_rules: rules.length > 0 ? rules : null })}
        nameOf={(_, at) => say('rule {at}', { at: at + 1 })}
        addLabel={say('Add a rule')}
        add={() => ({ source: null, country: null, city: null, to: null, by: 'round_robin' })}
        empty={say('There are no rules: what is chosen below holds for every lead.')}
        disabled={!draft.mayChange}
        fields={(rule, change, at) => (
          <>
            <Autocomplete
              size="xs"
              label={say('From the source')}
              placeholder={say('any')}
              data={facets.sources}
              value={rule.source ?? ''}
              error={draft.at(`assignment_rules.${at}.source`)}
              onChange={(source) => change({ source: source || null })}
            />
            <Select
              label={say('In the country')}
              placeholder={say('any')}
              searchable
              clearable
              data={countryOptions()}
              value={rule.country}
              onChange={(country) => change({ country })}
            />
            <TextInput
              label={say('In the city')}
              placeholder={say('any')}
              value={rule.city ?? ''}
              error={draft.at(`assignment_rules.${at}.city`)}
              onChange={({ currentTarget }) => change({ city: currentTarget.value || null })}
            />
            <Takers to={rule.to} set={(to) => change({ to })} error={draft.at(`assignment_rules.${at}.to`)} />
            <NativeSelect
              size="xs"
              label={say('Of these it goes to')}
              data={WAYS_TO_DEAL.map((way) => ({ value: way, label: WAYS[way] }))}
              value={rule.by}
              onChange={({ currentTarget }) =>
                change({ by: WAYS_TO_DEAL.find((way) => way === currentTarget.value) ?? 'round_robin' })
              }
            />
          </>
        )}
      />
      <h3>{say('Every other new lead')}</h3>
      <SegmentedControl
        size="xs"
        aria-label={say('Every other new lead')}
        disabled={!draft.mayChange}
        data={[
          { value: 'none', label: say('Stays open') },
          { value: 'round_robin', label: say('Goes to the KAM who has waited longest') },
        ]}
        value={value.assignment_rule}
        onChange={(rule) => draft.change({ assignment_rule: rule === 'none' ? 'none' : 'round_robin' })}
        style={{ alignSelf: 'flex-start' }}
      />
    </>
  );
}

function Takers({
  to,
  set,
  error,
}: {
  to: string[] | null;
  set(to: string[] | null): void;
  error: string | undefined;
}) {
  const people = useLive(useReplica().users);
  const options = people
    .filter(({ id, is_active }) => is_active || to?.includes(id))
    .map(({ id, name, is_active }) => ({
      value: id,
      label: is_active ? name : say('{name} (not active)', { name }),
    }));
  return (
    <MultiSelect
      size="xs"
      className={css.wide}
      label={say('People who take them')}
      placeholder={to === null ? say('every active KAM') : ''}
      data={options}
      value={to ?? []}
      error={error}
      onChange={(ids) => set(ids.length > 0 ? ids : null)}
    />
  );
}
