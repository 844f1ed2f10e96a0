// RxDB pushes what is newer than the last write it pushed, by the device's clock. After that clock was set back, new
// writes would look old and would never be pushed. So its clock is moved past the newest write on disk before any other.
import { getChangedDocumentsSince, now, type RxStorageInstance } from 'rxdb';

type Instance = RxStorageInstance<unknown, unknown, unknown, unknown>;

interface DexieTable {
  orderBy(index: string): { last(): Promise<unknown> };
}

/** Moves RxDB's clock past the newest write in these storages. To be awaited before the app may write. */
export async function primeWriteClock(instances: readonly object[]): Promise<number> {
  const newest = await Promise.all(instances.map((instance) => newestWrite(instance as Instance)));
  const latest = Math.max(0, ...newest);
  moveClockTo(latest);
  return latest;
}

// now() never goes backwards, and reads Date.now once. Nothing else runs in between: this is one synchronous stretch.
function moveClockTo(milliseconds: number): void {
  const real = Date.now;
  if (milliseconds < real()) return;
  try {
    Date.now = () => Math.ceil(milliseconds) + 1;
    now();
  } finally {
    Date.now = real;
  }
}

async function newestWrite(instance: Instance): Promise<number> {
  const internals: unknown = await instance.internals;
  return hasTable(internals)
    ? writtenAt(await internals.dexieTable.orderBy('_meta.lwt').last())
    : newestByReading(instance);
}

const hasTable = (internals: unknown): internals is { dexieTable: DexieTable } =>
  typeof internals === 'object' && internals !== null && 'dexieTable' in internals;

function writtenAt(document: unknown): number {
  const meta = (document as { _meta?: { lwt?: unknown } } | undefined)?._meta;
  return typeof meta?.lwt === 'number' ? meta.lwt : 0;
}

// Storages without such an index live in memory, where reading all is cheap.
async function newestByReading(instance: Instance): Promise<number> {
  const { documents } = await getChangedDocumentsSince(instance, Number.MAX_SAFE_INTEGER);
  return Math.max(0, ...documents.map(writtenAt));
}
