// The desktop shell's promises on the built app: what the page may not do, what never reaches it, and what main does
// for it. They hold whatever the page shows.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DesktopApi } from '../electron/ipc/contract.ts';
import { json, startTestServer, type TestServer } from '../electron/testing/sync-server.ts';
import { test as base, type Desktop, expect } from './fixtures/desktop.ts';

declare global {
  var callbook: DesktopApi;
}

const test = base.extend<{ server: TestServer; desktop: Desktop }>({
  // Playwright reads a fixture's needs from this pattern, so it cannot be left out; this one costs nothing.
  server: async ({ browserName: _ }, use) => {
    const server = await startTestServer();
    server.on('/api/auth/login', (_asked, response) =>
      json(response, 200, {
        access_token: 'access-1',
        refresh_token: 'refresh-1',
        token_type: 'bearer',
        expires_in: 900,
        user: { id: 'u1', name: 'Ada' },
      }),
    );
    await use(server);
    await server.stop();
  },
  desktop: async ({ launch, server }, use) => use(await launch({ server: server.url })),
});

const signIn = (desktop: Desktop) =>
  desktop.page.evaluate(async () => {
    const body = JSON.stringify({ email: 'ada@example.com', password: 'pw' });
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/auth/login', { method: 'POST', headers, body })).json();
  });

test('the page has the named functions and nothing of Electron or Node', async ({ desktop: { page } }) => {
  const seen = await page.evaluate(() => [
    typeof Reflect.get(globalThis, 'require'),
    typeof Reflect.get(globalThis, 'process'),
    typeof Reflect.get(globalThis, 'ipcRenderer'),
    Object.keys(callbook).sort(),
  ]);
  expect(seen.slice(0, 3)).toEqual(['undefined', 'undefined', 'undefined']);
  expect(seen[3]).toEqual(
    [
      'info',
      'setServer',
      'openExternal',
      'copyText',
      'dial',
      'hasSession',
      'forgetSession',
      'saveFile',
      'openFile',
      'onResume',
      'onQuickNote',
      'onOpenRoute',
      'logError',
      'journalAppend',
      'journalSettle',
      'journalRead',
      'journalForget',
      'updateState',
      'updateCheck',
      'updateDownload',
      'updateInstall',
      'setUpdateDownload',
      'noteLink',
      'notify',
      'setTodayCount',
      'launchAtLogin',
      'setLaunchAtLogin',
      'diagnostics',
      'printPage',
      'savePage',
      'onUpdateChanged',
      'keyState',
      'leaseRenew',
      'removal',
      'removeNow',
      'onRemoving',
      'keyBytes',
      'keyUnlock',
      'keySetPin',
      'keySetIdle',
      'keyLock',
      'keyStartAnew',
      'onLocking',
    ].sort(),
  );
});

test('the policy is sent with the page, and its nonce is in the page', async ({ desktop: { page } }) => {
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const nonce = await page.evaluate(
    () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce,
  );
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});

test('inline script, eval and foreign servers are stopped', async ({ desktop: { page } }) => {
  const result = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.head.append(script);
    const foreign = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'stopped',
    );
    return { injected: Reflect.get(globalThis, 'injected'), foreign };
  });
  expect(result).toEqual({ injected: undefined, foreign: 'stopped' });
  // What a debugger runs may evaluate text whatever the policy says, so the page does it by itself, at a click.
  await page.evaluate(() => {
    document.addEventListener('click', () => {
      try {
        Reflect.construct(Function, ['return 1'])();
        Reflect.set(globalThis, 'evaluated', 'ran');
      } catch (fault) {
        Reflect.set(globalThis, 'evaluated', fault instanceof Error ? fault.name : 'stopped');
      }
    });
  });
  await page.mouse.click(1, 1);
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'evaluated'))).toBe('EvalError');
});

test('tokens never reach the page, and main sends them', async ({ desktop, server }) => {
  expect(await signIn(desktop)).toEqual({
    token_type: 'bearer',
    expires_in: 900,
    user: { id: 'u1', name: 'Ada' },
  });
  const answer = await desktop.page.evaluate(async () => (await fetch('/api/leads?q=a')).json());
  expect(answer).toEqual({ path: '/api/leads?q=a', body: '' });
  expect(server.asked.at(-1)?.headers).toMatchObject({ authorization: 'Bearer access-1' });
  expect(server.asked.at(-1)?.headers).not.toHaveProperty('origin');
});

test('after a kill and without the server the user is still known, and the session goes on with it', async ({
  launch,
  desktop,
  server,
}) => {
  await signIn(desktop);
  const kept = await readFile(join(desktop.userData, 'session.json'), 'utf8');
  expect(kept).not.toContain('access-1');
  await desktop.kill();
  const again = await launch({ userData: desktop.userData, server: server.url });
  expect(await again.page.evaluate(() => callbook.hasSession())).toEqual({ user: { id: 'u1', name: 'Ada' } });
  expect(await again.page.evaluate(async () => (await fetch('/api/leads')).status)).toBe(200);
  await server.stop();
  const offline = await again.page.evaluate(async () => {
    const answer = await fetch('/api/leads');
    return [answer.status, (await answer.json()).code];
  });
  expect(offline).toEqual([503, 'offline']);
});

test('an event stream runs through main', async ({ desktop, server }) => {
  const closed = new Promise<void>((resolve) => {
    server.on('/api/sync/stream', (_asked, response) => {
      response.on('close', resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"n":1}\n\n');
    });
  });
  const text = await desktop.page.evaluate(async () => {
    const stop = new AbortController();
    const { body } = await fetch('/api/sync/stream', { signal: stop.signal });
    const part = await body?.pipeThrough(new TextDecoderStream()).getReader().read();
    stop.abort();
    return part?.value;
  });
  expect(text).toBe('data: {"n":1}\n\n');
  await closed;
});

test('a push of megabytes arrives at the server whole', async ({ desktop, server }) => {
  const note = 'ü'.repeat(1_500_000);
  await signIn(desktop);
  const status = await desktop.page.evaluate(
    async (text) =>
      (await fetch('/api/sync/leads/push', { method: 'POST', body: JSON.stringify({ text }) })).status,
    note,
  );
  expect(status).toBe(200);
  expect(server.asked.at(-1)?.body).toBe(JSON.stringify({ text: note }));
});

test('links go out by the system, only those that are safe', async ({ desktop: { app, page } }) => {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Reflect.set(globalThis, 'opened', opened);
    shell.openExternal = async (url) => void opened.push(url);
  });
  const answers = await page.evaluate(async () => [
    await callbook.openExternal('https://example.com/'),
    await callbook.openExternal('javascript:alert(1)'),
    await callbook.openExternal('file:///etc/passwd'),
  ]);
  expect(answers).toEqual([true, false, false]);
  await page.evaluate(() => void open('https://example.com/popup'));
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened')))
    .toEqual(['https://example.com/', 'https://example.com/popup']);
  expect(await page.evaluate(() => callbook.dial('+49 30 12'))).toBe('copied');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('+49 30 12');
});

test('the window stays on the app', async ({ desktop: { app, page } }) => {
  const asked = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', ({ url }) => resolve(url));
      }),
  );
  const before = page.url();
  await page.evaluate(() => {
    setTimeout(() => location.assign('/api/leads'), 0);
  });
  expect(new URL(await asked).pathname).toBe('/api/leads');
  expect(await page.evaluate(() => typeof callbook.info)).toBe('function');
  expect(page.url()).toBe(before);
});

test('main tells the page of a wake-up, a quick note and a link until it no longer listens', async ({
  desktop,
}) => {
  const { app, page } = desktop;
  await page.evaluate(() => {
    const heard: string[] = [];
    const stops = [
      callbook.onResume(() => void heard.push('resume')),
      callbook.onQuickNote(() => void heard.push('note')),
      callbook.onOpenRoute((route) => void heard.push(route)),
    ];
    Reflect.set(globalThis, 'heard', heard);
    Reflect.set(globalThis, 'stopAll', () => stops.map((stop) => stop()));
  });
  const heard = () => page.evaluate(() => Reflect.get(globalThis, 'heard'));
  const tell = () =>
    app.evaluate(({ app, Menu, powerMonitor }) => {
      powerMonitor.emit('resume');
      Menu.getApplicationMenu()?.getMenuItemById('quick-note')?.click();
      app.emit('second-instance', {}, ['callbook', 'callbook://open/sync']);
    });
  await tell();
  await expect.poll(heard).toEqual(['resume', 'note', '/sync']);
  await page.evaluate(() => Reflect.get(globalThis, 'stopAll')());
  await tell();
  await page.evaluate(() => callbook.info());
  expect(await heard()).toHaveLength(3);
});

test('another server can be chosen, is kept, and gets no token of the first', async ({
  launch,
  desktop,
  server,
}) => {
  await signIn(desktop);
  const other = server.url.replace('127.0.0.1', 'localhost');
  expect(await desktop.page.evaluate((url) => callbook.setServer(url), other)).toEqual({
    ok: true,
    value: { server: other },
  });
  await desktop.page.evaluate(() => fetch('/api/leads'));
  expect(server.asked.at(-1)?.headers.authorization).toBeUndefined();
  expect(await desktop.page.evaluate(() => callbook.setServer('http://desk.example.com'))).toMatchObject({
    ok: false,
    error: { code: 'insecure_address' },
  });
  await desktop.close();
  const again = await launch({ userData: desktop.userData });
  expect(await again.page.evaluate(() => callbook.info())).toMatchObject({
    server: other,
    insecure_storage: false,
  });
});

test('a page that crashes is there again by itself', async ({ desktop: { app, page } }) => {
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => Reflect.set(globalThis, 'back', true));
    contents?.forcefullyCrashRenderer();
  });
  await crashed;
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'back'))).toBe(true);
});

test('without a keyring a PIN comes first, the session is not written down, and the page knows', async ({
  launch,
  server,
}) => {
  const desktop = await launch({
    server: server.url,
    env: { STAND_IN_KEYRING: 'basic_text' },
    args: ['--password-store=basic'],
  });
  await expect(desktop.page.getByText('This computer has no key store')).toBeVisible();
  const refused = await desktop.page.evaluate(async () => (await fetch('/api/leads')).status);
  expect(refused).toBe(423);
  await desktop.page.getByLabel('PIN or password, at least eight characters').fill('blue kettle');
  await desktop.page.getByLabel('Once more').fill('blue kettle');
  await desktop.page.getByRole('button', { name: 'Set the PIN' }).click();
  await expect(desktop.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(desktop);
  expect(await desktop.page.evaluate(() => callbook.info())).toMatchObject({ insecure_storage: true });
  expect(JSON.parse(await readFile(join(desktop.userData, 'session.json'), 'utf8'))).toMatchObject({
    sealed: null,
  });
});
