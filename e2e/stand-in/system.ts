// What the app asks of the operating system. Nothing of it happens; specs replace a function to see it asked for.
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { strict } from './not-done.ts';

const DISPLAY = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
};

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}

/** An icon in the tray: kept and clicked, never drawn. */
export class Tray extends EventEmitter {
  tip = '';
  menu: unknown = null;

  constructor(_image: unknown) {
    super();
    Tray.all.push(this);
  }
  static readonly all: Tray[] = [];
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  setContextMenu(menu: unknown): void {
    this.menu = menu;
  }
  setImage(_image: unknown): void {
    // Never drawn.
  }
  isDestroyed(): boolean {
    return false;
  }
  destroy(): void {
    Tray.all.splice(Tray.all.indexOf(this), 1);
  }
}

/** shell, dialog, clipboard, screen, powerMonitor, globalShortcut. */
export function createSystem() {
  const shortcuts = new Map<string, () => void>();
  let copied = '';
  return {
    shell: strict('shell', {
      openExternal: async (_url: string): Promise<void> => undefined,
      openPath: async (_path: string): Promise<string> => '',
      showItemInFolder: (_path: string): void => undefined,
      beep: (): void => undefined,
    }),
    dialog: strict('dialog', {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
      showErrorBox: (title: string, content: string): void => console.error(`dialog: ${title}: ${content}`),
    }),
    clipboard: strict('clipboard', {
      writeText: (text: string): void => {
        copied = text;
      },
      readText: (): string => copied,
      clear: (): void => {
        copied = '';
      },
    }),
    nativeImage: strict('nativeImage', {
      createFromPath: (path: string) => ({ path, isEmpty: () => !existsSync(path) }),
      createEmpty: () => ({ path: '', isEmpty: () => true }),
    }),
    screen: Object.assign(new EventEmitter(), {
      getPrimaryDisplay: () => DISPLAY,
      getAllDisplays: () => [DISPLAY],
      getDisplayMatching: () => DISPLAY,
    }),
    powerMonitor: Object.assign(new EventEmitter(), {
      getSystemIdleTime: () => 0,
      getSystemIdleState: () => 'active',
      isOnBatteryPower: () => false,
    }),
    globalShortcut: strict('globalShortcut', {
      register: (key: string, pressed: () => void): boolean => {
        if (shortcuts.has(key)) return false;
        shortcuts.set(key, pressed);
        return true;
      },
      unregister: (key: string): void => void shortcuts.delete(key),
      unregisterAll: (): void => shortcuts.clear(),
      isRegistered: (key: string): boolean => shortcuts.has(key),
    }),
  };
}
