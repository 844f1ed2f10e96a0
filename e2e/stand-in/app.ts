// Electron's `app`: life and death of the program, its paths and names.
import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emitEvent } from './event.ts';
import type { Host } from './host.ts';
import { dropInstanceLock, takeInstanceLock } from './instance-lock.ts';
import { notDone } from './not-done.ts';

const home = homedir();
const appData = process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');

export class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine;
  private readonly host: Host;
  private readonly paths = new Map<string, string>([
    ['home', home],
    ['appData', appData],
    ['temp', tmpdir()],
    ['desktop', join(home, 'Desktop')],
    ['documents', join(home, 'Documents')],
    ['downloads', join(home, 'Downloads')],
  ]);
  private chosenName: string | null = null;
  private locked = false;

  constructor(host: Host, program: string) {
    super();
    this.host = host;
    const { switches } = host.commandLine;
    this.paths.set('exe', program);
    this.commandLine = {
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
      removeSwitch: (name: string) => void switches.delete(name),
    };
  }

  get name(): string {
    const { productName, name } = this.host.manifest;
    return this.chosenName ?? productName ?? name ?? 'Electron';
  }
  set name(name: string) {
    this.chosenName = name;
  }

  whenReady(): Promise<void> {
    return this.host.ready;
  }
  isReady(): boolean {
    return this.host.isReady;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.host.manifest.version ?? '0.0.0';
  }
  getAppPath(): string {
    return this.host.root;
  }
  getLocale(): string {
    return 'en-US';
  }
  getSystemLocale(): string {
    return 'en-US';
  }
  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  getPath(name: string): string {
    const chosen = this.paths.get(name);
    if (chosen !== undefined) return chosen;
    const userData = this.paths.get('userData') ?? this.host.commandLine.switches.get('user-data-dir');
    switch (name) {
      case 'userData':
      case 'sessionData':
        return resolve(userData ?? join(appData, this.name));
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'crashDumps':
        return join(this.getPath('userData'), 'Crashpad');
      default:
        return notDone(`app.getPath('${name}')`);
    }
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  setAppLogsPath(path: string): void {
    this.paths.set('logs', path);
  }

  enableSandbox(): void {
    // Every window of the stand-in is isolated; one that asks not to be is refused.
  }
  setAppUserModelId(_id: string): void {
    // Windows' task bar only.
  }
  setAboutPanelOptions(_options: object): void {
    // No about panel here.
  }
  focus(): void {
    // No other program to be in front of.
  }
  setAsDefaultProtocolClient(): boolean {
    return true;
  }
  /** Which program opens such addresses: none, unless a spec replaces this function. */
  getApplicationNameForProtocol(_url: string): string {
    return '';
  }
  /** The number on the icon: kept, never drawn. */
  badge = 0;
  setBadgeCount(count: number): boolean {
    this.badge = count;
    return true;
  }
  getGPUFeatureStatus(): object {
    return {};
  }
  getLoginItemSettings(): { openAtLogin: boolean } {
    return { openAtLogin: false };
  }
  setLoginItemSettings(_settings: object): void {
    // Nothing is started at login here, as by Electron on Linux.
  }
  getAppMetrics(): object[] {
    const workingSetSize = Math.round(process.memoryUsage().rss / 1024);
    return [{ pid: process.pid, type: 'Browser', memory: { workingSetSize } }];
  }

  requestSingleInstanceLock(data?: unknown): boolean {
    this.locked = takeInstanceLock(this.getPath('userData'), data, (start) =>
      emitEvent(this, 'second-instance', {}, start.argv, start.cwd, start.data),
    );
    return this.locked;
  }
  hasSingleInstanceLock(): boolean {
    return this.locked;
  }
  releaseSingleInstanceLock(): void {
    if (this.locked) dropInstanceLock(this.getPath('userData'));
    this.locked = false;
  }

  /** Asks every window to close, then ends; a listener that prevents its event keeps the app running. */
  quit(): void {
    if (this.host.quitting) return;
    this.host.quitting = true;
    if (!this.allAgree()) {
      this.host.quitting = false;
      return;
    }
    emitEvent(this, 'quit', {}, 0);
    void this.host.shutDown(0);
  }
  exit(code = 0): void {
    this.host.quitting = true;
    emitEvent(this, 'quit', {}, code);
    void this.host.shutDown(code);
  }
  relaunch(): void {
    notDone('app.relaunch');
  }

  private allAgree(): boolean {
    if (emitEvent(this, 'before-quit').defaultPrevented) return false;
    for (const window of [...this.host.windows.values()]) {
      window.close();
      if (!window.isDestroyed()) return false;
    }
    return !emitEvent(this, 'will-quit').defaultPrevented;
  }
}
