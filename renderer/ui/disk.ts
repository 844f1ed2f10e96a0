// What the browser engine says of the room that this program has on the disk.

export interface Disk {
  /** Bytes, as the engine estimates them; null where it does not say. */
  used: number | null;
  most: number | null;
  /** Whether what is here is kept when the disk runs short; null where the engine does not say. */
  lasting: boolean | null;
}

type Room = Partial<Pick<StorageManager, 'estimate' | 'persisted' | 'persist'>>;

export async function readDisk(room: Room | undefined = navigator.storage): Promise<Disk> {
  const told = await room?.estimate?.().catch(() => null);
  const lasting = await room?.persisted?.().catch(() => null);
  return { used: told?.usage ?? null, most: told?.quota ?? null, lasting: lasting ?? null };
}

/** Asks the engine to keep it; false where it does not promise that. */
export const askToLast = async (room: Room | undefined = navigator.storage): Promise<boolean> =>
  (await room?.persist?.().catch(() => false)) ?? false;
