// What is chosen for many leads, one kind of change at a time.
import { Button, Group, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { dayText, weekdayOf } from '#domain/plan/days.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { BUILT_IN_STATES } from '#domain/settings/settings.ts';
import { useDesk, useLive, useReplica } from '../../../replica/replica-context.tsx';
import { useSessionState } from '../../../session/session-context.tsx';
import { stateWord } from '../../../ui/field-words.ts';
import { oncePerVersion } from '../../../ui/once-per-version.ts';
import { say } from '../../../words/say.ts';
import { type BulkKind, type BulkValues, NOBODY } from './bulk-values.ts';

interface Props {
  values: BulkValues;
  change(changes: Partial<BulkValues>): void;
}

const CHOOSE = { value: '', label: say('Choose …'), disabled: true };

/** The fields of this kind; the first has the focus. */
export function BulkFields({ kind, ...props }: Props & { kind: BulkKind }) {
  switch (kind) {
    case 'state':
      return <StateField {...props} />;
    case 'assignee':
      return <AssigneeField {...props} />;
    case 'tags':
      return <TagFields {...props} />;
    case 'tier':
      return <TierField {...props} />;
    case 'cadence':
      return <RhythmFields {...props} />;
    case 'snooze':
      return <DayField {...props} />;
  }
}

function StateField({ values, change }: Props) {
  const states = useLive(useReplica().settings)?.states ?? BUILT_IN_STATES;
  return (
    <NativeSelect
      size="xs"
      data-autofocus
      label={say('Move to')}
      data={[CHOOSE, ...states.map(({ name }) => ({ value: name, label: stateWord(name) }))]}
      value={values.state}
      onChange={(event) => change({ state: event.currentTarget.value })}
    />
  );
}

function AssigneeField({ values, change }: Props) {
  const users = useLive(useReplica().users).filter(({ is_active }) => is_active);
  const people = users.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <NativeSelect
      size="xs"
      data-autofocus
      label={say('Give to')}
      data={[CHOOSE, ...people, { value: NOBODY, label: say('Nobody') }]}
      value={values.assignee}
      onChange={(event) => change({ assignee: event.currentTarget.value })}
    />
  );
}

function TagFields({ values, change }: Props) {
  const { tags } = useDesk(useMemo(() => oncePerVersion((desk) => desk.facets()), []));
  const common = { size: 'xs', data: tags, limit: 30, comboboxProps: { withinPortal: true } } as const;
  return (
    <>
      <TagsInput
        {...common}
        data-autofocus
        label={say('Tags to add')}
        value={values.add}
        onChange={(add) => change({ add })}
      />
      <TagsInput
        {...common}
        label={say('Tags to remove')}
        value={values.remove}
        onChange={(remove) => change({ remove })}
      />
    </>
  );
}

function TierField({ values, change }: Props) {
  const tiers = ['A', 'B', 'C'].map((value) => ({ value, label: say('Tier {value}', { value }) }));
  return (
    <NativeSelect
      size="xs"
      data-autofocus
      label={say('Tier')}
      data={[CHOOSE, ...tiers, { value: NOBODY, label: say('No tier') }]}
      value={values.tier}
      onChange={(event) => change({ tier: event.currentTarget.value })}
    />
  );
}

const RHYTHMS: { value: BulkValues['rhythm']; label: string; n?: string }[] = [
  { value: 'usual', label: say('As usual for the tier') },
  { value: 'days', label: say('Every so many days'), n: say('Days between calls (1 to 730)') },
  { value: 'workdays', label: say('Every so many open days'), n: say('Open days between calls (1 to 60)') },
  { value: 'month_day', label: say('On a day of the month'), n: say('Day of the month (1 to 31)') },
  { value: 'none', label: say('No rhythm') },
];

function RhythmFields({ values, change }: Props) {
  const chosen = RHYTHMS.find(({ value }) => value === values.rhythm);
  return (
    <>
      <NativeSelect
        size="xs"
        data-autofocus
        label={say('Rhythm of calls')}
        data={[CHOOSE, ...RHYTHMS.map(({ value, label }) => ({ value, label }))]}
        value={values.rhythm}
        onChange={({ currentTarget }) =>
          change({ rhythm: RHYTHMS.find(({ value }) => value === currentTarget.value)?.value ?? '' })
        }
      />
      {chosen?.n && (
        <TextInput
          label={chosen.n}
          inputMode="numeric"
          value={values.n}
          onChange={(event) => change({ n: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function DayField({ values, change }: Props) {
  const { now } = useReplica();
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const today = zoneOf(zone).dayOf(Date.parse(now()));
  const quick = [
    { label: say('Tomorrow'), day: today + 1 },
    { label: say('Next week'), day: today + 8 - weekdayOf(today) },
    { label: say('In two weeks'), day: today + 14 },
  ];
  return (
    <>
      <TextInput
        type="date"
        label={say('Until')}
        data-autofocus
        min={dayText(today + 1)}
        value={values.on}
        onChange={(event) => change({ on: event.currentTarget.value })}
      />
      <Group gap={6}>
        {quick.map(({ label, day }) => (
          <Button key={label} variant="default" onClick={() => change({ on: dayText(day) })}>
            {label}
          </Button>
        ))}
      </Group>
    </>
  );
}
