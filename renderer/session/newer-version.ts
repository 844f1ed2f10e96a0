// Newer versions of the browser edition: they are loaded beside the open page, told to the person, and taken when he
// says so. The page is never exchanged under his hands.
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the page says to a version that waits. */
export const TAKE_OVER = 'take over';

/** How often an open page asks, at most. */
const ASK_EVERY_MS = 30 * 60_000;

/** The part of `navigator.serviceWorker` that is needed. */
export type Workers = Pick<ServiceWorkerContainer, 'controller' | 'register' | 'addEventListener'>;

export interface NewerVersion {
  /** Whether another version than the open one is loaded. */
  readonly store: StoreApi<{ ready: boolean }>;
  /** Registers the program for a time without a network. Resolves when that is done; rejects where it cannot be. */
  start(): Promise<void>;
  /** Asks the server for a newer version, unless it was asked just now. */
  look(): Promise<void>;
  /** Opens the page anew, in the newest version. */
  take(): void;
}

/** Deps: the browser's workers, the worker's address, how the page is opened anew, a clock in milliseconds. */
export function createNewerVersion(deps: {
  workers: Workers;
  script: string | URL;
  reload(): void;
  now(): number;
}): NewerVersion {
  const { workers, script, reload, now } = deps;
  const store = createStore<{ ready: boolean }>(() => ({ ready: false }));
  let registered: ServiceWorkerRegistration | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let taking = false;
  // On a first visit the worker takes charge of the page that has just loaded it: nothing newer has come.
  let first = workers.controller === null;
  const note = () => {
    if (registered?.waiting && workers.controller !== null) store.setState({ ready: true });
  };
  const watch = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', note);
  const look = async () => {
    if (registered === null || now() - askedAt < ASK_EVERY_MS) return;
    askedAt = now();
    await registered.update();
  };
  return {
    store,
    start: async () => {
      workers.addEventListener('controllerchange', () => {
        if (first) {
          first = false;
          return;
        }
        // Another window has taken it: this one goes on with what it has until the person says so here.
        if (taking) reload();
        else store.setState({ ready: true });
      });
      registered = await workers.register(script, { updateViaCache: 'none' });
      askedAt = now();
      registered.addEventListener('updatefound', () => watch(registered?.installing ?? null));
      watch(registered.installing);
      note();
    },
    look,
    take: () => {
      taking = true;
      const waiting = registered?.waiting;
      if (waiting) waiting.postMessage(TAKE_OVER);
      else reload();
    },
  };
}
