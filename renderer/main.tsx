// The start of the page, in both editions: puts clock, wire, replicas, session and screens together.
import './replica/without-eval.ts';
import { use } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createIds } from '#domain/ids.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import type { DesktopApi } from '../electron/ipc/contract.ts';
import { App } from './app.tsx';
import { LockScreen } from './features/session/lock-screen.tsx';
import type { Inside } from './inside.tsx';
import { Look, Providers } from './providers.tsx';
import type { Trouble } from './replica/classify-answer.ts';
import { createCorrectedClock } from './replica/corrected-clock.ts';
import { createSeal, type Seal } from './replica/seal.ts';
import { createSealAtOnce } from './replica/seal-at-once.ts';
import { openSealedKept } from './replica/sealed-kept.ts';
import { createWire, type Fetch } from './replica/wire.ts';
import { forgetAtSignOut } from './resume/forget-at-sign-out.ts';
import { forgetDrafts } from './session/forget-drafts.ts';
import { createNewerVersion, type NewerVersion } from './session/newer-version.ts';
import { createRefreshingFetch } from './session/refreshing-fetch.ts';
import { createSession } from './session/session.ts';

const ENDINGS: Partial<Record<Trouble['kind'], RefusalCode>> = {
  signed_out: 'unauthenticated',
  inactive: 'account_inactive',
  revoked: 'device_revoked',
};

function report(message: string): void {
  console.error(message);
  void window.callbook?.logError(message);
}

/** What only the desktop edition can do for a replica. */
const desktopParts = (desktop: DesktopApi) => ({
  onResume: desktop.onResume,
  journal: {
    append: desktop.journalAppend,
    settle: desktop.journalSettle,
    read: desktop.journalRead,
    forget: desktop.journalForget,
  },
});

/** The screens, as soon as their code is there. */
const InTime = ({ inside }: { inside: Promise<Inside> }) => use(inside).screens;

/** What the device key opens; undefined in the browser edition, which has none. */
interface Opened {
  seal: Seal;
  generation: string;
  kept: Storage;
}

/** The desktop edition shows the lock until the device key is open. */
async function startUnlocked(root: Root, desktop: DesktopApi): Promise<void> {
  const state = await desktop.keyState();
  const bytes = await desktop.keyBytes();
  if (bytes === null) {
    const opened = () => void startUnlocked(root, desktop);
    root.render(
      <Look>
        <LockScreen desktop={desktop} first={state} opened={opened} />
      </Look>,
    );
    return;
  }
  const kept = openSealedKept(window.localStorage, await createSealAtOnce(bytes), report);
  start(root, { seal: await createSeal(bytes), generation: state.generation, kept });
}

/** The browser edition alone is kept for a time without a network: the desktop program is on the disk. */
function keepForOffline(): NewerVersion | null {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (window.callbook || workers === undefined || !import.meta.env.PROD) return null;
  const newer = createNewerVersion({
    workers,
    script: new URL('service-worker.js', document.baseURI),
    reload: () => window.location.reload(),
    now: Date.now,
  });
  const failed = (fault: unknown) => report(`service worker: ${String(fault)}`);
  const look = () => {
    if (document.visibilityState === 'visible' && navigator.onLine) newer.look().catch(failed);
  };
  newer.start().catch(failed);
  window.addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  return newer;
}

function start(root: Root, opened?: Opened): void {
  const kept = opened?.kept ?? window.localStorage;
  const clock = createCorrectedClock({ kept });
  const ids = createIds();
  const plainFetch: Fetch = (input, init) => window.fetch(input, init);
  // In the desktop edition main renews the session; in the browser edition the page has to.
  const fetch = window.callbook ? plainFetch : createRefreshingFetch({ fetch: plainFetch, ids });
  const wire = createWire({ fetch, clock });
  const inside = import('./inside.tsx').then(({ createInside }) =>
    createInside({
      wire,
      clock,
      ids,
      kept,
      report,
      onEnded: ({ kind }) => {
        const code = ENDINGS[kind];
        if (code) session.expire(code);
      },
      ...(window.callbook ? desktopParts(window.callbook) : {}),
      ...(opened ? { seal: opened.seal, key_generation: opened.generation } : {}),
    }),
  );
  const session = createSession({
    wire,
    desktop: window.callbook,
    kept,
    origin: window.location.origin,
    wipe: async (server, userId) => {
      forgetDrafts(kept, userId);
      await (await inside).opener.wipe(server, userId);
    },
    onSignedIn: () => void inside.then(({ opener }) => opener.resume()),
  });
  const clear = async () => (await inside).resumes.clear();
  forgetAtSignOut(session, { clear }, report);
  window.callbook?.onLocking(async () => {
    // A replica that will not close is no reason to stay open.
    await inside
      .then(({ opener }) => opener.closeAll())
      .catch((fault: unknown) => report(`locking: ${String(fault)}`));
    await window.callbook?.keyLock();
  });
  window.callbook?.onRemoving(async () => {
    const left = await inside
      .then(({ opener }) => opener.offerUnsent())
      .catch((fault: unknown) => {
        report(`removal: ${String(fault)}`);
        return null;
      });
    await window.callbook?.removeNow(left);
  });
  root.render(
    <Providers
      kept={kept}
      session={session}
      serverFetch={fetch}
      newerVersion={keepForOffline()}
      onDefect={(error, stack) => report(`${String(error)}${stack}`)}
    >
      <App
        openReplica={async (user, server) => (await inside).opener.open(user, server)}
        unsentFile={async (user, server) => (await inside).opener.unsentFile(user, server)}
      >
        <InTime inside={inside} />
      </App>
    </Providers>,
  );
  void session.start();
  // After the first screen is there: in a browser nothing else keeps the others for a time without a network.
  requestIdleCallback(() =>
    inside
      .then(({ fetchScreens }) => fetchScreens())
      .catch((fault: unknown) => report(`screens: ${String(fault)}`)),
  );
  // The browser may otherwise throw the replica away when the disk is short, unsent work included.
  void navigator.storage?.persist?.();
}

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no #root');
const root = createRoot(place);
if (window.callbook)
  startUnlocked(root, window.callbook).catch((fault: unknown) => report(`start: ${String(fault)}`));
else start(root);
