// A laptop that no longer reaches the server closes by itself when its lease has ended, whatever its clock says then; it opens
// again as soon as the server answers, and nothing is lost. So does one whose person's account was switched off.
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import type { Desktop } from './fixtures/desktop.ts';
import {
  expect,
  goOffline,
  goOnline,
  openPlace,
  queue,
  signIn,
  syncPill,
  test,
  writeNote,
} from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const DAY_MS = 86_400_000;
const NOTE = 'Haselnusstorte for forty on Friday';
const goOnlineOnce = (page: Page) => page.getByRole('heading', { name: 'Please go online once' });

test('past its lease a laptop is closed, a clock set back does not open it, and the server does', async ({
  launch,
  server,
  network,
}) => {
  const { kam, leads } = await workspaceAtNoon(server.url, 2);
  const first = await launch({ server: network.url });
  const { page } = first;
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await openPlace(page, '#/settings');
  await expect(page.getByText(/Without reaching the server, Callbook opens on this computer/)).toBeVisible();
  await openPlace(page, `#/leads/${leads[0]?.id}`);
  await expect(page.getByRole('heading', { level: 1, name: leads[0]?.name ?? '' })).toBeVisible();
  await goOffline(page, network);
  await writeNote(page, NOTE);
  await expect(syncPill(page)).toContainText('pending');
  await page.reload();
  await expect(page.getByText(NOTE)).toBeVisible();

  await moveClock(first, 15 * DAY_MS);
  // It looks at the clock every quarter of a minute.
  await expect(goOnlineOnce(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(NOTE)).toHaveCount(0);
  expect(await page.evaluate(() => callbook.keyBytes())).toBeNull();
  expect(await page.evaluate(() => callbook.keyUnlock(null))).toMatchObject({ error: { code: 'lapsed' } });
  expect((await page.evaluate(() => fetch('/api/auth/me').then(({ status }) => status))) ?? 0).toBe(423);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached');
  await first.close();

  // The clock is right again, and so set back by more than a fortnight.
  const again = await launch({ server: network.url, userData: first.userData });
  await expect(goOnlineOnce(again.page)).toBeVisible();
  await expect(again.page.getByRole('alert')).toContainText('The server cannot be reached');
  await goOnline(again.page, network);
  await again.page.getByRole('button', { name: 'Try again' }).click();
  await expect(syncPill(again.page)).toContainText('All synced');
  await openPlace(again.page, `#/leads/${leads[0]?.id}`);
  await expect(again.page.getByText(NOTE)).toBeVisible();
});

test('an account that is switched off closes its laptop, and opens it when it is switched on', async ({
  launch,
  server,
}) => {
  const { kam, admin } = await workspaceAtNoon(server.url, 2);
  const office = await signInByApi(server.url, admin);
  const { page } = await launch({ server: server.url });
  await signIn(page, kam);
  await expect(queue(page).getByRole('option')).toHaveCount(2);
  await office.ask('DELETE', `/api/users/${kam.id}`);
  await expect(page.getByRole('heading', { name: 'This account is switched off' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/Nothing is deleted/)).toBeVisible();
  expect(await page.evaluate(() => callbook.keyBytes())).toBeNull();
  await office.ask('PATCH', `/api/users/${kam.id}`, { is_active: true });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(queue(page).getByRole('option')).toHaveCount(2);
  await expect(syncPill(page)).toContainText('All synced');
});

/** Moves the clock of the program by so many milliseconds. */
const moveClock = ({ app }: Desktop, by: number) =>
  app.evaluate((_electron, shift) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + shift;
  }, by);
