// What the shell keeps out: each guard of Electron's security list that a page or another program could try. Every one
// is shown to be needed by e2e/mutations, which takes it out of the built main and sees its spec fail.
import { spawnSync } from 'node:child_process';
import { json, startTestServer } from '../electron/testing/sync-server.ts';
import { expect, test } from './fixtures/desktop.ts';

/** How a promise of the page ended: in the words of what it was refused with, or `answered`. */
const ended = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

test('a page of another origin gets no answer of main', async ({ launch }) => {
  const { app, page } = await launch();
  const foreign = await startTestServer();
  foreign.on('/foreign', (_asked, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>foreign</title>'),
  );
  await app.evaluate(({ BrowserWindow }, url) => {
    void BrowserWindow.getAllWindows()[0]?.webContents.loadURL(url);
  }, `${foreign.url}/foreign`);
  await expect(page).toHaveTitle('foreign');
  const answer = await page.evaluate(() =>
    callbook.info().then(
      () => 'answered',
      (fault) => String(fault),
    ),
  );
  expect(answer).toContain('app:info: refused for this sender');
  await foreign.stop();
});

test('arguments and replies outside the contract are refused', async ({ launch }) => {
  const { app, page } = await launch();
  const asked = await page.evaluate(() =>
    Reflect.apply(callbook.copyText, null, [5]).then(
      () => 'answered',
      (fault: unknown) => String(fault),
    ),
  );
  expect(asked).toContain('clipboard:copy-text: bad arguments');
  await app.evaluate(({ app }) => {
    Object.assign(app, { getVersion: () => 5 });
  });
  const answered = await page.evaluate(() =>
    callbook.info().then(
      () => 'answered',
      (fault) => String(fault),
    ),
  );
  expect(answered).toContain('app:info: bad reply');
});

test('only what the app uses is permitted', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    const names = ['notifications', 'persistent-storage', 'geolocation', 'camera', 'microphone', 'midi'];
    const asked = names.map((name) =>
      Reflect.apply(navigator.permissions.query, navigator.permissions, [{ name }]),
    );
    return (await Promise.all(asked)).map(({ state }) => state);
  });
  expect(states).toEqual(['granted', 'granted', 'denied', 'denied', 'denied', 'denied']);
});

test('no second window opens, and a frame is not let in', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ shell }) => {
    shell.openExternal = async () => undefined;
  });
  await page.evaluate(() => {
    Reflect.set(globalThis, 'opened', open('https://example.com/popup'));
  });
  // Refused before it is there, or closed before it shows anything.
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'opened')?.closed ?? true)).toBe(true);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const framed = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
        const frame = document.createElement('iframe');
        frame.src = '/api/leads';
        document.body.append(frame);
      }),
  );
  expect(framed).toBe('frame-src');
});

test('nothing outside the built page can be asked for', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    const paths = ['/..%2fmain%2findex.js', '/assets/..%2f..%2f..%2fpackage.json', '/..%5cmain%5cindex.js'];
    return Promise.all(paths.map(async (path) => (await fetch(path)).status));
  });
  expect(states).toEqual([403, 403, 403]);
});

test('what the server sends cannot become a page with rights', async ({ launch }) => {
  const server = await startTestServer();
  server.on('/api/page', (_asked, response) => {
    response.setHeader('content-security-policy', "default-src *; script-src * 'unsafe-inline'");
    response.setHeader('set-cookie', 'a=b');
    json(response, 200, {});
  });
  const { page } = await launch({ server: server.url });
  const headers = await page.evaluate(async () => {
    const answer = await fetch('/api/page');
    return ['content-security-policy', 'set-cookie', 'x-content-type-options'].map((name) =>
      answer.headers.get(name),
    );
  });
  expect(headers).toEqual(["default-src 'none'; sandbox", null, 'nosniff']);
  await server.stop();
});

test('a second start hands its link to the first and ends; one that leads nowhere is not followed', async ({
  launch,
}) => {
  const { app, page, userData } = await launch();
  const [program = '', appPath = ''] = await app.evaluate(({ app }) => [
    app.getPath('exe'),
    app.getAppPath(),
  ]);
  await page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(globalThis, 'heard', heard);
    callbook.onOpenRoute((route) => void heard.push(route));
  });
  for (const link of ['callbook://open/../../etc', 'callbook://open/sync']) {
    const second = spawnSync(program, [appPath, `--user-data-dir=${userData}`, link], { timeout: 30_000 });
    expect(second.status, ended(second.error ?? '')).toBe(0);
  }
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['/sync']);
});

test('what is logged is without tokens and addresses', async ({ launch }) => {
  const { app, page, userData } = await launch();
  await page.evaluate(() => callbook.logError('mail of ada@example.com failed, Bearer abc.def'));
  const log = () =>
    app.evaluate(
      (_electron, path) =>
        process
          .getBuiltinModule('node:fs')
          .readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line.includes('mail of')),
      `${userData}/logs/callbook.log`,
    );
  await expect.poll(async () => (await log()).join('')).toContain('mail of [e-mail] failed, Bearer [token]');
});
