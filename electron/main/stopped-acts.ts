// What the page about crashes can do without a script: its links lead to addresses that are no pages; going to one from
// there is the act itself. Asked for from any other page, such an address does nothing.
import { APP_ORIGIN, CRASH_PATH, RESTART_PATH, SAVE_PATH } from './app-protocol.ts';

/** The part of Electron's webContents that is used. */
export type StoppedContents = {
  on(event: 'will-navigate', listener: (event: { url: string }) => void): unknown;
  getURL(): string;
};

export type StoppedActs = { restart: () => void; save: () => Promise<void>; warn: (message: string) => void };

/** Watches one page; that the window does not really go there is for navigation.ts to see to. */
export function stoppedActs(contents: StoppedContents, { restart, save, warn }: StoppedActs): void {
  contents.on('will-navigate', ({ url }) => {
    if (!contents.getURL().startsWith(`${APP_ORIGIN}${CRASH_PATH}`)) return;
    if (url === `${APP_ORIGIN}${RESTART_PATH}`) restart();
    if (url === `${APP_ORIGIN}${SAVE_PATH}`) {
      save().catch((fault) => warn(`diagnostics were not saved: ${String(fault)}`));
    }
  });
}
