// A small Electron app for the stand-in's own specs: no more than they look at.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, protocol, safeStorage, session, shell } from 'electron';

const CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; style-src 'self'; frame-src 'self'";
const ORIGIN = 'app://fixture';
const here = import.meta.dirname;
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript' };
const seen = { aborted: [], requests: [], started: [] };
globalThis.seen = seen;

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, stream: true } },
]);
app.enableSandbox();
const first = app.requestSingleInstanceLock();
if (!first) app.quit();

const events = (request) => {
  let timer;
  let count = 0;
  const stop = () => {
    clearInterval(timer);
    seen.aborted.push('/events');
  };
  request.signal.addEventListener('abort', stop, { once: true });
  const body = new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode(`data: ${count++}\n\n`)), 20);
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};

const never = (request) =>
  new Promise((_resolve, reject) => {
    seen.started.push(new URL(request.url).pathname);
    request.signal.addEventListener('abort', () => {
      seen.aborted.push(new URL(request.url).pathname);
      reject(request.signal.reason);
    });
  });

async function serve(request) {
  const { pathname } = new URL(request.url);
  seen.requests.push({
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
  });
  if (pathname === '/events') return events(request);
  if (pathname.startsWith('/never')) return never(request);
  if (pathname === '/large') return new Response(new Uint8Array(10 * 1024 * 1024).fill(7));
  if (pathname === '/broken') throw new Error('the handler broke');
  if (pathname === '/status') return new Response(null, { status: 204, headers: { 'x-answer': 'yes' } });
  if (pathname === '/body') {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const sum = bytes.reduce((total, byte) => (total + byte) % 65521, 0);
    return Response.json({ length: bytes.length, sum, type: request.headers.get('content-type') });
  }
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  if (!/^[a-z-]+\.(html|js)$/.test(name) || !existsSync(join(here, name)))
    return new Response('no', { status: 404 });
  const type = types[name.split('.').pop()];
  return new Response(readFileSync(join(here, name)), {
    headers: { 'content-type': type, 'content-security-policy': CSP },
  });
}

const sealed = () => join(app.getPath('userData'), 'sealed');
ipcMain.handle('echo', (_event, value) => value);
ipcMain.handle('fail', () => {
  throw new Error('boom');
});
ipcMain.handle('sender', (event) => ({
  origin: event.senderFrame.origin,
  isMain: event.senderFrame.parent === null,
}));
ipcMain.handle('seal', async (_event, text) =>
  writeFileSync(sealed(), await safeStorage.encryptStringAsync(text)),
);
ipcMain.handle('open', async () =>
  existsSync(sealed()) ? (await safeStorage.decryptStringAsync(readFileSync(sealed()))).result : null,
);

app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    void shell.openExternal(url);
    return { action: 'deny' };
  });
});
app.on('second-instance', (_event, argv) => {
  globalThis.secondStart = argv;
});
app.on('window-all-closed', () => app.quit());

if (first) {
  app.whenReady().then(() => {
    protocol.handle('app', serve);
    session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
      answer(permission === 'notifications' && details.requestingUrl.startsWith(`${ORIGIN}/`)),
    );
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        {
          label: 'File',
          submenu: [{ id: 'tell', label: 'Tell', click: () => window.webContents.send('news', 'told') }],
        },
      ]),
    );
    const window = new BrowserWindow({
      width: 1100,
      height: 720,
      show: false,
      webPreferences: { preload: join(here, 'preload.cjs'), sandbox: true, contextIsolation: true },
    });
    window.once('ready-to-show', () => window.show());
    window.webContents.on('render-process-gone', () => setTimeout(() => window.webContents.reload(), 0));
    void window.loadURL(`${ORIGIN}/`);
  });
}
