// The program in a language that runs from right to left, and in one with its own letters: Today, a call by keyboard, and
// the way there from the settings and back.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { expect, openPlace, signIn, syncPill, test } from './fixtures/test.ts';
import { addDueLeads, makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

const LANGUAGES = [
  {
    name: 'العربية',
    id: 'ar',
    dir: 'rtl',
    today: 'اليوم',
    lastAction: 'آخر فعل',
    logged: 'سُجلت المكالمة',
    language: 'اللغة',
    note: 'ملاحظة',
  },
  {
    name: '日本語',
    id: 'ja',
    dir: 'ltr',
    today: '今日',
    lastAction: '直前の操作',
    logged: '電話を記録',
    language: '言語',
    note: 'メモ',
  },
] as const;

for (const { name, id, dir, today, lastAction, logged, language, note } of LANGUAGES) {
  test(`in ${name} a call is logged by keyboard, what is typed outlives the choice, and axe finds no fault`, async ({
    launch,
    server,
  }) => {
    const zone = zoneWhereItIs(12);
    const { kam } = await makeWorkspace(server.url, zone);
    await addDueLeads(await signInByApi(server.url, kam), 4, zone);
    const { page } = await launch({ server: server.url });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    await openPlace(page, '#/today');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Note' }).fill('flour on Monday');

    await openPlace(page, '#/settings');
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: name });
    await expect(page.getByRole('combobox', { name: language })).toHaveValue(id);
    await expect(page.locator('html')).toHaveAttribute('lang', id);
    await expect(page.locator('html')).toHaveAttribute('dir', dir);

    await openPlace(page, '#/today');
    const list = page.getByRole('listbox', { name: today });
    await expect(list).toBeVisible();
    await expect(page.getByRole('textbox', { name: note, exact: true })).toHaveValue('flour on Monday');
    expect(await beginsAt(page), 'the rail stands where a line begins').toBe(dir);
    expect(await faultsOf(page)).toEqual([]);
    await list.focus();
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status', { name: lastAction })).toContainText(logged);

    await openPlace(page, '#/settings');
    await page.getByRole('combobox', { name: language }).selectOption('en');
    await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  });
}

const beginsAt = async (page: Page): Promise<'ltr' | 'rtl'> => {
  const box = await page.getByRole('navigation').first().boundingBox();
  return box !== null && box.x > 0 ? 'rtl' : 'ltr';
};

async function faultsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }));
}
