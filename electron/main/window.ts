// The one window: its size and place, its sandboxed page, and what main tells that page.
import type { BrowserWindowConstructorOptions } from 'electron';
import { eventChannels } from '../ipc/channels.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { KeptFile } from './kept-file.ts';
import { readJson } from './kept-json.ts';
import {
  MIN_HEIGHT,
  MIN_WIDTH,
  openingState,
  type Rectangle,
  type WindowState,
  windowStateSchema,
} from './window-state.ts';

const KEEP_AFTER_MS = 500;

/** The part of Electron's BrowserWindow that is used. */
export type AppWindow = {
  webContents: { send(channel: string, ...args: unknown[]): void };
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'resize', listener: () => void): unknown;
  on(event: 'move', listener: () => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  maximize(): void;
  restore(): void;
  isMaximized(): boolean;
  isMinimized(): boolean;
  isDestroyed(): boolean;
  getNormalBounds(): Rectangle;
};

export type WindowDeps<W extends AppWindow> = {
  create: (options: BrowserWindowConstructorOptions) => W;
  workAreas: () => Rectangle[];
  file: KeptFile;
  /** Absolute path of the preload script. */
  preload: string;
  dark: boolean;
  warn: (message: string) => void;
};

/** Opens the window at the given route, shown as soon as its page has painted. */
export async function openWindow<W extends AppWindow>(deps: WindowDeps<W>, route: string | null): Promise<W> {
  const state = openingState(await readJson(deps.file, windowStateSchema), deps.workAreas());
  const window = deps.create(windowOptions(state, deps.preload, deps.dark));
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  keepState(window, deps);
  window
    .loadURL(`${APP_ORIGIN}/${route === null ? '' : `#${route}`}`)
    .catch((fault) => deps.warn(`the page did not load: ${String(fault)}`));
  return window;
}

/** The window's options: the safe defaults are written out, so that a change of them is seen. */
export function windowOptions(
  state: WindowState,
  preload: string,
  dark: boolean,
): BrowserWindowConstructorOptions {
  const { x, y, width, height } = state;
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Callbook',
    backgroundColor: dark ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // Replication goes on while another program is in front.
      backgroundThrottling: false,
    },
  };
}

function keepState(window: AppWindow, { file, warn }: Pick<WindowDeps<AppWindow>, 'file' | 'warn'>): void {
  const keep = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    const state: WindowState = { x, y, width, height, maximized: window.isMaximized() };
    file.write(JSON.stringify(state)).catch((fault) => warn(`window.json: ${String(fault)}`));
  };
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(timer);
    keep();
  });
}

/** Brings the window to the front. */
export function bringToFront(window: AppWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** What main tells the page unasked; each is lost while there is no window. */
export type PageEvents = {
  resume(): void;
  quickNote(): void;
  openRoute(route: string): void;
  updateChanged(): void;
  locking(): void;
  removing(): void;
};

/** Sends to whichever window there is at the time. */
export function createPageEvents(window: () => AppWindow | null): PageEvents {
  const send = (channel: string, ...args: string[]): void => {
    const open = window();
    if (open !== null && !open.isDestroyed()) open.webContents.send(channel, ...args);
  };
  return {
    resume: () => send(eventChannels.resume),
    quickNote: () => send(eventChannels.quickNote),
    openRoute: (route) => send(eventChannels.openRoute, route),
    updateChanged: () => send(eventChannels.updateChanged),
    locking: () => send(eventChannels.locking),
    removing: () => send(eventChannels.removing),
  };
}
