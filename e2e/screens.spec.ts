// Every screen fits the smallest window. With CALLBOOK_SCREENSHOTS=1 the pictures in docs/screenshots are made anew.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import demoAccounts from '../resources/demo/accounts.json' with { type: 'json' };
import { signInByApi } from './fixtures/api.ts';
import { clippedOn } from './fixtures/clipping.ts';
import { repository } from './fixtures/electron-host.ts';
import { placesWith } from './fixtures/places.ts';
import { expect, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';

const SMALLEST = { width: 1024, height: 700 };
const PICTURE = { width: 1280, height: 800 };
const PICTURED = [
  ...['sign-in', 'today', 'call', 'leads', 'board', 'lead', 'accounts', 'sync'],
  ...['customers', 'beat', 'new leads', 'dashboard', 'palette', 'duplicates', 'import'],
];
const pictures = process.env['CALLBOOK_SCREENSHOTS'] === '1' ? join(repository, 'docs/screenshots') : null;
const [kam = { email: '', password: '' }] = demoAccounts.filter(({ role }) => role === 'kam');

test.use({ serverOptions: { demo: true } });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`at 1024 by 700 nothing is clipped on any screen, ${colorScheme}`, async ({ server, page }) => {
    // There are two dozen of them.
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const look = async (name: string) => {
      await page.setViewportSize(SMALLEST);
      expect.soft(await clippedOn(page), `${name}, ${colorScheme}`).toEqual([]);
      if (pictures === null || !PICTURED.includes(name)) return;
      await page.setViewportSize(PICTURE);
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(pictures, `${name.replaceAll(' ', '-')}-${colorScheme}.png`) });
    };
    await page.goto(`${server.url}/app/`);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await look('sign-in');
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
    for (const { name, open } of placesWith(await wonAccount(server.url))) {
      await open(page);
      await look(name);
    }
    await openPlace(page, '#/today');
    await openEverything(page);
    await expect(page.getByRole('button', { name: 'Log', exact: false }).first()).toBeInViewport({
      ratio: 1,
    });
    await look('call');
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`at 1024 by 700 nothing is clipped where work waits or was not taken, ${colorScheme}`, async ({
    server,
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(SMALLEST);
    const look = async (name: string) =>
      expect.soft(await clippedOn(page), `${name}, ${colorScheme}`).toEqual([]);
    let release = () => undefined as unknown;
    const held = new Promise<unknown>((resolve) => {
      release = () => resolve(null);
    });
    await page.route('**/api/sync/interactions/pull*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${server.url}/app/`);
    await signIn(page, kam);
    await expect(queue(page).getByRole('option').first()).toBeVisible();
    await look('today, during the first sync');
    release();
    await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });

    const lead = await wonAccount(server.url);
    await openPlace(page, `#/leads/${lead}`);
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.context().setOffline(true);
    await page.getByRole('combobox', { name: 'City' }).fill('A city with a rather long name of its own');
    await page.getByTitle('Ctrl + Enter').click();
    await expect(page.getByRole('combobox', { name: 'City' })).toHaveCount(0);
    await openPlace(page, '#/sync');
    await expect(page.getByRole('region', { name: 'Waiting to be sent' })).toBeVisible();
    await look('sync, with unsent work');
    await (await signInByApi(server.url, kam)).ask('PATCH', `/api/leads/${lead}`, { city: 'Theirs' });
    await page.context().setOffline(false);
    await openPlace(page, '#/attention');
    await expect(page.getByRole('row', { name: 'City' })).toContainText('Theirs');
    await look('needs attention, with a conflict');
  });
}

/** A promised callback being written, with the snooze and the figures open. */
async function openEverything(page: Page): Promise<void> {
  await page.setViewportSize(SMALLEST);
  await expect(queue(page)).toBeFocused();
  await page.keyboard.press('4');
  await expect(page.getByLabel('When')).toBeFocused();
  await page.keyboard.type('tomorrow 3pm');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.keyboard.press('?');
  await expect(page.getByRole('group', { name: 'Snooze' })).toBeVisible();
}

/** The won lead with the longest history. */
async function wonAccount(url: string): Promise<string> {
  const api = await signInByApi(url, kam);
  const won = (await api.documents('leads')).filter(({ state }) => state === 'WON').map(({ id }) => id);
  const events = await api.documents('interactions');
  const count = (id: string) => events.filter(({ lead_id }) => lead_id === id).length;
  return won.reduce((best, id) => (count(id) > count(best) ? id : best), won[0] ?? '');
}
