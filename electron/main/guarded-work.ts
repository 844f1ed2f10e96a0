// What lies on this computer of a person's work, and who may open it: the session, the lease, the device key, the journal, the
// lock, the removal, and the way to the server that each of them listens to.
import { rm } from 'node:fs/promises';
import { createAutoLock, type PowerMonitor } from './auto-lock.ts';
import { createDeviceKey, whileOpen } from './device-key.ts';
import { createKeptFile } from './kept-file.ts';
import { later } from './later.ts';
import { createLease } from './lease.ts';
import { createNetwork } from './network.ts';
import { createRemoval } from './removal.ts';
import { createTextSeal } from './seal.ts';
import { createSend, type Fetch } from './server-send.ts';
import { createSessionVault, type Sealer } from './session-vault.ts';
import { shredFiles } from './shred.ts';
import type { PageEvents } from './window.ts';
import { createWriteJournal } from './write-journal.ts';

const LEASE_TICK_MS = 15_000;

export type GuardedWork = Awaited<ReturnType<typeof openGuardedWork>>;

/** Reads all of it from the folder of the person's data. */
export async function openGuardedWork(deps: {
  folder: string;
  /** A name in that folder. */
  inFolder: (name: string) => string;
  sealer: Sealer;
  platform: string;
  power: PowerMonitor;
  fetch: Fetch;
  /** The server's address now. */
  server: () => string;
  events: Pick<PageEvents, 'locking' | 'removing'>;
  page: {
    reload: () => void;
    /** Loads it from the beginning; rejects where it does not come. */
    loadStart: () => Promise<void>;
    /** Empties its databases and its storage. */
    clear: () => Promise<void>;
  };
  /** What else shows something of it, and ends as it locks. */
  locked: () => void;
  /** What else has put something of it on the disk, and takes it away. */
  removed: () => void;
  warn: (message: string) => void;
}) {
  const { inFolder, sealer, platform, server, events, page, warn } = deps;
  const vault = createSessionVault({
    ...{ sealer, platform, warn },
    file: createKeptFile(inFolder('session.json')),
  });
  await vault.load();
  const lease = createLease({
    file: createKeptFile(inFolder('lease.json')),
    now: () => Date.now(),
    uptime: () => performance.now(),
    warn,
    changed: (isGranted) => key.noteLease(isGranted),
  });
  await lease.load();
  setInterval(lease.tick, LEASE_TICK_MS).unref();
  // With nobody signed in there is nobody whose work would be shown.
  const closed = () => (vault.current() === null ? null : lease.closed());
  const key = createDeviceKey({
    ...{ sealer, platform, warn, now: Date.now },
    file: createKeptFile(inFolder('device-key.json')),
    asideFile: () => createKeptFile(inFolder(`device-key-${Date.now()}.json`)),
    shred: () => shredFiles(deps.folder, /^device-key.*\.json(\.new)?$/),
    lease: { ...lease, closed },
  });
  const journal = createWriteJournal({ folder: inFolder('journal'), seal: createTextSeal(key.bytes), warn });
  const removal = createRemoval({
    ...{ file: createKeptFile(inFolder('removed.json')), vault, warn, later },
    isOpen: () => key.bytes() !== null,
    countUnsent: () => journal.count(),
    tellPage: events.removing,
    destroyKeys: key.destroy,
    removeFiles: async () => {
      await Promise.all([journal.removeAll(), rm(inFolder('lease.json'), { force: true })]);
      deps.removed();
    },
    // A page that does not come is no reason to leave its data where it is.
    showEnd: () => page.loadStart().catch((fault) => warn(String(fault))),
    clearPage: page.clear,
    post: (to, path, body) =>
      createSend({ fetch: deps.fetch, server: () => to })(path, {
        ...{ method: 'POST', headers: new Headers({ 'content-type': 'application/json' }), body },
      }),
  });
  await removal.load();
  if (removal.state() === null) await key.load();
  else await key.destroy();
  const lock = createAutoLock({
    ...{ key, power: deps.power, later },
    tellPage: events.locking,
    reloadPage: page.reload,
    drop: () => {
      journal.lock();
      deps.locked();
    },
    mustClose: () => closed() !== null,
    repeat: (work, ms) => void setInterval(work, ms).unref(),
  });
  const switchOff = async () => {
    await lease.switchOff();
    lock.ask();
  };
  const { api, renewLease } = createNetwork({
    ...{ fetch: deps.fetch, server, vault },
    revoked: removal.heard,
    lease: { ...lease, switchOff },
  });
  return { vault, key, journal, removal, lock, api: whileOpen(key, api), renewLease };
}
