// Gives an act another key: press the button, then the key. Only acts of screens that have been seen are listed.
import { Button } from '@mantine/core';
import { Fragment, useEffect, useState } from 'react';
import { say } from '../words/say.ts';
import css from './remap-keys.module.css';
import { keyWords, pressedKey } from './shortcut-keys.ts';
import { useSeenShortcuts, useShortcuts } from './shortcuts.tsx';

const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'];

/** Every act that has a key, with a button to change it and one to go back. */
export function RemapKeys() {
  const shortcuts = useShortcuts();
  const list = useSeenShortcuts();
  const [waiting, setWaiting] = useState<string | null>(null);
  const { remapped } = shortcuts.preferences();
  const keep = (id: string, keys: readonly string[] | null) => {
    const { [id]: _old, ...others } = shortcuts.preferences().remapped;
    shortcuts.prefer({ remapped: keys === null ? others : { ...others, [id]: keys } });
    setWaiting(null);
  };
  useNextKey(waiting !== null, (key) => {
    if (waiting !== null) keep(waiting, key === 'Escape' ? (remapped[waiting] ?? null) : [key]);
  });
  return (
    <ul className={css.list}>
      {list.map(({ shortcut: { id, label }, keys }) => (
        <li key={id} className={css.entry}>
          <span>{label}</span>
          <span className={css.keys}>
            {id in remapped && (
              <Button variant="subtle" color="gray" onClick={() => keep(id, null)}>
                {say('Reset')}
              </Button>
            )}
            <Button
              variant="default"
              aria-label={say('Key for “{label}”: {list}. Change', {
                label,
                list: keys.map(keyWords).join(` ${say('or')} `),
              })}
              onClick={() => setWaiting(id)}
            >
              {waiting === id ? say('Press a key …') : <KeysOf keys={keys} />}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Keys are written from left to right in every language. One element, since a button lays out its parts without spaces. */
const KeysOf = ({ keys }: { keys: readonly string[] }) => (
  <span>
    {keys.map((key, at) => (
      <Fragment key={key}>
        {at > 0 && ` ${say('or')} `}
        <bdi dir="ltr">{keyWords(key)}</bdi>
      </Fragment>
    ))}
  </span>
);

// Before the registry hears the key, so that choosing "c" does not dial.
function useNextKey(active: boolean, take: (key: string) => void): void {
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (MODIFIERS.includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      take(pressedKey(event));
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [active, take]);
}
