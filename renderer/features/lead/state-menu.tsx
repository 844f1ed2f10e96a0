// The lead's place in the pipeline, and the menu that moves it: M, then the letter of the state.
import { Button, Kbd, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { BUILT_IN_STATES, categoryOf } from '#domain/settings/settings.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { stateWord } from '../../ui/field-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { stateLetters } from '../../ui/state-letters.ts';
import { StateWords } from '../../ui/tone-chip.tsx';
import { useLetterMenu } from '../../ui/use-letter-menu.ts';
import { say } from '../../words/say.ts';
import { useLeadView } from './lead-context.tsx';

export function StateMenu() {
  const { detail, row, settings } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const { lead } = detail;
  const states = settings?.states ?? BUILT_IN_STATES;
  const letters = stateLetters(states.map(({ name }) => name));
  const move = (state: string) => {
    menu.set(false);
    if (state !== lead.state) void perform(acts.moveLead(lead.id, state));
  };
  const menu = useLetterMenu((letter) => {
    const state = letters.get(letter);
    if (state !== undefined) move(state);
    return state !== undefined;
  });
  useShortcut({
    id: 'lead.state',
    keys: ['m'],
    label: say('Change the state, then its letter'),
    group: say('Lead'),
    run: () => menu.set(true),
  });
  const category = row?.category ?? (settings && categoryOf(settings, lead.state)) ?? 'working';
  return (
    <Menu opened={menu.open} onChange={menu.set} position="bottom-start" width={210} returnFocus>
      <Menu.Target>
        <Button
          variant="default"
          aria-label={say('State: {state}', { state: stateWord(lead.state) })}
          title={say('Change the state (key M)')}
          rightSection={<IconChevronDown size={13} stroke={1.8} aria-hidden />}
          px={9}
        >
          <StateWords state={lead.state} category={category} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('Move to')}</Menu.Label>
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
