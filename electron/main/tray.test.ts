import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { createTray, type TrayDeps } from './tray.ts';

function setUp(given: Partial<TrayDeps> = {}) {
  const did: string[] = [];
  let menu: MenuItemConstructorOptions[] = [];
  let words = '';
  const tray = createTray({
    create: () => ({
      setToolTip: (text) => {
        words = text;
      },
      setMenu: (template) => {
        menu = template;
      },
    }),
    setBadge: (count) => did.push(`badge ${count}`) > 0,
    open: (route) => did.push(`open ${route}`),
    quickNote: () => did.push('note'),
    quit: () => did.push('quit'),
    warn: (text) => did.push(text),
    ...given,
  });
  const click = (id: string) =>
    Reflect.apply(menu.find((item) => item.id === id)?.click ?? (() => did.push('missing')), null, []);
  return { tray, did, click, words: () => [words, menu[0]?.label] };
}

test('it says how many calls are due, and the icon counts along', () => {
  const { tray, did, words } = setUp();
  expect(words()).toEqual(['Callbook', 'Callbook']);
  const said = [0, 1, 12].map((count) => {
    tray.setCount(count);
    return words()[0];
  });
  expect(said).toEqual([
    'Callbook: nothing is due today',
    'Callbook: 1 call is due today',
    'Callbook: 12 calls are due today',
  ]);
  expect(words()[1]).toBe('Callbook: 12 calls are due today');
  expect(did).toEqual(['badge 0', 'badge 1', 'badge 12']);
});

test('its menu leads to Today, to a note, and out', () => {
  const { did, click } = setUp();
  for (const id of ['today', 'tray-note', 'tray-quit']) click(id);
  expect(did).toEqual(['open /today', 'note', 'quit']);
});

test('a desktop without a place for it has the number only', () => {
  const { tray, did } = setUp({
    create: () => {
      throw new Error('no watcher');
    },
  });
  tray.setCount(3);
  expect(did).toEqual(['no tray here: Error: no watcher', 'badge 3']);
});
