// Keeps the window on the app's own page: nothing else is loaded into it, no second window opens, no web view.
import { APP_ORIGIN, CRASH_PATH, DIAGNOSTICS_PATH } from './app-protocol.ts';

const PAGES: readonly string[] = ['/', '/index.html', CRASH_PATH, DIAGNOSTICS_PATH];

/** Whether the window may go there: the app's page, or the page about crashes. Answers of the server are no pages. */
export function isAppPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}` === APP_ORIGIN && PAGES.includes(pathname);
}

type Cancellable = { preventDefault(): void };
type Navigation = Cancellable & { url: string };

/** The part of Electron's webContents that is used. */
export type GuardedContents = {
  on(event: 'will-navigate', listener: (event: Navigation) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (event: Navigation) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Cancellable) => void): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
};

/** Guards one web contents; links that ask for a new window go through `openOutside`. */
export function guardNavigation(contents: GuardedContents, openOutside: (url: string) => void): void {
  const refuse = (event: Navigation): void => {
    if (!isAppPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
