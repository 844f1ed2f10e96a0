// Puts Electron's module together, as `import … from 'electron'` and `require('electron')` give it to the app.
import { join } from 'node:path';
import { App } from './app.ts';
import { StandInWindow, type WindowOptions } from './browser-window.ts';
import type { Host } from './host.ts';
import { IpcMain } from './ipc-main.ts';
import { menuModule } from './menu.ts';
import { NativeTheme } from './native-theme.ts';
import { strict } from './not-done.ts';
import { createProtocol } from './protocol.ts';
import { createSafeStorage } from './safe-storage.ts';
import { StandInSession } from './session.ts';
import { createSystem, Notification, Tray } from './system.ts';

/** Electron's other modules: named, so that importing them works, and refusing any use. */
const MISSING = [
  'autoUpdater',
  'BaseWindow',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'MessageChannelMain',
  'netLog',
  'powerSaveBlocker',
  'pushNotifications',
  'systemPreferences',
  'utilityProcess',
  'View',
  'WebContentsView',
  'webFrameMain',
];

/** The module for one host. `program` is the path that the stand-in was started by. */
export function createElectron(host: Host, program: string): Record<string, unknown> {
  const app = new App(host, program);
  const ipcMain = new IpcMain(host);
  host.app = app;
  host.ipcMain = ipcMain;
  const protocol = createProtocol(host);
  const defaultSession = new StandInSession(host, protocol);
  const keyFile = (): string => join(app.getPath('userData'), 'stand-in-key');

  class BrowserWindow extends StandInWindow {
    constructor(options: WindowOptions = {}) {
      super(host, defaultSession, options);
    }
    static getAllWindows(): StandInWindow[] {
      return [...host.windows.values()];
    }
    static getFocusedWindow(): StandInWindow | null {
      return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null;
    }
    static fromWebContents(contents: { window: StandInWindow } | null): StandInWindow | null {
      return contents?.window ?? null;
    }
    static fromId(id: number): StandInWindow | null {
      return host.windows.get(id) ?? null;
    }
  }

  const webContents = strict('webContents', {
    getAllWebContents: () => host.allContents(),
    getFocusedWebContents: () => BrowserWindow.getFocusedWindow()?.webContents ?? null,
    fromId: (id: number) => host.allContents().find((contents) => contents.id === id),
    fromDevToolsTargetId: (id: string) => host.allContents().find((contents) => contents.targetId === id),
  });
  const net = strict('net', {
    fetch: (url: string, init?: RequestInit) => fetch(url, init),
    isOnline: () => true,
    online: true,
  });
  const missing = Object.fromEntries(MISSING.map((name) => [name, strict(name, {})]));
  return {
    ...missing,
    ...createSystem(),
    ...menuModule(),
    app,
    BrowserWindow,
    ipcMain,
    nativeTheme: new NativeTheme(host),
    net,
    Notification,
    protocol,
    safeStorage: createSafeStorage(keyFile, () => host.isReady),
    Tray,
    session: strict('session', { defaultSession }),
    webContents,
  };
}
