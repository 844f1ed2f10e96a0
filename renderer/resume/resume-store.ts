// Résumés that were seen or fetched ahead, kept on this device for one person: bounded in bytes, the longest unused go
// first. It is no replica: what is not here can be fetched again.
import Dexie, { type Table } from 'dexie';

export interface KeptResume {
  name: string;
  media_type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a résumé is known by: a new one of the same lead has another name or size. */
export interface ResumeKey {
  lead_id: string;
  name: string;
  size: number | null;
}

export interface ResumeStore {
  get(owner: string, key: ResumeKey): Promise<KeptResume | null>;
  has(owner: string, key: ResumeKey): Promise<boolean>;
  /** Keeps it, unless it is larger than what is kept in all. What another person left behind goes. */
  put(owner: string, key: ResumeKey, resume: KeptResume): Promise<void>;
  /** Drops what belongs to leads that are not here any more. */
  keepOnly(owner: string, isHere: (leadId: string) => boolean): Promise<void>;
  clear(): Promise<void>;
}

/** A row of facts, so that room is made without reading any bytes. */
interface Facts {
  id: string;
  owner: string;
  lead_id: string;
  size: number;
  used_at: number;
}

/** 64 MiB, about a hundred and fifty résumés. */
export const MOST_BYTES = 64 * 1024 * 1024;

const idOf = (owner: string, { lead_id, name, size }: ResumeKey): string =>
  JSON.stringify([owner, lead_id, name, size]);

/** Deps: the database's name, a counter that grows (milliseconds), and the bound, in bytes. */
export function createResumeStore(deps: {
  name?: string;
  now: () => number;
  most_bytes?: number;
}): ResumeStore {
  const { now, most_bytes = MOST_BYTES } = deps;
  const db = new Dexie(deps.name ?? 'callbook-resumes');
  db.version(1).stores({ facts: 'id, owner, used_at', files: 'id' });
  const facts: Table<Facts, string> = db.table('facts');
  const files: Table<KeptResume & { id: string }, string> = db.table('files');

  const drop = async (ids: string[]) => {
    await facts.bulkDelete(ids);
    await files.bulkDelete(ids);
  };
  const makeRoom = async (owner: string, size: number) => {
    const all = await facts.orderBy('used_at').toArray();
    let left = all.reduce((sum, one) => sum + (one.owner === owner ? one.size : 0), size);
    const gone: string[] = [];
    for (const one of all) {
      if (one.owner === owner && left <= most_bytes) continue;
      gone.push(one.id);
      if (one.owner === owner) left -= one.size;
    }
    await drop(gone);
  };

  return {
    has: async (owner, key) => (await facts.get(idOf(owner, key))) !== undefined,
    get: async (owner, key) => {
      const id = idOf(owner, key);
      const found = await files.get(id);
      if (found === undefined) return null;
      await facts.update(id, { used_at: now() });
      const { name, media_type, bytes } = found;
      return { name, media_type, bytes };
    },
    put: (owner, key, { name, media_type, bytes }) => {
      const [id, size] = [idOf(owner, key), bytes.byteLength];
      if (size > most_bytes) return Promise.resolve();
      return db.transaction('rw', facts, files, async () => {
        await drop([id]);
        await makeRoom(owner, size);
        await facts.put({ id, owner, lead_id: key.lead_id, size, used_at: now() });
        await files.put({ id, name, media_type, bytes });
      });
    },
    keepOnly: (owner, isHere) =>
      db.transaction('rw', facts, files, async () => {
        const all = await facts.toArray();
        await drop(all.filter((one) => one.owner !== owner || !isHere(one.lead_id)).map(({ id }) => id));
      }),
    clear: () =>
      db.transaction('rw', facts, files, async () => {
        await facts.clear();
        await files.clear();
      }),
  };
}
