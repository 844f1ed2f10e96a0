// Opens replicas by server and person, each at most once at a time, and deletes them: one place knows which are open.
import { removeRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { openReplica, type ReplicaDeps, type ReplicaUser, replicaName } from './open.ts';
import type { Replica } from './replica-types.ts';

export interface ReplicaOpener {
  /** The replica of this person on this server. Rejects where the storage of this device fails. */
  open(user: ReplicaUser, server: string): Promise<Replica>;
  /** Deletes everything of a person on this device, unsent work included, open or not. */
  wipe(server: string, userId: string): Promise<void>;
  /** After a sign-in: takes up the sync of whatever is open. */
  resume(): void;
}

/** Deps: those of a replica, the same for all. */
export function createReplicaOpener(deps: ReplicaDeps): ReplicaOpener {
  const open = new Map<string, Promise<Replica>>();
  const closing = new Map<string, Promise<void>>();

  const opened = async (user: ReplicaUser, server: string, name: string): Promise<Replica> => {
    // The same database cannot be opened while its last user is still closing it.
    await closing.get(name);
    const replica = await openReplica(user, server, deps);
    const done = () => void open.delete(name);
    const close = () => {
      done();
      const ended = replica.close();
      closing.set(name, ended);
      return ended;
    };
    return { ...replica, close, wipe: () => replica.wipe().finally(done) };
  };

  return {
    open: (user, server) => {
      const name = replicaName(server, user.id);
      const known = open.get(name);
      if (known) return known;
      const made = opened(user, server, name);
      open.set(name, made);
      made.catch(() => open.delete(name));
      return made;
    },
    wipe: async (server, userId) => {
      const name = replicaName(server, userId);
      const replica = await open.get(name);
      if (replica) return replica.wipe();
      await closing.get(name);
      await removeRxDatabase(name, deps.storage ?? getRxStorageDexie(), false);
    },
    resume: () => {
      for (const opening of open.values()) void opening.then(({ sync }) => sync.resume());
    },
  };
}
