// All keys on one sheet, read from the registry, with the switch for those that write a character.
import { ActionIcon, Modal, Switch, Tooltip } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Fragment, useState, useSyncExternalStore } from 'react';
import { say } from '../words/say.ts';
import css from './cheat-sheet.module.css';
import { keyWords } from './shortcut-keys.ts';
import { useShortcut, useShortcutList, useShortcuts } from './shortcuts.tsx';

const OPEN_KEY = 'Ctrl+/';

/** The button that opens the sheet, and the sheet. */
export function CheatSheet() {
  const [open, setOpen] = useState(false);
  useShortcut({
    id: 'cheat-sheet',
    keys: [OPEN_KEY],
    label: say('All keys'),
    group: say('Everywhere'),
    inText: true,
    run: () => setOpen(true),
  });
  return (
    <>
      <Tooltip label={say('All keys ({key})', { key: keyWords(OPEN_KEY) })}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say('All keys')}
          data-tour="keys"
          onClick={() => setOpen(true)}
        >
          <IconKeyboard size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={say('Keys')}
        size="lg"
        closeButtonProps={{ 'aria-label': say('Close') }}
      >
        <Sheet />
      </Modal>
    </>
  );
}

function Sheet() {
  const list = useShortcutList();
  const groups = [...new Set(list.map(({ shortcut }) => shortcut.group))];
  return (
    <>
      <CharacterKeysSwitch />
      <div className={css.groups}>
        {groups.map((group) => (
          <section key={group} className={css.group}>
            <h3 className={css.heading}>{group}</h3>
            <dl className={css.list}>
              {list
                .filter(({ shortcut }) => shortcut.group === group)
                .map(({ shortcut, keys }) => (
                  <div key={shortcut.id} className={css.entry}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      {keys.map((key, index) => (
                        <Fragment key={key}>
                          {index > 0 && ` ${say('or')} `}
                          <kbd>{keyWords(key)}</kbd>
                        </Fragment>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

/** Switches the keys off that act without Ctrl, for people whose input device types by accident (WCAG 2.1.4). */
export function CharacterKeysSwitch() {
  const shortcuts = useShortcuts();
  const { characterKeys } = useSyncExternalStore(shortcuts.subscribe, shortcuts.preferences);
  return (
    <Switch
      label={say('Single keys act (J, C, 1 to 9 …)')}
      description={say('They never act while you write. Ctrl keys, arrows, Enter and Esc always do.')}
      checked={characterKeys}
      onChange={(event) => shortcuts.prefer({ characterKeys: event.currentTarget.checked })}
    />
  );
}
