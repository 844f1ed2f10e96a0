// The end of the day: what it came to in one key, and all that is open put off in two clicks, with one way back. Offline.
import type { Page } from '@playwright/test';
import { countKeys } from './fixtures/keyboard.ts';
import { expect, goOffline, goOnline, queue, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const DUE = 5;
const dialog = (page: Page) => page.getByRole('dialog', { name: 'End of the day' });

test('the day is summed up by one key, and what is open is put off by two clicks with one Undo', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api } = await workspaceAtNoon(server.url, DUE);
  const { page } = await launch({ server: network.url });
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await expect(queue(page).getByRole('option')).toHaveCount(DUE);
  await goOffline(page, network);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(queue(page).getByRole('option')).toHaveCount(DUE - 1);

  const keys = countKeys(page);
  await keys.press('e');
  await expect(dialog(page)).toContainText('Calls made1');
  await expect(dialog(page)).toContainText('Reached1');
  await expect(dialog(page)).toContainText('Strike rate0 %');
  await expect(dialog(page)).toContainText(
    `${DUE - 1} are still open and roll over to tomorrow by themselves`,
  );
  expect(keys.count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect(queue(page)).toBeFocused();

  await page.getByRole('button', { name: 'End of day' }).click();
  await page.getByRole('button', { name: new RegExp(`^Snooze ${DUE - 1} until`) }).click();
  await expect(page.getByText('Nobody is waiting for your call')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(queue(page).getByRole('option')).toHaveCount(DUE - 1);

  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: new RegExp(`^Snooze ${DUE - 1} until`) })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is waiting for your call')).toBeVisible();
  await goOnline(page, network);
  await expect(syncPill(page)).toContainText('All synced');
  const events = await api.documents('plan_events');
  expect(events.map(({ kind }) => kind)).toEqual(Array.from({ length: DUE - 1 }, () => 'snooze'));
});
