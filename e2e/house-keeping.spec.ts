// The house-keeping of a workspace against the real server: leads that stand there twice become one, a file becomes leads,
// both by a few keys and with a way back; and every part of Admin fits and can be used by everybody.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import demoAccounts from '../resources/demo/accounts.json' with { type: 'json' };
import { signInByApi } from './fixtures/api.ts';
import { clippedOn } from './fixtures/clipping.ts';
import { countKeys } from './fixtures/keyboard.ts';
import { expect, openPlace, signIn, syncPill, test } from './fixtures/test.ts';

const [admin = { email: '', password: '' }] = demoAccounts.filter(({ role }) => role === 'admin');
const PARTS = ['people', 'devices', 'workspace', 'rules', 'rhythm', 'stages', 'fields', 'sla', 'holidays'];
const SERVED = ['templates', 'outbox', 'audit'];
/** Into the fields, to the other side, take it, merge. */
const MERGE_KEYS = 4;
/** Check all rows, import them. */
const IMPORT_KEYS = 2;

test.use({ serverOptions: { demo: true } });

const lastAction = (page: Page) => page.getByRole('status', { name: 'Last action' });

async function openAs(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/app/`);
  await signIn(page, admin);
  await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
}

test('two leads are made one by four keys, which says so offline, and parted again by one', async ({
  server,
  page,
}) => {
  const api = await signInByApi(server.url, admin);
  const twin = (name: string) =>
    api.ask<{ id: string }>('POST', '/api/leads?allow_duplicate=1', { name, email: 'zwilling@brot.example' });
  const [old, young] = [await twin('AAA Brot'), await twin('AAA Brot & Sohn')];
  await openAs(page, server.url);
  await openPlace(page, '#/duplicates');
  const group = page
    .getByRole('listbox', { name: 'Likely duplicates' })
    .getByRole('option', { name: /AAA Brot/ });
  await expect(group).toHaveAttribute('aria-selected', 'true');
  await group.click();
  await page.context().setOffline(true);
  const keys = countKeys(page);
  await keys.press('Enter');
  await keys.press('ArrowRight');
  await keys.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'cannot be reached' })).toBeVisible();
  await page.context().setOffline(false);
  await keys.press('Control+Enter');
  await expect(lastAction(page)).toContainText('is part of AAA Brot & Sohn now');
  expect(keys.count()).toBeLessThanOrEqual(MERGE_KEYS);
  await expect(group).toHaveCount(0);
  expect(await api.ask('GET', `/api/leads/${old.id}`)).toMatchObject({ name: 'AAA Brot & Sohn' });
  await page.keyboard.press('u');
  await expect(lastAction(page)).toContainText('are two leads again');
  expect(await api.ask('GET', `/api/leads/${old.id}`)).toMatchObject({ name: 'AAA Brot' });
  expect(await api.ask('GET', `/api/leads/${young.id}`)).toMatchObject({ merged_into_id: null });
});

test('a file becomes leads by two keys, and its undo puts them aside', async ({ server, page }) => {
  await openAs(page, server.url);
  await openPlace(page, '#/import');
  const lines = Array.from({ length: 60 }, (_, n) => `Imported ${n},imported${n}@example.com`);
  const buffer = Buffer.from(`Firm,E-Mail\n${lines.join('\n')}\n`);
  await page.locator('input[type=file]').setInputFiles({ name: 'firms.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('combobox', { name: 'What Firm is' }).fill('Name');
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  const keys = countKeys(page);
  await keys.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 60 leads' })).toBeEnabled();
  await keys.press('Control+Enter');
  await expect(page.getByRole('status', { name: 'Result' })).toContainText('60 new', { timeout: 30_000 });
  expect(keys.count()).toBeLessThanOrEqual(IMPORT_KEYS);
  const api = await signInByApi(server.url, admin);
  expect(await api.ask('GET', '/api/leads?q=imported59')).toMatchObject({ total: 1 });
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByRole('status', { name: 'Result' })).toContainText('60 leads put aside', {
    timeout: 60_000,
  });
  expect(await api.ask('GET', '/api/leads?q=imported59')).toMatchObject({ total: 0 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every part of Admin fits 1024 by 700 and has no serious fault, ${colorScheme}`, async ({
    server,
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1024, height: 700 });
    await openAs(page, server.url);
    for (const part of [...PARTS, ...SERVED]) {
      await openPlace(page, `#/admin/${part}`);
      await expect(page.getByRole('link', { name: 'People' })).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      expect.soft(await clippedOn(page), `${part}, ${colorScheme}`).toEqual([]);
      expect.soft(await faultsOf(page), `${part}, ${colorScheme}`).toEqual([]);
    }
  });
}

/** Serious and critical faults, as "rule: element". */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
