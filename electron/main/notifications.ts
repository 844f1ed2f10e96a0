// Native notifications: the page says what and where to, the system shows it, and a click leads there. One per id: a
// newer one takes the place of the one that still stands.
import type { Notice } from '../ipc/contract.ts';

/** The part of Electron's Notification that is used. */
export type NativeNotification = {
  on(event: 'click' | 'close', listener: () => void): unknown;
  show(): void;
  close(): void;
};

export type NotificationDeps = {
  isSupported: () => boolean;
  create: (options: { title: string; body: string }) => NativeNotification;
  /** The person has clicked on one that leads to this route. */
  follow: (route: string) => void;
};

/** Shows notices; false where the system shows none. `clear` takes back all that stand. */
export function createNotifications(deps: NotificationDeps): {
  show(notice: Notice): boolean;
  clear(): void;
} {
  // Held until they are closed: one that nobody holds may be swept away before it is clicked.
  const standing = new Map<string, NativeNotification>();
  return {
    show: ({ id, title, body, route }) => {
      if (!deps.isSupported()) return false;
      const before = standing.get(id);
      standing.delete(id);
      before?.close();
      const shown = deps.create({ title, body });
      standing.set(id, shown);
      const forget = (): void => {
        if (standing.get(id) === shown) standing.delete(id);
      };
      shown.on('click', () => {
        forget();
        deps.follow(route);
      });
      shown.on('close', forget);
      shown.show();
      return true;
    },
    clear: () => {
      const all = [...standing.values()];
      standing.clear();
      for (const one of all) one.close();
    },
  };
}
