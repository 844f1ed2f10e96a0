// The window: where it may go, how large it is, what it is allowed, how it looks.
import { expect, test } from '../fixture.ts';

test('leaving the app is refused', async ({ desktop: { app, page } }) => {
  const asked = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', ({ url }) => resolve(url));
      }),
  );
  await page.getByRole('link', { name: 'leave' }).click({ noWaitAfter: true });
  expect(await asked).toBe('https://example.com/away');
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a new window is refused and its address goes to the system', async ({ desktop: { app, page } }) => {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Reflect.set(globalThis, 'outside', url);
  });
  await page.getByRole('link', { name: 'new window' }).click();
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'outside')))
    .toBe('https://example.com/new');
  await expect.poll(() => app.windows().length).toBe(1);
});

test('the page has the window’s size, and follows it', async ({ desktop: { app, page } }) => {
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  await expect.poll(size).toEqual([1100, 720]);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1024, 700));
  await expect.poll(size).toEqual([1024, 700]);
});

test('the theme of the app is the theme of the page', async ({ desktop: { app, page } }) => {
  const dark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const theme of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await expect.poll(dark).toBe(theme === 'dark');
  }
});

test('permissions are what the app’s handler says', async ({ desktop: { page } }) => {
  const states = await page.evaluate(async () => [
    Notification.permission,
    (await navigator.permissions.query({ name: 'geolocation' })).state,
  ]);
  expect(states).toEqual(['granted', 'denied']);
});

test('the page can be loaded anew and drawn', async ({ desktop: { page } }) => {
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
  expect((await page.screenshot()).length).toBeGreaterThan(2_000);
});

test('errors of the page and its window reach the spec', async ({ desktop: { app, page } }) => {
  const thrown = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('late');
    }, 0);
  });
  expect((await thrown).message).toBe('late');
  const window = await app.browserWindow(page);
  expect(await window.evaluate((shown) => shown.isVisible())).toBe(true);
});
