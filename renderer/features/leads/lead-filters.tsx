// The line above the list: the search field, one menu per filter, and the way back to all leads.
import { Button } from '@mantine/core';
import { type RefObject, useMemo } from 'react';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { BUCKET_WORDS } from '../../ui/due-words.ts';
import { stateWord } from '../../ui/field-words.ts';
import { FilterMenu, type FilterOption } from '../../ui/filter-menu.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { say } from '../../words/say.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { Column } from './lead-columns.ts';
import css from './leads.module.css';
import { BUCKETS, type FilterKey, isNarrowed, ME, NONE, SLA_STATES } from './leads-search.ts';
import { SortMenu } from './sort-menu.tsx';
import type { LeadsPlace } from './use-leads-place.ts';

const SLA_WORDS: Readonly<Record<(typeof SLA_STATES)[number], string>> = {
  breached: say('Late and open'),
  due_soon: say('Due soon'),
  running: say('Running'),
  met_late: say('Answered late'),
  met: say('Answered in time'),
};
const TIERS: FilterOption[] = [
  ...['A', 'B', 'C'].map((value) => ({ value, label: say('Tier {value}', { value }) })),
  { value: NONE, label: say('No tier') },
];
const DUE: FilterOption[] = BUCKETS.map((value) => ({ value, label: BUCKET_WORDS[value] }));
const SLAS: FilterOption[] = SLA_STATES.map((value) => ({ value, label: SLA_WORDS[value] }));

export interface LeadFiltersProps {
  field: RefObject<HTMLInputElement | null>;
  place: LeadsPlace;
  staff: boolean;
  /** All that there are. */
  columns: readonly Column[];
}

export function LeadFilters({ field, place, staff, columns }: LeadFiltersProps) {
  const { text, write, search, choose, clear } = place;
  const menus = useFilterOptions(staff);
  return (
    <search className={css.filters} aria-label={say('Find leads')}>
      <SearchField
        field={field}
        label={say('Search leads')}
        placeholder={say('Name, phone, city, contact, e-mail')}
        className={css.search}
        text={text}
        write={write}
      />
      {menus.map(({ key, label, options }) => (
        <FilterMenu
          key={key}
          label={label}
          options={options}
          chosen={search[key] ?? []}
          choose={(values) => choose(key, values)}
        />
      ))}
      {search.as === 'board' && (
        <SortMenu columns={columns} sort={search.sort} descending={search.desc} sortBy={place.sortBy} />
      )}
      {isNarrowed({ ...search, q: text || undefined }) && (
        <Button variant="subtle" onClick={clear} px={8}>
          {say('Clear filters')}
        </Button>
      )}
      <div className={css.end}>
        {search.as !== 'board' && (
          <ColumnMenu all={columns} asked={search.cols} choose={place.chooseColumns} />
        )}
      </div>
    </search>
  );
}

const plain = (values: readonly string[]): FilterOption[] => values.map((value) => ({ value, label: value }));

function useFilterOptions(staff: boolean): { key: FilterKey; label: string; options: FilterOption[] }[] {
  const replica = useReplica();
  const settings = useLive(replica.settings);
  const users = useLive(replica.users);
  const facets = useDesk(useMemo(() => oncePerVersion((desk) => desk.facets()), []));
  return useMemo(() => {
    const states = [...new Set([...(settings?.states.map(({ name }) => name) ?? []), ...facets.states])];
    const people = users.map(({ id, name }) => ({ value: id, label: name }));
    return [
      {
        key: 'state',
        label: say('State'),
        options: states.map((value) => ({ value, label: stateWord(value) })),
      },
      { key: 'tier', label: say('Tier'), options: TIERS },
      { key: 'due', label: say('Due'), options: DUE },
      { key: 'tag', label: say('Tag'), options: plain(facets.tags) },
      { key: 'source', label: say('Source'), options: plain(facets.sources) },
      ...(staff
        ? [
            {
              key: 'assignee' as const,
              label: say('Assignee'),
              options: [{ value: ME, label: say('Me') }, ...people, { value: NONE, label: say('Nobody') }],
            },
          ]
        : []),
      { key: 'sla', label: say('First answer'), options: SLAS },
    ];
  }, [settings, users, facets, staff]);
}
