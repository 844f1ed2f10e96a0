// What the stand-in's parts share: the app it runs, its Chromium, its windows, its scheme handlers.
import type { EventEmitter } from 'node:events';
import type { StandInWindow } from './browser-window.ts';
import type { Cdp } from './cdp.ts';
import type { Chromium } from './chromium.ts';
import type { CommandLine } from './command-line.ts';
import { notDone } from './not-done.ts';
import { Schemes } from './schemes.ts';
import type { WebContents } from './web-contents.ts';

/** package.json of the app, as far as Electron reads it. */
export type Manifest = { name?: string; productName?: string; version?: string; main?: string };
export type SchemeHandler = (request: Request) => Response | Promise<Response>;
export type IpcHandler = (event: unknown, ...args: unknown[]) => unknown;
/** Electron's permission request handler. */
export type PermissionHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void;

export class Host {
  /** The app's folder, where its package.json stands. */
  readonly root: string;
  readonly manifest: Manifest;
  readonly commandLine: CommandLine;
  readonly schemes = new Schemes();
  readonly handlers = new Map<string, SchemeHandler>();
  readonly ipcHandlers = new Map<string, IpcHandler>();
  readonly windows = new Map<number, StandInWindow>();
  /** The page's two scripts, by file name. */
  readonly pageScripts: { mainWorld: string; isolatedWorld: string };
  permissionHandler: PermissionHandler | null = null;
  chromium: Chromium | null = null;
  isReady = false;
  quitting = false;
  readonly ready: Promise<void>;
  /** Where `app` and `ipcMain` emit; set while the API is put together. */
  app: EventEmitter | null = null;
  ipcMain: EventEmitter | null = null;
  /** Opens a page in Chromium for a window; set at start. */
  openTarget: () => Promise<{ targetId: string; sessionId: string }> = () => notDone('a window before start');
  /** Leaves an answer for a request that is sent on to the loopback; set at start. */
  leaveAnswer: (answer: Response) => { header: string; ticket: string } = () =>
    notDone('a page before start');
  private resolveReady: () => void = () => undefined;

  constructor(parts: Pick<Host, 'root' | 'manifest' | 'commandLine' | 'pageScripts'>) {
    this.root = parts.root;
    this.manifest = parts.manifest;
    this.commandLine = parts.commandLine;
    this.pageScripts = parts.pageScripts;
    this.ready = new Promise((resolve) => {
      this.resolveReady = resolve;
    });
  }

  get cdp(): Cdp {
    return this.chromium?.cdp ?? notDone('the use of windows before app is ready');
  }

  markReady(): void {
    this.isReady = true;
    this.resolveReady();
    this.app?.emit('ready', {}, {});
  }

  allContents(): WebContents[] {
    return [...this.windows.values()].map((window) => window.webContents);
  }

  /** Ends Chromium, then this process. */
  async shutDown(code: number): Promise<void> {
    await this.chromium?.close();
    process.exit(code);
  }
}
