import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

function setUp(platform: string, tools = false) {
  const did: string[] = [];
  const template = menuTemplate({
    platform,
    appName: 'Callbook',
    tools,
    openRoute: (route) => did.push(route),
    quickNote: () => did.push('note'),
    lock: () => did.push('lock'),
    showLogs: () => did.push('logs'),
  });
  const items = template.flatMap((menu): MenuItemConstructorOptions[] =>
    Array.isArray(menu.submenu) ? menu.submenu : [],
  );
  return { did, template, items };
}
const click = (item: MenuItemConstructorOptions): unknown =>
  item.click && Reflect.apply(item.click, undefined, []);

test.each(['linux', 'win32', 'darwin'])(
  'no item but the lock takes a key from the page on %s',
  (platform) => {
    const { items } = setUp(platform);
    const taking = items.filter(
      (item) => item.accelerator !== undefined && item.registerAccelerator !== false,
    );
    expect(taking.map(({ id }) => id)).toEqual(['lock']);
  },
);

test('the app’s own items do what they say', () => {
  const { items, did } = setUp('linux');
  for (const item of items.filter(({ id }) => id !== undefined)) click(item);
  expect(did).toEqual(['/new', 'note', '/settings', 'lock', 'logs']);
});

test('developer tools are there in development only, the app menu on macOS only', () => {
  const roles = (platform: string, tools: boolean) => {
    const { items, template } = setUp(platform, tools);
    return [...items, ...template].map(({ role }) => role);
  };
  expect(roles('linux', false)).not.toContain('toggleDevTools');
  expect(roles('linux', true)).toContain('toggleDevTools');
  expect(roles('darwin', false)).toContain('appMenu');
  expect(roles('linux', false)).toContain('quit');
});
