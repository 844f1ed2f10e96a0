// axe finds no serious fault on any screen, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import demoAccounts from '../resources/demo/accounts.json' with { type: 'json' };
import { signInByApi } from './fixtures/api.ts';
import { placesWith } from './fixtures/places.ts';
import { expect, goOffline, goOnline, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';

const [kam = { email: '', password: '' }] = demoAccounts.filter(({ role }) => role === 'kam');
const [admin = kam] = demoAccounts.filter(({ role }) => role === 'admin');
const GRAVE = ['serious', 'critical'];

test.use({ serverOptions: { demo: true } });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen of the app has a serious fault, ${colorScheme}`, async ({ launch, server }) => {
    // There are two dozen of them.
    test.setTimeout(300_000);
    const { page } = await launch({ server: server.url });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const check = async (name: string) =>
      expect.soft(await faultsOf(page), `${name}, ${colorScheme}`).toEqual([]);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await check('sign-in');
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
    for (const { name, open } of placesWith(await applicant(server.url))) {
      await open(page);
      await check(name);
    }
    await openPlace(page, '#/today');
    await expect(queue(page)).toBeFocused();
    await page.keyboard.press('c');
    await page.keyboard.press('4');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.keyboard.press('?');
    await expect(page.getByRole('group', { name: 'Snooze' })).toBeVisible();
    await check('today, with everything open');
    await page.keyboard.press('Control+/');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('cheat sheet');
  });

  test(`unsent work and a conflict have no serious fault, ${colorScheme}`, async ({
    launch,
    server,
    network,
  }) => {
    const { page } = await launch({ server: network.url });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
    const lead = await applicant(server.url);
    await goOffline(page, network);
    await openPlace(page, `#/leads/${lead}`);
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.getByRole('combobox', { name: 'City' }).fill('Mine');
    expect(await faultsOf(page), 'the facts, being written').toEqual([]);
    await page.keyboard.press('Control+Enter');
    await openPlace(page, '#/sync');
    await expect(page.getByRole('region', { name: 'Waiting to be sent' })).toBeVisible();
    expect(await faultsOf(page), 'unsent work').toEqual([]);

    const office = await signInByApi(server.url, admin);
    await office.ask('PATCH', `/api/leads/${lead}`, { city: 'Theirs' });
    await goOnline(page, network);
    await openPlace(page, '#/attention');
    await expect(page.getByRole('row', { name: 'city' })).toContainText('Mine');
    await expect(page.getByRole('row', { name: 'city' })).toContainText('Theirs');
    expect(await faultsOf(page), 'a conflict').toEqual([]);
    await expect(page.getByRole('listbox', { name: 'Needs attention' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /City, mine/ })).toBeFocused();
    expect(await faultsOf(page), 'a conflict, being settled').toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nothing needs your attention')).toBeVisible();
    await page.keyboard.press('u');
    await expect(page.getByRole('row', { name: 'city' })).toContainText('Mine');
  });

  test(`a first sync has no serious fault, ${colorScheme}`, async ({ launch, network }) => {
    network.decide((_method, path) => (path.startsWith('/api/sync/interactions/pull') ? 'hold' : 'carry'));
    const { page } = await launch({ server: network.url });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, kam);
    await expect(page.getByRole('status', { name: 'Loading' })).toContainText('the server’s list');
    await expect(queue(page).getByRole('option').first()).toBeVisible();
    expect(await faultsOf(page), 'the server’s list').toEqual([]);
    await network.cut();
    await openPlace(page, '#/sync');
    await page.getByRole('button', { name: 'Pull now' }).click();
    await openPlace(page, '#/today');
    await expect(page.getByRole('status', { name: 'Loading' })).toContainText('cannot be reached', {
      timeout: 30_000,
    });
    expect(await faultsOf(page), 'leads without dates').toEqual([]);
  });

  test(`the public form has no serious fault, ${colorScheme}`, async ({ server, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${server.url}/apply`);
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByLabel('First name')
      .evaluate((field) => field.closest('form')?.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'Send application' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });
}

/** Serious and critical faults, as "rule: element". */
async function faultsOf(page: Page): Promise<string[]> {
  // Electron opens no second page for axe to finish in, which is what its other mode needs.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

/** A lead with a résumé. */
async function applicant(url: string): Promise<string> {
  const leads = await (await signInByApi(url, kam)).documents('leads');
  return leads.find(({ resume }) => resume !== null)?.id ?? '';
}
