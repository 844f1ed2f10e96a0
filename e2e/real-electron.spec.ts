// What only real Electron can show; left out on the stand-in.

import { expect, test } from './fixtures/desktop.ts';
import { electronHost } from './fixtures/electron-host.ts';

test.skip(electronHost().name !== 'electron', 'needs the real runtime');

test('the page runs in a sandboxed process of its own', async ({ launch }) => {
  const { app, page } = await launch();
  const [sandboxed, pids] = await app.evaluate(({ app: program, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    const metric = program.getAppMetrics().find((one) => one.pid === pid);
    return [metric?.sandboxed ?? process.platform === 'linux', [pid, process.pid]] as const;
  });
  expect(sandboxed).toBe(true);
  expect(pids[0]).not.toBe(pids[1]);
  expect(await page.evaluate(() => location.origin)).toBe('app://bundle');
});

test('Electron and its Chromium are those that are built for', async ({ launch }) => {
  const { app } = await launch();
  const [electron, chrome] = await app.evaluate(() => [process.versions.electron, process.versions.chrome]);
  expect(electron).toMatch(/^45\./);
  expect(Number(chrome?.split('.')[0])).toBeGreaterThanOrEqual(144);
});

test('the page has what it needs of its origin: a secure context, locks, lasting storage', async ({
  launch,
}) => {
  const { page } = await launch();
  const has = await page.evaluate(() => [isSecureContext, 'locks' in navigator, 'indexedDB' in globalThis]);
  expect(has).toEqual([true, true, true]);
});

test('the day becomes a real PDF, and a web view is not made', async ({ launch }) => {
  const { app, page } = await launch();
  const head = await app.evaluate(async ({ BrowserWindow }) => {
    const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({});
    return bytes?.subarray(0, 5).toString();
  });
  expect(head).toBe('%PDF-');
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
  });
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});
