// Electron's BrowserWindow: the frame around a page. What it looks like is only remembered; its size is real.
import { EventEmitter } from 'node:events';
import { emitEvent } from './event.ts';
import type { Host } from './host.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';

export type Bounds = { x: number; y: number; width: number; height: number };
export type WindowOptions = Partial<Bounds> & {
  show?: boolean;
  title?: string;
  webPreferences?: WebPreferences;
};

let nextId = 1;

export class StandInWindow extends EventEmitter {
  readonly id = nextId++;
  readonly webContents: WebContents;
  private readonly host: Host;
  private bounds: Bounds;
  private title: string;
  private visible: boolean;
  private focused: boolean;
  private minimized = false;
  private maximized = false;
  private fullScreen = false;
  private gone = false;
  private hasPainted = false;

  constructor(host: Host, session: unknown, options: WindowOptions) {
    super();
    if (!host.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.host = host;
    this.bounds = { x, y, width, height };
    this.title = options.title ?? host.manifest.productName ?? 'Electron';
    this.visible = options.show !== false;
    this.focused = this.visible;
    this.webContents = new WebContents(host, this, options.webPreferences ?? {}, session);
    host.windows.set(this.id, this);
    if (host.app !== null) {
      emitEvent(host.app, 'web-contents-created', {}, this.webContents);
      emitEvent(host.app, 'browser-window-created', {}, this);
    }
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    this.visible = true;
    this.emit('show', {});
    this.focus();
  }
  showInactive(): void {
    this.visible = true;
    this.emit('show', {});
  }
  hide(): void {
    this.visible = false;
    this.blur();
    this.emit('hide', {});
  }
  focus(): void {
    if (this.focused) return;
    this.focused = true;
    this.emit('focus', {});
  }
  blur(): void {
    if (!this.focused) return;
    this.focused = false;
    this.emit('blur', {});
  }
  minimize(): void {
    this.minimized = true;
    this.emit('minimize', {});
  }
  restore(): void {
    this.minimized = false;
    this.emit('restore', {});
  }
  maximize(): void {
    this.maximized = true;
    this.emit('maximize', {});
  }
  unmaximize(): void {
    this.maximized = false;
    this.emit('unmaximize', {});
  }
  setFullScreen(on: boolean): void {
    this.fullScreen = on;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
  isDestroyed(): boolean {
    return this.gone;
  }

  getBounds(): Bounds {
    return { ...this.bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.bounds };
  }
  getContentBounds(): Bounds {
    return { ...this.bounds };
  }
  getSize(): [number, number] {
    return [this.bounds.width, this.bounds.height];
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.applyBounds().catch((fault) => console.error('electron stand-in: setBounds', fault));
    this.emit('resize', {});
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  /** Gives the page the window's size; a frame around it takes none of it here. */
  async applyBounds(): Promise<void> {
    const { width, height } = this.bounds;
    const { windowId } = await this.webContents.command('Browser.getWindowForTarget');
    await this.webContents.command('Browser.setContentsSize', { windowId, width, height });
  }

  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  setMenu(): void {
    // Drawn by the system only.
  }
  setMenuBarVisibility(): void {
    // Drawn by the system only.
  }
  setBackgroundColor(): void {
    // Seen before the first paint only.
  }
  flashFrame(): void {
    // The system's task bar.
  }

  /** A page has been drawn. */
  painted(): void {
    if (this.hasPainted) return;
    this.hasPainted = true;
    this.emit('ready-to-show', {});
  }
  close(): void {
    if (this.gone || emitEvent(this, 'close').defaultPrevented) return;
    this.destroy();
  }
  destroy(): void {
    const { targetId } = this.webContents;
    if (targetId !== null && !this.host.quitting) {
      this.host.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
    }
    this.destroyed();
  }
  /** The page is no more, whoever closed it. */
  destroyed(): void {
    if (this.gone) return;
    this.gone = true;
    this.host.windows.delete(this.id);
    this.webContents.destroyed();
    this.emit('closed', {});
    if (this.host.windows.size > 0 || this.host.quitting) return;
    const { app } = this.host;
    if (app !== null && app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed', {});
    else void this.host.shutDown(0);
  }
}
