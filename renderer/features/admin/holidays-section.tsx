// Days on which a country is closed: nobody is called there, and no answer is due.
import { Button, Pill, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { plainDay } from '../../ui/day-words.ts';
import { countryName } from '../../ui/field-words.ts';
import { countryOptions } from '../../ui/places.ts';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { daysFromText } from './days-from-text.ts';
import { SettingsForm } from './settings-form.tsx';
import { type SettingsDraft, useSettingsDraft } from './use-settings-draft.ts';

/** The section of Admin. */
export function HolidaysSection() {
  const draft = useSettingsDraft('holidays', say('Holidays'));
  return (
    <SettingsForm
      title={say('Holidays')}
      intro={say(
        'Days on which a country is closed. Leads there are not called on them, and minutes in which a lead is open do not run.',
      )}
      draft={draft}
    >
      {draft.value && <Countries draft={draft} value={draft.value} />}
    </SettingsForm>
  );
}

function Countries({ draft, value }: { draft: SettingsDraft; value: Settings }) {
  const { holidays } = value;
  const known = Object.keys(holidays).sort((a, b) => (countryName(a) < countryName(b) ? -1 : 1));
  const [opened, setOpened] = useState<string | null>(null);
  const country = opened ?? known[0] ?? null;
  const set = (days: readonly string[]) => {
    if (country === null) return;
    const { [country]: _, ...others } = holidays;
    draft.change({ holidays: days.length > 0 ? { ...others, [country]: [...days] } : others });
  };
  const counted = (code: string) => {
    const count = holidays[code]?.length ?? 0;
    return count > 0 ? `${countryName(code)} (${count})` : countryName(code);
  };
  const rest = countryOptions().filter(({ value: code }) => !known.includes(code));
  return (
    <>
      <Select
        label={say('Country')}
        searchable
        allowDeselect={false}
        limit={300}
        maw={300}
        placeholder={say('Choose a country')}
        data={[
          {
            group: say('With holidays'),
            items: known.map((code) => ({ value: code, label: counted(code) })),
          },
          { group: say('All others'), items: rest },
        ]}
        value={country}
        onChange={setOpened}
      />
      {draft.at('holidays') && <p className={css.refused}>{draft.at('holidays')}</p>}
      {country === null ? (
        <p className={css.quiet}>{say('No country has holidays yet: on every weekday leads are called.')}</p>
      ) : (
        <Days
          key={country}
          days={holidays[country] ?? []}
          set={set}
          name={countryName(country)}
          disabled={!draft.mayChange}
        />
      )}
    </>
  );
}

function Days(props: {
  days: readonly string[];
  set(days: readonly string[]): void;
  name: string;
  disabled: boolean;
}) {
  const { days, set, name } = props;
  const { now } = useReplica();
  const thisYear = dayIn(now(), 'UTC').slice(0, 4);
  const years = [...new Set([thisYear, ...days.map((day) => day.slice(0, 4))])].sort();
  const [year, setYear] = useState(thisYear);
  const [text, setText] = useState('');
  const { days: read, unknown } = daysFromText(text);
  const add = () => {
    set([...new Set([...days, ...read])].sort());
    setText(unknown.join(' '));
    const [first] = read;
    if (first !== undefined) setYear(first.slice(0, 4));
  };
  const shown = days.filter((day) => day.startsWith(year));
  return (
    <>
      <Textarea
        label={say('Add days for {name}', { name })}
        description={say('One or many: 2026-12-25, 26.12.2026; or a list pasted from elsewhere')}
        autosize
        minRows={2}
        maxRows={6}
        maw={420}
        value={text}
        error={unknown.length > 0 && say('Not a day: {list}', { list: unknown.slice(0, 5).join(', ') })}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div>
        <Button variant="default" disabled={read.length === 0} onClick={add}>
          {read.length > 1 ? say('Add {length} days', { length: read.length }) : say('Add the day')}
        </Button>
      </div>
      {years.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={say('Year')}
          data={years}
          value={year}
          onChange={setYear}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {shown.length === 0 ? (
        <p className={css.quiet}>{say('{name} has no holidays in {year}.', { name, year })}</p>
      ) : (
        <Pill.Group gap={6} role="list" aria-label={say('Holidays of {name} in {year}', { name, year })}>
          {shown.map((day) => (
            <Pill
              key={day}
              role="listitem"
              size="md"
              withRemoveButton={!props.disabled}
              removeButtonProps={{
                'aria-label': say('Remove {day}', { day }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => set(days.filter((other) => other !== day))}
            >
              {plainDay(day)}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </>
  );
}
