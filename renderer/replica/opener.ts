// Opens replicas by server and person, each at most once at a time, and deletes them: one place knows which are open.
import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { openReplica, ownerUser, type ReplicaDeps, type ReplicaUser, replicaName } from './open.ts';
import type { Replica } from './replica-types.ts';
import { buildUnsentFile } from './unsent-file.ts';
import { unsentOf } from './unsent-of.ts';

export interface ReplicaOpener {
  /** The replica of this person on this server. Rejects where the storage of this device fails. */
  open(user: ReplicaUser, server: string): Promise<Replica>;
  /** What the journal holds of unsent work, as a file; null: nothing. It asks no database, so it is there where none opens. */
  unsentFile(user: ReplicaUser, server: string): Promise<UnsentWorkFile | null>;
  /** Deletes everything of a person on this device, unsent work included, open or not. */
  wipe(server: string, userId: string): Promise<void>;
  /** Offers the server what was not sent, of whatever is open; answers how much it has not taken. */
  offerUnsent(): Promise<number>;
  /** Closes whatever is open, before the device key goes. */
  closeAll(): Promise<void>;
  /** After a sign-in: takes up the sync of whatever is open. */
  resume(): void;
}

export interface UnsentWorkFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Documents in it. */
  count: number;
}

interface Held {
  replica: Promise<Replica>;
  /** How many have opened it and not closed it. */
  users: number;
}

/** Deps: those of a replica, the same for all. */
export function createReplicaOpener(deps: ReplicaDeps): ReplicaOpener {
  const held = new Map<string, Held>();
  const closing = new Map<string, Promise<unknown>>();

  const start = async (user: ReplicaUser, server: string, name: string): Promise<Replica> => {
    // The same database cannot be opened while its last user is still closing it.
    await closing.get(name);
    return openReplica(user, server, deps);
  };
  const hold = (user: ReplicaUser, server: string, name: string): Held => {
    const known = held.get(name);
    if (known) return known;
    const made = { replica: start(user, server, name), users: 0 };
    held.set(name, made);
    made.replica.catch(() => held.delete(name));
    return made;
  };
  const letGo = (name: string, end: Promise<unknown>) => {
    held.delete(name);
    closing.set(name, end);
  };

  return {
    open: async (user, server) => {
      const name = replicaName(server, user.id, deps.key_generation);
      const mine = hold(user, server, name);
      mine.users += 1;
      const replica = await mine.replica;
      let closed = false;
      return {
        ...replica,
        close: async () => {
          if (closed) return;
          closed = true;
          mine.users -= 1;
          if (mine.users > 0 || held.get(name) !== mine) return;
          const end = replica.close();
          letGo(name, end);
          await end;
        },
      };
    },
    unsentFile: async (user, server) => {
      const name = replicaName(server, user.id, deps.key_generation);
      const writes = unsentOf((await deps.journal?.read(name)) ?? []);
      if (writes.length === 0) return null;
      const owner = { server, user: ownerUser(user) };
      return { ...buildUnsentFile(owner, deps.clock.now(), writes), count: writes.length };
    },
    wipe: async (server, userId) => {
      const name = replicaName(server, userId, deps.key_generation);
      const mine = held.get(name);
      if (mine) {
        const end = mine.replica.then((replica) => replica.wipe());
        letGo(name, end);
        return end;
      }
      await closing.get(name);
      await removeRxDatabase(name, deps.storage ?? getRxStorageDexie(), false);
      await deps.journal?.forget(name);
    },
    offerUnsent: async () => {
      const open = await Promise.all([...held.values()].map(({ replica }) => replica));
      const left = await Promise.all(open.map(({ sync }) => sync.offerUnsent()));
      return left.reduce((sum, each) => sum + each, 0);
    },
    closeAll: async () => {
      const open = [...held];
      const ends = open.map(async ([name, { replica }]) => {
        const end = replica.then(({ close }) => close());
        letGo(name, end);
        await end;
      });
      await Promise.all(ends);
    },
    resume: () => {
      for (const { replica } of held.values()) void replica.then(({ sync }) => sync.resume());
    },
  };
}
