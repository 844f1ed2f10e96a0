// What works on every screen: places by key, adding a lead, the person's menu, settings. On a real replica.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from './testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

async function open(at: string) {
  const stage = await openStage({ at, user: { name: 'Kira Solberg' }, seed: { leads: [aLead()] } });
  close = stage.close;
  await expect.element(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  return stage;
}

it('goes to every place by key, from a text field too', async () => {
  const { router } = await open('/today');
  const place = () => router.state.location.pathname;
  await page.getByLabelText('Note').click();
  for (const [key, path] of [
    ['2', '/leads'],
    ['3', '/accounts'],
    ['4', '/attention'],
    ['5', '/sync'],
    ['6', '/triage'],
    ['8', '/dashboard'],
    ['7', '/beat'],
    ['0', '/customers'],
    ['1', '/today'],
  ]) {
    await userEvent.keyboard(`{Alt>}${key}{/Alt}`);
    await vi.waitFor(() => expect(place()).toBe(path));
  }
});

it('begins on Today, and says so where an address leads nowhere', async () => {
  const { router } = await open('/');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/today'));
  await router.navigate({ href: '/nowhere' });
  await expect.element(page.getByText('This address leads nowhere')).toBeVisible();
});

it('adds a lead on Shift and A', async () => {
  const { router } = await open('/sync');
  await userEvent.keyboard('{Shift>}A{/Shift}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/new'));
});

it('changes colours and opens the settings from the menu', async () => {
  const { router } = await open('/sync');
  const menu = page.getByRole('button', { name: 'Kira Solberg: menu' });
  await menu.click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Settings and keys' }).click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/settings'));
  await page.getByRole('main').getByText('Light', { exact: true }).click();
  expect(document.documentElement.dataset['mantineColorScheme']).toBe('light');
});

it('signs out at once when everything is on the server', async () => {
  const { replica } = await open('/sync');
  await vi.waitFor(() =>
    expect(replica.sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }),
  );
  await page.getByRole('button', { name: 'Kira Solberg: menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

it('clears this computer only after it was asked', async () => {
  const { replica } = await open('/sync');
  await vi.waitFor(() => expect(replica.sync.status.getState()).toMatchObject({ pending: 0 }));
  await page.getByRole('button', { name: 'Kira Solberg: menu' }).click();
  await page.getByRole('menuitem', { name: 'Clear this computer …' }).click();
  await expect.element(page.getByText(/Everything of yours is removed/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear and sign out' }).click();
  await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
