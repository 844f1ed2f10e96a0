// The browser edition is the same app: served by the server, signed in by a cookie that no script reads.
import demoAccounts from '../resources/demo/accounts.json' with { type: 'json' };
import { signInByApi } from './fixtures/api.ts';
import { expect, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';

const [kam = { email: '', password: '', name: '' }] = demoAccounts.filter(({ role }) => role === 'kam');

test.use({ serverOptions: { demo: true } });

test('a KAM signs in at /app/, sees whom to call, and what she logs is on the server, offline in between', async ({
  server,
  page,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(`${server.url}/app/`);
  await expect(page.getByLabel('Server')).toHaveValue(server.url);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  const log = async (note: string) => {
    const lead = await selectedLead(page);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.keyboard.type(note);
    await page.keyboard.press('Control+Enter');
    await expect(queue(page).locator(`[data-lead-id="${lead}"]`)).toHaveCount(0);
  };

  await log('said in the browser');
  await expect(syncPill(page)).toContainText('All synced');
  await page.context().setOffline(true);
  await expect(syncPill(page)).toContainText(/offline/i);
  await log('said without a network');
  await expect(syncPill(page)).toContainText(/\d pending, offline/);
  await page.context().setOffline(false);
  await expect(syncPill(page)).toContainText('All synced');

  await page.reload();
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  await expect(syncPill(page)).toContainText('All synced');
  const api = await signInByApi(server.url, kam);
  const notes = (await api.documents('interactions')).map(({ note }) => note);
  expect(
    notes.filter((note) => note === 'said in the browser' || note === 'said without a network'),
  ).toHaveLength(2);
  expect(violations).toEqual([]);
});

test('no script of the page can read the session, and signing out ends it', async ({ server, page }) => {
  const tokens: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/api/auth/login')) return;
    tokens.push(...Object.keys((await response.json()) as object).filter((name) => name.endsWith('_token')));
  });
  await page.goto(`${server.url}/app/`);
  await signIn(page, kam);
  await expect(queue(page)).toBeVisible({ timeout: 30_000 });
  expect(tokens).toEqual([]);
  const readable = await page.evaluate(() => [document.cookie, JSON.stringify({ ...localStorage })]);
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const { value, httpOnly, sameSite } of cookies) {
    expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Strict' });
    expect(readable.join()).not.toContain(value);
  }
  await page.getByRole('button', { name: /menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get(`${server.url}/api/auth/me`)).status()).toBe(401);
});
