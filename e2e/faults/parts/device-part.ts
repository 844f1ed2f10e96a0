// One laptop's program: the replica and main's way to the server, exactly as they ship, on a given disk and network.
import '../../../renderer/replica/without-eval.ts';
import { createIds } from '#domain/ids.ts';
import type { KeptFile } from '../../../electron/main/kept-file.ts';
import { createLease } from '../../../electron/main/lease.ts';
import { createNetwork } from '../../../electron/main/network.ts';
import type { Fetch } from '../../../electron/main/server-send.ts';
import { createSessionVault } from '../../../electron/main/session-vault.ts';
import { memoryFile } from '../../../electron/testing/memory.ts';
import { createCorrectedClock } from '../../../renderer/replica/corrected-clock.ts';
import type { JournalStore } from '../../../renderer/replica/journal.ts';
import { openReplica, type ReplicaUser, replicaName } from '../../../renderer/replica/open.ts';
import type { Replica } from '../../../renderer/replica/replica-types.ts';
import { createWire, type Wire } from '../../../renderer/replica/wire.ts';
import { openFirstProgram } from '../../../renderer/testing/first-program.ts';
import { type Disk, memoryDisk } from './memory-disk.ts';

export interface DeviceGiven {
  user: ReplicaUser;
  server: string;
  /** The page's storage. */
  kept: Storage;
  disk: Disk;
  /** Where main keeps the journal. */
  journal: JournalStore;
  /** Where main keeps the session. */
  session: KeptFile;
  fetch: Fetch;
  onEnded(kind: string): void;
  report(message: string): void;
  onResume(listener: () => void): () => void;
  sizes: { push: number; pull: number };
}

export interface DevicePart {
  replica: Replica;
  wire: Wire;
}

/** Starts the program; rejects as `openReplica` does. */
export async function startDevice(given: DeviceGiven): Promise<DevicePart> {
  const vault = createSessionVault({
    sealer: plainSealer,
    file: given.session,
    platform: 'linux',
    warn: given.report,
  });
  await vault.load();
  const lease = createLease({
    ...{ file: memoryFile(), now: Date.now, uptime: () => performance.now(), warn: given.report },
    changed: async () => undefined,
  });
  const server = () => given.server;
  const { api: forward } = createNetwork({
    fetch: given.fetch,
    server,
    vault,
    lease,
    revoked: () => undefined,
  });
  const clock = createCorrectedClock({ kept: given.kept });
  const page = (path: string, init: RequestInit = {}) => {
    const { signal, ...rest } = init;
    const gone = new AbortController();
    const request = new Request(`http://page.invalid${path}`, { ...rest, signal: gone.signal });
    // A request that the collector takes passes no abort on: it is held here.
    signal?.addEventListener('abort', () => !request.signal.aborted && gone.abort(signal.reason), {
      once: true,
    });
    return forward(request);
  };
  const wire = createWire({ fetch: page, clock });
  const replica = await openReplica(given.user, given.server, {
    // There are no workers here; what is searched is no business of the sync.
    openSearchThread: () => ({ postMessage: ignore, terminate: ignore, addEventListener: ignore }),
    wire,
    clock,
    ids: createIds(),
    kept: given.kept,
    onEnded: ({ kind }) => given.onEnded(kind),
    report: given.report,
    onResume: given.onResume,
    journal: given.journal,
    storage: memoryDisk(given.disk),
    sizes: given.sizes,
  });
  return { replica, wire };
}

const ignore = () => undefined;

const plainSealer = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text: string) => Buffer.from(text),
  decryptStringAsync: async (sealed: Buffer) => ({ result: sealed.toString(), shouldReEncrypt: false }),
};

/** What the first program left behind on this disk: these documents, none of them ever sent. */
export async function runFirstProgram(
  { user, server, disk }: Pick<DeviceGiven, 'user' | 'server' | 'disk'>,
  documents: readonly { collection: string; document: object }[],
): Promise<void> {
  const database = await openFirstProgram(replicaName(server, user.id), memoryDisk(disk));
  for (const { collection, document } of documents) await database.collections[collection]?.insert(document);
}

export interface DeviceProgram {
  startDevice: typeof startDevice;
  runFirstProgram: typeof runFirstProgram;
}
