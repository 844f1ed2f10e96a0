// What the page has written and the server has not confirmed, in a file of its own beside the page's database: Chromium may
// throw that database away (full disk, downgrade), this file stays. One line of JSON per record, only ever added to, and on
// the disk before a call resolves; calls take effect in the order in which they were made. What is settled is dropped by
// writing the file anew. Every line is sealed by the device key; plain ones of an older version are sealed at the opening.
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type JournalEntry, journalEntrySchema } from '../ipc/contract.ts';
import { fromJson } from './kept-json.ts';
import type { TextSeal } from './seal.ts';

export type WriteJournal = {
  /** Resolves when the entries are on the disk; rejects where the disk does not take them. */
  append(replica: string, entries: readonly JournalEntry[]): Promise<void>;
  /** Forgets these keys; unknown ones are passed over. */
  settle(replica: string, keys: readonly string[]): Promise<void>;
  /** What is not settled, in the order of writing; an entry that was appended again counts once, as it was last. */
  read(replica: string): Promise<JournalEntry[]>;
  /** Deletes the replica's file. */
  forget(replica: string): Promise<void>;
  /** How many entries stand in all files; null while they cannot be read. */
  count(): Promise<number | null>;
  /** Deletes all files, also those put aside. */
  removeAll(): Promise<void>;
  /** Drops what is in memory; what is on the disk is read again when it is next asked for. */
  lock(): void;
};

const sealedSchema = z.object({ sealed: z.string() });
const recordSchema = z.union([
  z.object({ put: journalEntrySchema }),
  z.object({ settled: z.array(z.string()) }),
]);

type JournalRecord = z.infer<typeof recordSchema>;

/** Fewer settled lines than this are not worth a new file. */
const FEW_LINES = 200;

interface Deps {
  folder: string;
  seal: TextSeal;
  warn(message: string): void;
}

/** A journal in `folder`, which is made at the first write. `warn` hears of lines that cannot be read. */
export function createWriteJournal(deps: Deps): WriteJournal {
  const files = new Map<string, Promise<JournalFile>>();
  const fileOf = (replica: string): Promise<JournalFile> => {
    const known = files.get(replica);
    if (known) return known;
    const lines: Lines = {
      write: (record) => JSON.stringify({ sealed: deps.seal.seal(replica, JSON.stringify(record)) }),
      read: (line) => {
        const value = fromJson(line);
        const { data } = sealedSchema.safeParse(value);
        if (data === undefined) return { value, sealed: false };
        const text = deps.seal.unseal(replica, data.sealed);
        return { value: text === null ? undefined : fromJson(text), sealed: true };
      },
    };
    const opened = openJournalFile(join(deps.folder, `${replica}.jsonl`), lines, deps);
    files.set(replica, opened);
    // A disk that fails once may do better at the next call.
    opened.catch(() => files.delete(replica));
    return opened;
  };
  return {
    append: async (replica, entries) => {
      if (entries.length > 0) await (await fileOf(replica)).append(entries);
    },
    settle: async (replica, keys) => {
      await (await fileOf(replica)).settle(keys);
    },
    read: async (replica) => (await fileOf(replica)).standing(),
    forget: async (replica) => {
      const file = await fileOf(replica);
      files.delete(replica);
      await file.remove();
    },
    count: async () => {
      const names = await readdir(deps.folder).catch(() => []);
      const replicas = names.flatMap((name) => (name.endsWith('.jsonl') ? [name.slice(0, -6)] : []));
      try {
        const all = await Promise.all(replicas.map(async (name) => (await fileOf(name)).standing().length));
        return all.reduce((sum, each) => sum + each, 0);
      } catch (fault) {
        deps.warn(`write journal: not counted: ${String(fault)}`);
        return null;
      }
    },
    removeAll: async () => {
      files.clear();
      await rm(deps.folder, { recursive: true, force: true });
    },
    lock: () => files.clear(),
  };
}

/** How records lie in the file. */
interface Lines {
  write(record: JournalRecord): string;
  /** `sealed` says whether it was; the value is undefined where it cannot be opened or is no JSON. */
  read(line: string): { value: unknown; sealed: boolean };
}

interface JournalFile {
  append(entries: readonly JournalEntry[]): Promise<void>;
  settle(keys: readonly string[]): Promise<void>;
  standing(): JournalEntry[];
  remove(): Promise<void>;
}

async function openJournalFile(path: string, lines: Lines, { folder, warn }: Deps): Promise<JournalFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { standing, count, damaged, closed, plain } = readRecords(await textOf(path), lines);
  let written = count;
  if (damaged > 0) warn(`write journal: ${damaged} unreadable line(s) dropped`);
  // Under another key they may be somebody's unsent work: the file as it was stays beside the new one.
  if (closed > 0) await copyFile(path, `${path}.${Date.now()}.closed`);
  if (damaged + plain > 0) written = await rewrite(path, folder, standing, lines);
  // Settled lines alone need not reach the disk at once: without them an entry is only asked about again.
  const enqueue = createGroupCommit(async (records) => {
    await addLines(
      path,
      records.map((record) => lines.write(record)),
      records.some((record) => 'put' in record),
    );
    for (const record of records) apply(standing, record);
    written += records.length;
    if (written - standing.size <= Math.max(FEW_LINES, standing.size)) return;
    try {
      written = await rewrite(path, folder, standing, lines);
    } catch (fault) {
      warn(`write journal: not written anew: ${String(fault)}`);
    }
  });
  /** Keys that stand once all calls so far are on the disk. */
  const told = new Set(standing.keys());
  return {
    append: async (entries) => {
      for (const { key } of entries) told.add(key);
      await Promise.all(entries.map((entry) => enqueue({ put: entry })));
    },
    settle: async (keys) => {
      const known = keys.filter((key) => told.delete(key));
      if (known.length > 0) await enqueue({ settled: known });
    },
    standing: () => [...standing.values()],
    remove: () => rm(path, { force: true }),
  };
}

/** Lines that come while others are being written go together, with one wait for the disk. */
function createGroupCommit(
  commit: (records: JournalRecord[]) => Promise<void>,
): (record: JournalRecord) => Promise<void> {
  let waiting: { record: JournalRecord; done(): void; failed(fault: unknown): void }[] = [];
  let running = false;
  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await commit(group.map(({ record }) => record));
        for (const { done } of group) done();
      } catch (fault) {
        for (const { failed } of group) failed(fault);
      }
    }
    running = false;
  };
  return (record) =>
    new Promise((done, failed) => {
      waiting.push({ record, done, failed });
      if (!running) void run();
    });
}

// Where the disk takes only half of it, the half is cut off again: the next line must not be glued to it.
async function addLines(path: string, texts: readonly string[], durable: boolean): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(texts.map((text) => `${text}\n`).join(''));
      if (durable) await file.datasync();
    } catch (fault) {
      await file.truncate(size);
      throw fault;
    }
  } finally {
    await file.close();
  }
}

/** Answers with the number of lines of the new file. */
async function rewrite(
  path: string,
  folder: string,
  standing: ReadonlyMap<string, JournalEntry>,
  lines: Lines,
): Promise<number> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile([...standing.values()].map((entry) => `${lines.write({ put: entry })}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  await syncFolder(folder);
  return standing.size;
}

// The new name is on the disk once the folder is. Windows opens no folders, and keeps names safe by itself.
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return '';
    throw fault;
  }
}

function readRecords(text: string, lines: Lines) {
  const standing = new Map<string, JournalEntry>();
  const parts = text.split('\n');
  // A line is whole only with its end: what stands behind the last one was torn by a power cut.
  const torn = parts.pop() === '' ? 0 : 1;
  let [unreadable, closed, plain] = [0, 0, 0];
  for (const part of parts) {
    const { value, sealed } = lines.read(part);
    const record = recordSchema.safeParse(value);
    if (!sealed) plain += 1;
    if (sealed && value === undefined) closed += 1;
    if (!record.success) unreadable += 1;
    else apply(standing, record.data);
  }
  return { standing, count: parts.length, damaged: unreadable + torn, closed, plain };
}

function apply(standing: Map<string, JournalEntry>, record: JournalRecord): void {
  for (const key of 'put' in record ? [record.put.key] : record.settled) standing.delete(key);
  if ('put' in record) standing.set(record.put.key, record.put);
}
