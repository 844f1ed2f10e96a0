// The lead's place in the pipeline, and the menu that moves it: M, then the letter of the state.
import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { BUILT_IN_STATES, categoryOf } from '#domain/settings/settings.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { stateWord } from '../../ui/field-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { StateWords } from '../../ui/tone-chip.tsx';
import { useLeadView } from './lead-context.tsx';
import { usePerform } from './perform.ts';
import { stateLetters } from './state-letters.ts';

export function StateMenu() {
  const [open, setOpen] = useState(false);
  const { detail, row, settings } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const { lead } = detail;
  const states = settings?.states ?? BUILT_IN_STATES;
  const letters = stateLetters(states.map(({ name }) => name));
  useShortcut({
    id: 'lead.state',
    keys: ['m'],
    label: 'Change the state, then its letter',
    group: 'Lead',
    run: () => setOpen(true),
  });
  const move = (state: string) => {
    setOpen(false);
    if (state !== lead.state) void perform(acts.moveLead(lead.id, state));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const state = letters.get(event.key.toLowerCase());
    if (state === undefined) return;
    event.preventDefault();
    move(state);
  };
  const category = row?.category ?? (settings && categoryOf(settings, lead.state)) ?? 'working';
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-start" width={210} returnFocus>
      <Menu.Target>
        <Button
          variant="default"
          aria-label={`State: ${stateWord(lead.state)}`}
          title="Change the state (key M)"
          rightSection={<IconChevronDown size={13} stroke={1.8} aria-hidden />}
          px={9}
        >
          <StateWords state={lead.state} category={category} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown {...{ onKeyDown }}>
        <Menu.Label>Move to</Menu.Label>
        {[...letters].map(([letter, state]) => (
          <Menu.Item
            key={state}
            onClick={() => move(state)}
            aria-current={state === lead.state ? 'true' : undefined}
            rightSection={<Kbd size="xs">{letter.toUpperCase()}</Kbd>}
          >
            <StateWords state={state} category={states.find(({ name }) => name === state)?.category ?? ''} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
