// Today's calls in the system's tray, and on the program's icon where the platform counts there. Closing the window ends
// the program as ever; the tray only says how the day stands and leads there.
import type { MenuItemConstructorOptions } from 'electron';

export type TrayDeps = {
  /** Puts the icon there, or throws where the desktop has no place for one. */
  create: () => { setToolTip(text: string): void; setMenu(template: MenuItemConstructorOptions[]): void };
  /** The number on the program's icon; false where there is none. */
  setBadge: (count: number) => boolean;
  open: (route: string) => void;
  quickNote: () => void;
  quit: () => void;
  warn: (message: string) => void;
};

/** The words of the tray. `count` is null until the page has said it. */
export function trayWords(count: number | null): string {
  if (count === null) return 'Callbook';
  if (count === 0) return 'Callbook: nothing is due today';
  return `Callbook: ${count} ${count === 1 ? 'call is' : 'calls are'} due today`;
}

/** Shows the tray; `setCount` says how many calls are due today. */
export function createTray(deps: TrayDeps): { setCount(count: number): void } {
  const tray = placed(deps);
  const tell = (count: number | null): void => {
    const words = trayWords(count);
    tray?.setToolTip(words);
    tray?.setMenu([
      { id: 'today', label: words, click: () => deps.open('/today') },
      { id: 'tray-note', label: 'Quick note', click: deps.quickNote },
      { type: 'separator' },
      { id: 'tray-quit', label: 'Quit', click: deps.quit },
    ]);
  };
  tell(null);
  return {
    setCount: (count) => {
      deps.setBadge(count);
      tell(count);
    },
  };
}

function placed({ create, warn }: TrayDeps): ReturnType<TrayDeps['create']> | null {
  try {
    return create();
  } catch (fault) {
    warn(`no tray here: ${String(fault)}`);
    return null;
  }
}
