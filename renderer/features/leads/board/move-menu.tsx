// The button of a card that moves its lead to another stage, by pointer or by the stage's letter: what dragging does too.
import { ActionIcon, Kbd, Menu } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { Settings } from '#domain/settings/settings.ts';
import { stateLetters } from '../../../ui/state-letters.ts';
import { StateWords } from '../../../ui/tone-chip.tsx';
import { say } from '../../../words/say.ts';

export interface MoveMenuProps {
  /** Of the lead. */
  name: string;
  state: string;
  states: Settings['states'];
  open: boolean;
  setOpen(open: boolean): void;
  move(state: string): void;
}

/** The entries stand there only while the menu is open. */
export function MoveMenu({ name, state, states, open, setOpen, move }: MoveMenuProps) {
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" width={210} returnFocus>
      <Menu.Target>
        <MoveButton name={name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('Move to')}</Menu.Label>
        {[...stateLetters(states.map((one) => one.name))].map(([letter, to]) => (
          <Menu.Item
            key={to}
            onClick={() => move(to)}
            aria-current={to === state ? 'true' : undefined}
            rightSection={<Kbd size="xs">{letter.toUpperCase()}</Kbd>}
          >
            <StateWords state={to} category={states.find((one) => one.name === to)?.category ?? ''} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The button alone, for cards that are not selected. */
export function MoveButton({ name, ...rest }: { name: string; onClick?: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      tabIndex={-1}
      aria-label={say('Move {name} to another stage', { name })}
      title={say('Move to … (key M)')}
      {...rest}
    >
      <IconArrowsExchange size={14} stroke={1.8} />
    </ActionIcon>
  );
}
