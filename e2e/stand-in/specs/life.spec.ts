// Start, restart, death, and a second start of the app.
import { spawnSync } from 'node:child_process';
import { expect, test } from '../fixture.ts';

const notes = { name: 'Notes' };

test('main knows its app, its version and its folder', async ({ desktop: { app, userData } }) => {
  const facts = await app.evaluate(({ app }) => [app.getVersion(), app.getName(), app.getPath('userData')]);
  expect(facts).toEqual(['1.2.3', 'Fixture', userData]);
});

test('data and sealed secrets survive a restart', async ({ launchFixture }) => {
  const first = await launchFixture();
  await first.page.getByRole('button', { name: 'Add note' }).click();
  await expect(first.page.getByRole('status', notes)).toHaveText('1 notes');
  await first.page.evaluate(() => desk.seal('tøken'));
  await first.close();
  const second = await launchFixture({ userData: first.userData });
  await expect(second.page.getByRole('status', notes)).toHaveText('1 notes');
  expect(await second.page.evaluate(() => desk.open())).toBe('tøken');
});

test('a killed app leaves no Chromium, and starts again with all that it had stored', async ({
  launchFixture,
}) => {
  let desktop = await launchFixture();
  for (let count = 1; count <= 3; count++) {
    await desktop.page.getByRole('button', { name: 'Add note' }).click();
    await expect(desktop.page.getByRole('status', notes)).toHaveText(`${count} notes`);
    await desktop.kill();
    desktop = await launchFixture({ userData: desktop.userData });
    await expect(desktop.page.getByRole('status', notes)).toHaveText(`${count} notes`);
  }
  const { userData } = desktop;
  await desktop.kill();
  await expect
    .poll(() => spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout)
    .not.toContain(userData);
});

test('a second start hands its arguments to the first and ends', async ({ desktop: { app, userData } }) => {
  const [program, appPath] = await app.evaluate(({ app }) => [app.getPath('exe'), app.getAppPath()]);
  const args = [String(appPath), `--user-data-dir=${userData}`, 'callbook://open/today'];
  const second = spawnSync(String(program), args, { encoding: 'utf8', timeout: 20_000 });
  expect(second.status).toBe(0);
  await expect.poll(() => app.evaluate(() => globalThis.secondStart?.at(-1))).toBe('callbook://open/today');
});

test('a crashed page is reported, and a reload brings it back', async ({ desktop: { app, page } }) => {
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => Reflect.set(globalThis, 'back', true));
    contents?.forcefullyCrashRenderer();
  });
  await crashed;
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'back'))).toBe(true);
  const heading = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      'document.querySelector("h1").textContent',
    ),
  );
  expect(heading).toBe('Fixture');
});

test('the bridge works again after a crash', async ({ desktop: { app, page } }) => {
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => Reflect.set(globalThis, 'back', true));
    contents?.forcefullyCrashRenderer();
  });
  await crashed;
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'back'))).toBe(true);
  const origin = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      'desk.sender().then((sender) => sender.origin)',
    ),
  );
  expect(origin).toBe('app://fixture');
});

test('closing the last window ends the app', async ({ desktop: { app, page } }) => {
  const closed = app.waitForEvent('close');
  await page.close();
  await closed;
});

test('use of what the stand-in does not have fails by name', async ({ desktop: { app } }) => {
  const use = app.evaluate(({ shell }) => shell.trashItem('/tmp/x'));
  await expect(use).rejects.toThrow('electron stand-in: shell.trashItem is not implemented');
});
