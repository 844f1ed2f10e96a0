// The desktop app's start: the list of its abilities, in the order in which they are set up. The only file of main
// that loads Electron; the abilities take what they need of it as arguments.
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import log from 'electron-log/main';
import trayIcon from '../../resources/tray.png?asset';
import updateKey from '../../resources/update-key.json' with { type: 'json' };
import { createHandle } from '../ipc/handle.ts';
import { APP_ORIGIN, APP_SCHEME, createAppProtocol } from './app-protocol.ts';
import { createCrashBudget, recoverFromCrashes } from './crash-recovery.ts';
import { diagnosticsText } from './diagnostics.ts';
import { createDocuments } from './documents.ts';
import { createExternalLinks } from './external-links.ts';
import { openGuardedWork } from './guarded-work.ts';
import { createKeptFile } from './kept-file.ts';
import { createLaunchAtLogin } from './launch-at-login.ts';
import { setUpLog } from './log.ts';
import { menuTemplate } from './menu.ts';
import { guardNavigation } from './navigation.ts';
import { createNotifications } from './notifications.ts';
import { answerPageCalls } from './page-calls.ts';
import { createPaper } from './paper.ts';
import { setUpPermissions } from './permissions.ts';
import { setUpQuickNoteShortcut } from './quick-note-shortcut.ts';
import { createRateLimit } from './rate-limit.ts';
import { routeFromArgv, routeFromLink } from './routes.ts';
import { createServerChoice } from './server-choice.ts';
import { createSettings } from './settings.ts';
import { stoppedActs } from './stopped-acts.ts';
import { newNonce } from './style-nonce.ts';
import { createTray } from './tray.ts';
import { createLateUpdates } from './updates/late-updates.ts';
import { checkNowAndThen } from './updates/update-times.ts';
import { bringToFront, createPageEvents, openWindow } from './window.ts';

const LOG_LINES_A_MINUTE = 20;
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
app.enableSandbox();

let window: BrowserWindow | null = null;
/** A link of macOS that came before there was a window. */
let early: string | null = null;
const inUserData = (name: string): string => join(app.getPath('userData'), name);
const events = createPageEvents(() => window);
const updates = createLateUpdates();
const links = createExternalLinks({
  openExternal: (url) => shell.openExternal(url),
  writeText: (text) => clipboard.writeText(text),
  programFor: (url) => app.getApplicationNameForProtocol(url),
});
const documents = createDocuments({
  makeFolder: () => mkdtemp(join(app.getPath('temp'), 'callbook-')),
  writeFile: (path, bytes) => writeFile(path, bytes, { mode: 0o600 }),
  removeFolder: (path) => rmSync(path, { recursive: true, force: true }),
  openPath: (path) => shell.openPath(path),
  askWhere: async (defaultPath) => {
    const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
    return canceled || filePath === '' ? null : filePath;
  },
});

async function start(): Promise<void> {
  // The log is no business of the page's.
  log.transports.ipc.level = false;
  const logger = setUpLog(log, inUserData('logs'));
  const warn = (message: string): void => logger.warn(message);
  const settings = createSettings(createKeptFile(inUserData('settings.json')));
  const server = await createServerChoice(settings, process.argv);
  const notifications = createNotifications({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    follow,
  });
  const work = await openGuardedWork({
    folder: app.getPath('userData'),
    inFolder: inUserData,
    sealer: safeStorage,
    platform: process.platform,
    power: powerMonitor,
    fetch: (url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
    server: server.current,
    events,
    page: {
      reload: () => window?.reload(),
      loadStart: async () => window?.loadURL(`${APP_ORIGIN}/`),
      clear: () => session.defaultSession.clearStorageData(),
    },
    // What stands on the screen may name leads.
    locked: notifications.clear,
    removed: documents.clear,
    warn,
  });
  const folder = join(import.meta.dirname, '../renderer');
  const diagnostics = (counts: Readonly<Record<string, number>>): Promise<string> =>
    diagnosticsText(
      {
        ...{ version: app.getVersion(), platform: process.platform, arch: process.arch },
        ...{ versions: process.versions, packaged: app.isPackaged, now: () => new Date() },
        ...{ server: server.current, insecureStorage: work.vault.insecure, updates: updates.state },
        processes: () => app.getAppMetrics(),
        gpu: () => ({ ...app.getGPUFeatureStatus() }),
        readLog: () => readFile(inUserData('logs/callbook.log'), 'utf8').catch(() => ''),
      },
      counts,
    );
  protocol.handle(
    APP_SCHEME,
    createAppProtocol({
      ...{ folder, readFile: (path) => readFile(path), api: work.api, newNonce, diagnostics },
    }),
  );
  app.on('web-contents-created', (_event, contents) =>
    stoppedActs(contents, {
      restart: () => {
        app.relaunch();
        app.quit();
      },
      save: async () => {
        await documents.save('callbook-diagnostics.txt', new TextEncoder().encode(await diagnostics({})));
      },
      warn,
    }),
  );
  setUpPermissions(session.defaultSession);
  answerPageCalls(createHandle(ipcMain, APP_ORIGIN), {
    info: () => ({
      version: app.getVersion(),
      platform: process.platform,
      server: server.current(),
      insecure_storage: work.vault.insecure(),
    }),
    server,
    links,
    documents,
    ...work,
    notifications,
    tray: createTray({
      create: () => {
        const tray = new Tray(nativeImage.createFromPath(trayIcon));
        tray.on('click', () => follow('/today'));
        return {
          setToolTip: (text) => tray.setToolTip(text),
          setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
        };
      },
      setBadge: (count) => app.setBadgeCount(count),
      open: follow,
      quickNote: () => {
        if (window !== null) bringToFront(window);
        events.quickNote();
      },
      quit: () => app.quit(),
      warn,
    }),
    launch: createLaunchAtLogin({
      platform: process.platform,
      packaged: app.isPackaged,
      program: process.env['APPIMAGE'] ?? process.execPath,
      app,
      file: createKeptFile(join(app.getPath('appData'), 'autostart/callbook.desktop')),
    }),
    diagnostics,
    paper: createPaper({ contents: () => window?.webContents ?? null, save: documents.save }),
    updates: {
      ...updates,
      keepDownload: async (how) => {
        updates.setDownload(how);
        await settings.keepUpdateDownload(how);
      },
    },
    writeText: (text) => clipboard.writeText(text),
    logError: (message) => logger.error(`page: ${message}`),
    mayLog: createRateLimit(LOG_LINES_A_MINUTE, 60_000, Date.now),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        appName: app.name,
        tools: !app.isPackaged,
        openRoute: events.openRoute,
        quickNote: events.quickNote,
        lock: work.lock.ask,
        showLogs: () => shell.showItemInFolder(inUserData('logs/callbook.log')),
      }),
    ),
  );
  powerMonitor.on('resume', events.resume);
  // Chromium starts it again by itself; the page stays as it is and is drawn anew.
  app.on('child-process-gone', (_event, { type, reason }) => {
    warn(`a process is gone: ${type}, ${reason}`);
    if (type === 'GPU') window?.webContents.invalidate();
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient('callbook');
  app.on('activate', () => {
    if (window === null) void open(warn);
  });
  logger.info(`Callbook ${app.getVersion()} on ${process.platform}`);
  await open(warn);
  await beginUpdates(server.current, await settings.keptUpdateDownload(), warn);
}

/** A program that is run from its source, or was built without a publisher's key, does not update itself. */
async function beginUpdates(
  server: () => string,
  download: 'auto' | 'ask',
  warn: (message: string) => void,
): Promise<void> {
  const { public_key: publicKey } = updateKey as { public_key: string | null };
  if (!app.isPackaged || publicKey === null) return;
  const { default: updater } = await import('electron-updater');
  const { createUpdates } = await import('./updates/updates.ts');
  const now = () => new Date().toISOString();
  updates.begin(
    createUpdates({
      ...{ updater: updater.autoUpdater, publicKey, server, download, now, warn },
      changed: events.updateChanged,
    }),
  );
  const woken = checkNowAndThen({ check: updates.check, now: Date.now, later: setTimeout });
  powerMonitor.on('resume', woken);
}

async function open(warn: (message: string) => void): Promise<void> {
  window = await openWindow(
    {
      create: (options) => new BrowserWindow(options),
      workAreas: () => screen.getAllDisplays().map((display) => display.workArea),
      file: createKeptFile(inUserData('window.json')),
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      dark: nativeTheme.shouldUseDarkColors,
      warn,
    },
    early ?? routeFromArgv(process.argv),
  );
  early = null;
  recoverFromCrashes(window.webContents, {
    allow: createCrashBudget(Date.now),
    warn,
    later: (work) => setTimeout(work, 0),
  });
  setUpQuickNoteShortcut({
    shortcuts: globalShortcut,
    window,
    pressed: () => {
      if (window !== null) bringToFront(window);
      events.quickNote();
    },
  });
  window.on('closed', () => {
    window = null;
  });
}

/** Leads the window to a place. */
function follow(route: string): void {
  if (window !== null) bringToFront(window);
  events.openRoute(route);
}

app.on('web-contents-created', (_event, contents) => {
  guardNavigation(contents, (url) => void links.open(url));
});
app.on('second-instance', (_event, argv) => {
  if (window === null) return;
  bringToFront(window);
  const route = routeFromArgv(argv);
  if (route !== null) events.openRoute(route);
});
// How macOS hands over a link, to a program that runs or that it has just started for it.
app.on('open-url', (event, link) => {
  event.preventDefault();
  const route = routeFromLink(link);
  if (route === null) return;
  if (window === null) early = route;
  else follow(route);
});
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('will-quit', () => documents.clear());

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((fault) => {
      log.error(fault);
      dialog.showErrorBox('Callbook cannot start', String(fault));
      app.exit(1);
    });
} else {
  app.quit();
}
