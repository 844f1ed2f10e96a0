// Résumés that were seen or fetched ahead, kept on this device for one person: bounded in bytes, the longest unused go
// first. It is no replica: what is not here can be fetched again. Name and file are sealed where there is a device key.
import Dexie, { type Table } from 'dexie';
import type { Seal } from '../replica/seal.ts';

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
  /** What is kept of this person. */
  size(owner: string): Promise<{ count: number; bytes: number }>;
  clear(): Promise<void>;
}

/** A row of facts, so that room is made without reading any bytes. One per person and lead. */
interface Facts {
  id: string;
  /** Which file of the lead it is: its name, and the size that was told. */
  known: Uint8Array<ArrayBuffer>;
  owner: string;
  lead_id: string;
  size: number;
  used_at: number;
}

/** 64 MiB, about a hundred and fifty résumés. */
export const MOST_BYTES = 64 * 1024 * 1024;

interface File {
  id: string;
  head: Uint8Array<ArrayBuffer>;
  bytes: Uint8Array<ArrayBuffer>;
}

const UNSEALED: Seal = { seal: async (_place, bytes) => bytes, open: async (_place, bytes) => bytes };

const idOf = (owner: string, { lead_id }: ResumeKey): string => JSON.stringify([owner, lead_id]);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (value: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
const fileOf = ({ name, size }: ResumeKey) => [name, size];

/** Deps: the database's name, a counter that grows (milliseconds), the bound, in bytes, and the device key's seal. */
export function createResumeStore(deps: {
  name?: string;
  now: () => number;
  most_bytes?: number;
  seal?: Seal;
}): ResumeStore {
  const { now, most_bytes = MOST_BYTES, seal = UNSEALED } = deps;
  const db = new Dexie(deps.name ?? 'callbook-resumes');
  db.version(1).stores({ facts: 'id, owner, used_at', files: 'id' });
  // What an earlier version kept was not sealed.
  db.version(2)
    .stores({ facts: 'id, owner, used_at', files: 'id' })
    .upgrade(async (upgrade) => {
      await upgrade.table('facts').clear();
      await upgrade.table('files').clear();
    });
  const facts: Table<Facts, string> = db.table('facts');
  const files: Table<File, string> = db.table('files');

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

  const has: ResumeStore['has'] = async (owner, key) => {
    const id = idOf(owner, key);
    const row = await facts.get(id);
    if (row === undefined) return false;
    // Under another key it is as good as not here.
    const known = await seal.open(id, row.known).catch(() => null);
    return known !== null && textOf(known) === JSON.stringify(fileOf(key));
  };

  return {
    has,
    get: async (owner, key) => {
      const id = idOf(owner, key);
      const found = (await has(owner, key)) ? await files.get(id) : undefined;
      if (found === undefined) return null;
      await facts.update(id, { used_at: now() });
      const head = JSON.parse(textOf(await seal.open(`${id} head`, found.head)));
      return { ...head, bytes: await seal.open(`${id} file`, found.bytes) };
    },
    put: async (owner, key, { name, media_type, bytes }) => {
      const [id, size] = [idOf(owner, key), bytes.byteLength];
      if (size > most_bytes) return;
      const known = await seal.seal(id, bytesOf(fileOf(key)));
      const head = await seal.seal(`${id} head`, bytesOf({ name, media_type }));
      const sealed = await seal.seal(`${id} file`, bytes);
      await db.transaction('rw', facts, files, async () => {
        await drop([id]);
        await makeRoom(owner, size);
        await facts.put({ id, known, owner, lead_id: key.lead_id, size, used_at: now() });
        await files.put({ id, head, bytes: sealed });
      });
    },
    keepOnly: (owner, isHere) =>
      db.transaction('rw', facts, files, async () => {
        const all = await facts.toArray();
        await drop(all.filter((one) => one.owner !== owner || !isHere(one.lead_id)).map(({ id }) => id));
      }),
    size: async (owner) => {
      const kept = await facts.where({ owner }).toArray();
      return { count: kept.length, bytes: kept.reduce((sum, { size }) => sum + size, 0) };
    },
    clear: () =>
      db.transaction('rw', facts, files, async () => {
        await facts.clear();
        await files.clear();
      }),
  };
}
