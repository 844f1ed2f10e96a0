// Electron's `session`: one, the default. Permissions are decided once for each origin that a window shows, by the
// app's own handler, for Chromium has no question of its own that could be passed on.
import { EventEmitter } from 'node:events';
import type { Host, PermissionHandler } from './host.ts';
import { notDone } from './not-done.ts';

/** Electron's name → the names of the web platform. */
const PERMISSIONS: Record<string, string[]> = {
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'persistent-storage': ['persistent-storage'],
  'idle-detection': ['idle-detection'],
};

export class StandInSession extends EventEmitter {
  readonly protocol: object;
  private readonly host: Host;

  constructor(host: Host, protocol: object) {
    super();
    this.host = host;
    this.protocol = protocol;
  }

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.host.permissionHandler = handler;
  }
  setPermissionCheckHandler(_handler: unknown): void {
    // Covered by the decision of the request handler.
  }
  setSpellCheckerEnabled(_on: boolean): void {
    // Spelling is never checked here.
  }
  async clearCache(): Promise<void> {
    await this.host.cdp.send('Storage.clearCookies');
  }
  /** Empties IndexedDB, caches and the rest of every origin that a window shows. */
  async clearStorageData(): Promise<void> {
    for (const contents of this.host.allContents()) {
      const { origin } = new URL(this.host.schemes.toChromium(contents.url));
      await contents.command('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
  }
  async clearData(): Promise<void> {
    await this.clearStorageData();
  }
  async flushStorageData(): Promise<void> {
    // Chromium writes by itself.
  }
  getStoragePath(): string {
    return notDone('session.getStoragePath');
  }
}

/** Tells Chromium what the app's handler allows to the page of this address. */
export async function applyPermissions(host: Host, url: string): Promise<void> {
  const { origin } = new URL(host.schemes.toChromium(url));
  for (const [permission, names] of Object.entries(PERMISSIONS)) {
    let granted = true;
    const answer = (decision: boolean): void => {
      granted = decision;
    };
    host.permissionHandler?.(null, permission, answer, { requestingUrl: url, isMainFrame: true });
    const setting = granted ? 'granted' : 'denied';
    await Promise.all(
      names.map((name) => host.cdp.send('Browser.setPermission', { permission: { name }, setting, origin })),
    );
  }
}
