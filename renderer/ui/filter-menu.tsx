// One filter of a list: a button that says how many values are chosen, and a small dialog with a box for each value.
import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { say } from '../words/say.ts';
import css from './filter-menu.module.css';

export interface FilterOption {
  value: string;
  label: string;
}

const SEARCH_FROM = 10;
const SHOWN = 100;

/** Chosen values that are no option any more stay listed, so that they can be unchosen. */
export function FilterMenu({
  label,
  options,
  chosen,
  choose,
}: {
  label: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  choose(values: string[]): void;
}) {
  const [open, setOpen] = useState(false);
  const gone = chosen.filter((value) => !options.some((option) => option.value === value));
  const all = [...options, ...gone.map((value) => ({ value, label: value }))];
  if (all.length === 0) return null;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      trapFocus
      returnFocus
      position="bottom-start"
      shadow="md"
      width={230}
    >
      <Popover.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          aria-haspopup="dialog"
          aria-label={
            chosen.length > 0
              ? say('{label} filter, {length} chosen', { label, length: chosen.length })
              : say('{label} filter', { label })
          }
          onClick={() => setOpen(!open)}
          rightSection={<IconChevronDown size={13} stroke={1.8} aria-hidden />}
          px={9}
        >
          {label}
          {chosen.length > 0 && <span className={css.count}>{chosen.length}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        p={8}
        aria-label={say('Filter by {toLowerCase}', { toLowerCase: label.toLowerCase() })}
      >
        <Options label={label} options={all} chosen={chosen} choose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Options({ label, options, chosen, choose }: Parameters<typeof FilterMenu>[0]) {
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLowerCase();
  const found = options.filter((option) => option.label.toLowerCase().includes(wanted));
  return (
    <Stack gap={6}>
      {options.length > SEARCH_FROM && (
        <TextInput
          aria-label={say('Find a value of {toLowerCase}', { toLowerCase: label.toLowerCase() })}
          placeholder={say('Find')}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <Checkbox.Group value={[...chosen]} onChange={choose} aria-label={label}>
        <Stack gap={7} className={css.options}>
          {found.slice(0, SHOWN).map(({ value, label: words }) => (
            <Checkbox key={value} value={value} label={words} size="xs" />
          ))}
        </Stack>
      </Checkbox.Group>
      {chosen.length > 0 && (
        <Button variant="subtle" onClick={() => choose([])}>
          {say('Any {toLowerCase}', { toLowerCase: label.toLowerCase() })}
        </Button>
      )}
    </Stack>
  );
}
