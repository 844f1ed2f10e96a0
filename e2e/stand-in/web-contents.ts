// Electron's webContents: the page of one window.
import { EventEmitter } from 'node:events';
import type { StandInWindow } from './browser-window.ts';
import type { EventName, Method, Protocol } from './cdp.ts';
import { emitEvent } from './event.ts';
import type { Host } from './host.ts';
import { notDone } from './not-done.ts';
import { ANSWER_MS, connectIpc, type PageIpc } from './page-ipc.ts';
import { answerRequests } from './page-requests.ts';
import { preparePage } from './page-setup.ts';
import { applyPermissions } from './session.ts';

export type WebPreferences = {
  preload?: string;
  nodeIntegration?: boolean;
  contextIsolation?: boolean;
  sandbox?: boolean;
};
type OpenHandler = (details: { url: string; frameName: string; disposition: string }) => { action: string };

let nextId = 1;

export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly host: Host;
  readonly window: StandInWindow;
  readonly preferences: WebPreferences;
  readonly session: unknown;
  targetId: string | null = null;
  /** The page's address in the app's own scheme; empty before the first load. */
  url = '';
  /** What is being loaded because main asked for it, as Chromium knows it. */
  loading: string | null = null;
  private sessionId = '';
  private crashed = false;
  private gone = false;
  private userAgent = '';
  private openHandler: OpenHandler = () => ({ action: 'allow' });
  private readonly opened: Promise<void>;
  private ipc: PageIpc | null = null;

  constructor(host: Host, window: StandInWindow, preferences: WebPreferences, session: unknown) {
    super();
    const { nodeIntegration, contextIsolation, sandbox } = preferences;
    if (nodeIntegration === true || contextIsolation === false || sandbox === false) {
      notDone('a window without sandbox and context isolation');
    }
    this.host = host;
    this.window = window;
    this.preferences = preferences;
    this.session = session;
    this.opened = this.open();
    this.opened.catch((fault) => console.error('electron stand-in: a window could not be opened', fault));
  }

  private async open(): Promise<void> {
    const { targetId, sessionId } = await this.host.openTarget();
    this.targetId = targetId;
    this.sessionId = sessionId;
    this.followPage();
    answerRequests(this);
    this.ipc = connectIpc(this);
    await preparePage(this, this.ipc.channel);
  }

  /** A DevTools command to this page. */
  command<M extends Method>(
    method: M,
    params?: Protocol.CommandParameters[M],
  ): Promise<Protocol.CommandReturnValues[M]> {
    return this.host.cdp.send(method, params, this.sessionId);
  }

  /** Listens to a DevTools event of this page. */
  onEvent<E extends EventName>(event: E, listener: (payload: Protocol.Events[E]) => void): void {
    this.host.cdp.on(event, listener, this.sessionId);
  }

  private followPage(): void {
    this.onEvent('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    this.onEvent('Page.loadEventFired', () => {
      if (this.url === '') return;
      this.emit('did-finish-load', {});
      this.window.painted();
    });
    this.onEvent('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined || frame.url === 'about:blank') return;
      this.crashed = false;
      this.url = this.host.schemes.toApp(frame.url);
      emitEvent(this, 'did-navigate', {}, this.url, 200, 'OK');
    });
    this.onEvent('Page.navigatedWithinDocument', ({ url }) => {
      this.url = this.host.schemes.toApp(url);
      emitEvent(this, 'did-navigate-in-page', {}, this.url, true);
    });
    this.onEvent('Inspector.targetCrashed', () => {
      this.crashed = true;
      const details = { reason: 'crashed', exitCode: 1 };
      emitEvent(this, 'render-process-gone', {}, details);
      if (this.host.app !== null) emitEvent(this.host.app, 'render-process-gone', {}, this, details);
    });
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    await applyPermissions(this.host, url);
    const target = this.host.schemes.toChromium(url);
    this.loading = target.replace(/#.*$/s, '');
    const { errorText } = await this.command('Page.navigate', { url: target });
    this.loading = null;
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
  }

  reload(): void {
    this.loading = this.host.schemes.toChromium(this.url).replace(/#.*$/s, '');
    this.command('Page.reload').then(
      () => undefined,
      (fault) => console.error('electron stand-in: reload', fault),
    );
  }

  send(channel: string, ...args: unknown[]): void {
    this.ipc?.send(channel, args);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.opened;
    const { result, exceptionDetails } = await this.command('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Follows the app's theme: forced to one, or the system's. */
  async applyTheme(source: string): Promise<void> {
    const features = source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }];
    await this.command('Emulation.setEmulatedMedia', { features });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  askToOpen(url: string): { action: string } {
    return this.openHandler({ url, frameName: '', disposition: 'new-window' });
  }

  invalidate(): void {
    // Chromium draws by itself.
  }
  /** No printer here: asked and declined, unless a spec replaces this function. */
  print(_options: object, done?: (printed: boolean, reason: string) => void): void {
    done?.(false, 'Print job canceled');
  }
  async printToPDF(options: { printBackground?: boolean; preferCSSPageSize?: boolean }): Promise<Buffer> {
    const { data } = await this.command('Page.printToPDF', options);
    return Buffer.from(data, 'base64');
  }
  forcefullyCrashRenderer(): void {
    // Never answered: the page that would do so is gone. A page that goes on has not heard it (see page-ipc.ts).
    this.command('Page.crash').catch(() => undefined);
    const again = setTimeout(() => !this.crashed && this.forcefullyCrashRenderer(), ANSWER_MS);
    again.unref();
    this.once('render-process-gone', () => clearTimeout(again));
  }
  close(): void {
    this.window.close();
  }
  getURL(): string {
    return this.url;
  }
  getTitle(): string {
    return this.window.getTitle();
  }
  isDestroyed(): boolean {
    return this.gone;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  isLoading(): boolean {
    return this.loading !== null;
  }
  isFocused(): boolean {
    return this.window.isFocused();
  }
  focus(): void {
    this.window.focus();
  }
  getUserAgent(): string {
    return this.userAgent;
  }
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
    this.command('Emulation.setUserAgentOverride', { userAgent }).catch(() => undefined);
  }
  setZoomFactor(_factor: number): void {
    // Zoom belongs to the real thing.
  }
  destroyed(): void {
    this.gone = true;
    this.emit('destroyed', {});
  }
}
