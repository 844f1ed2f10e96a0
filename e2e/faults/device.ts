// One laptop of a run: its disk and its session outlive its program, which can be killed, put to sleep and started anew.
import { join } from 'node:path';
import type { JournalEntry } from '../../electron/ipc/contract.ts';
import type { JournalStore } from '../../renderer/replica/journal.ts';
import type { Chance } from './chance.ts';
import type { Asked, Fate, Line, Network } from './network.ts';
import type { DevicePart, DeviceProgram } from './parts/device-part.ts';
import type { Disk, DiskWrite, StoredRow } from './parts/memory-disk.ts';
import { enter, type Factory } from './realm.ts';
import { createOwner, type Owner, type Scheduler } from './scheduler.ts';

export const SERVER = 'http://server.invalid';

export interface DeviceDeps {
  name: string;
  user: { id: string; role: 'admin' | 'manager' | 'kam'; time_zone: string };
  tokens: { access_token: string; refresh_token: string };
  scheduler: Scheduler;
  chance: Chance;
  network: Network;
  factory: Factory;
  /** Decides about each request of this device. */
  fate(device: Device, asked: Asked): Fate;
  wrote(device: Device, write: DiskWrite): void;
  sizes: { push: number; pull: number };
  disk_ms: number;
}

/** What its program has told. */
export interface Told {
  ended: string[];
  reports: string[];
}

export class Device {
  readonly told: Told = { ended: [], reports: [] };
  /** Its way to the network in this life. */
  line: Line;
  /** What its clock shows more than the world's time, in milliseconds. */
  skew = 0;
  /** Set: the disk takes nothing more. */
  full = false;
  part: DevicePart | null = null;
  starting: Promise<DevicePart> | null = null;
  readonly #deps: DeviceDeps;
  readonly #stores = new Map<string, Map<string, StoredRow>>();
  readonly #kept = new Map<string, string>();
  readonly #journal = new Map<string, JournalEntry>();
  #session: string | null;
  #owner = createOwner('none');
  #lives = 0;
  /** The name of the replica that its program has open. */
  #database = '';
  #window = new EventTarget();
  #page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  #resume = new Set<() => void>();

  constructor(deps: DeviceDeps) {
    this.#deps = deps;
    const user = { id: deps.user.id };
    this.#session = sessionText(user, deps.tokens);
    this.line = this.#lineOf(this.#owner, true);
  }

  get name(): string {
    return this.#deps.name;
  }
  get user() {
    return this.#deps.user;
  }
  get running(): boolean {
    return this.part !== null;
  }

  /** Loads the program for a new life. */
  #load(): { program: DeviceProgram; owner: Owner; chance: Chance; kept: Storage; line: Line } {
    const { scheduler, factory } = this.#deps;
    this.#lives += 1;
    const owner = createOwner(this.name);
    this.#owner = owner;
    this.#window = new EventTarget();
    this.#page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    this.#resume = new Set();
    const line = this.#lineOf(owner, this.line.online);
    this.line = line;
    const chance = this.#deps.chance.fork(`${this.name} life ${this.#lives}`);
    const kept = keptIn(this.#kept, owner);
    const { program } = enter<DeviceProgram>(factory, {
      scheduler,
      owner,
      chance,
      skew: () => this.skew,
      from: join(import.meta.dirname, '../../package.json'),
      platform: {
        window: this.#window,
        document: this.#page,
        localStorage: kept,
        sessionStorage: kept,
        indexedDB: undefined,
        IDBKeyRange: undefined,
        navigator: {
          get onLine() {
            return line.online;
          },
          userAgent: 'faults',
          locks: createLocks(),
        },
      },
    });
    return { program, owner, chance, kept, line };
  }

  /** The first program of all runs offline and is killed; its documents were never sent. */
  async runFirstProgram(documents: readonly { collection: string; document: object }[]): Promise<void> {
    const { program, owner, chance } = this.#load();
    const given = { user: this.user, server: SERVER, disk: this.#disk(owner, chance) };
    await this.#deps.scheduler.until(program.runFirstProgram(given, documents), `${this.name}, long ago`);
    owner.gone = true;
  }

  /** Starts the program; resolves when the replica is open. */
  start(): Promise<DevicePart> {
    const { network, sizes, user } = this.#deps;
    const { program, owner, chance, kept, line } = this.#load();
    const starting = program
      .startDevice({
        user,
        server: SERVER,
        kept,
        disk: this.#disk(owner, chance),
        journal: this.#journalFor(owner, chance),
        session: {
          read: async () => this.#session,
          write: async (text) => {
            if (!owner.gone) this.#session = text;
          },
          remove: async () => {
            if (!owner.gone) this.#session = null;
          },
        },
        fetch: (url, init) => {
          // A program that has ended asks nothing any more, whatever its last promises still do.
          if (owner.gone) return new Promise<Response>(() => undefined);
          const headers = new Headers(init.headers);
          this.alter(headers);
          return network.fetch(line, url, { ...init, headers });
        },
        onEnded: (kind) => this.told.ended.push(kind),
        report: (message) => this.told.reports.push(message),
        onResume: (listener) => {
          this.#resume.add(listener);
          return () => void this.#resume.delete(listener);
        },
        sizes,
      })
      .then((part) => {
        if (!owner.gone) this.part = part;
        return part;
      });
    this.starting = starting;
    return starting;
  }

  /** Ends the program at once; what is on its disk stays. */
  kill(): void {
    this.#owner.gone = true;
    this.part = null;
    this.starting = null;
    this.#deps.network.drop(this.line);
  }

  /** Deletes all of the page's storage; the session and the journal stay with main. */
  wipe(): void {
    this.#stores.clear();
    this.#kept.clear();
  }

  setOnline(online: boolean): void {
    if (this.line.online === online) return;
    this.line.online = online;
    if (!online) this.#deps.network.drop(this.line);
    this.#window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }

  /** Closes the lid for so many milliseconds. */
  sleep(milliseconds: number): void {
    const { scheduler } = this.#deps;
    this.#owner.asleep_until = scheduler.now + milliseconds;
    scheduler.plan(this.#owner, milliseconds, 'wakes', () => {
      for (const listener of [...this.#resume]) listener();
    });
  }

  /** Writes that main's journal holds. */
  get journalled(): JournalEntry[] {
    return [...this.#journal.values()];
  }

  /** A new sign-in of the same person. */
  signIn(tokens: DeviceDeps['tokens']): void {
    this.#session = sessionText({ id: this.user.id }, tokens);
  }

  /** Somebody else signs in on this laptop. Only while its program does not run. */
  become(user: DeviceDeps['user'], tokens: DeviceDeps['tokens']): void {
    this.#deps.user = user;
    this.signIn(tokens);
  }

  /** Changes the headers of what it sends. */
  alter: (headers: Headers) => void = () => undefined;

  get session(): string | null {
    return this.#session;
  }

  /** What stands on the disk in a collection, tombstones included. */
  stored(collection: string): StoredRow[] {
    for (const [store, rows] of this.#stores)
      if (store.startsWith(`${this.#database} ${collection} `)) return [...rows.values()];
    return [];
  }

  /** Changes what is on the disk behind the program's back. Only while it does not run. */
  tamper(collection: string, change: (rows: Map<string, StoredRow>) => void): void {
    for (const [store, rows] of this.#stores)
      if (store.startsWith(`${this.#database} ${collection} `)) change(rows);
  }

  stores(): string[] {
    return [...this.#stores.keys()];
  }

  #lineOf(owner: Line['owner'], online: boolean): Line {
    return {
      owner,
      user: this.#deps.user.id,
      online,
      fate: (asked) => this.#deps.fate(this, asked),
    };
  }

  /**
   * Main's file: an entry stands when its word has come back at the latest, and outlives the page's storage. As in main,
   * calls take effect in the order in which they were made.
   */
  #journalFor(owner: { gone: boolean }, chance: Chance): JournalStore {
    const { scheduler, disk_ms } = this.#deps;
    const waits = chance.fork('journal');
    const wait = () =>
      disk_ms > 0 && waits.happens(0.4)
        ? scheduler.pause(this.#owner, waits.next() * disk_ms, 'journal')
        : undefined;
    let last: Promise<void> = Promise.resolve();
    const inTurn = async (act: () => void): Promise<void> => {
      last = last.then(wait).then(() => {
        if (!owner.gone) act();
      });
      await last;
      await wait();
    };
    return {
      append: (replica, entries) =>
        inTurn(() => {
          for (const entry of entries) this.#journal.set(`${replica} ${entry.key}`, structuredClone(entry));
        }),
      settle: (replica, keys) =>
        inTurn(() => {
          for (const key of keys) this.#journal.delete(`${replica} ${key}`);
        }),
      read: async (replica) =>
        [...this.#journal].flatMap(([key, entry]) => (key.startsWith(`${replica} `) ? [entry] : [])),
      forget: async (replica) => {
        for (const key of [...this.#journal.keys()])
          if (key.startsWith(`${replica} `)) this.#journal.delete(key);
      },
    };
  }

  #disk(owner: { gone: boolean }, chance: Chance): Disk {
    const { scheduler, disk_ms } = this.#deps;
    const waits = chance.fork('disk');
    const never = new Promise<void>(() => undefined);
    const of = (store: string) => {
      const rows = this.#stores.get(store) ?? new Map<string, StoredRow>();
      this.#stores.set(store, rows);
      return rows;
    };
    return {
      read: (store) => {
        this.#database = store.split(' ')[0] ?? '';
        return [...of(store).values()];
      },
      wrote: (write, primary) => {
        if (owner.gone) return;
        const rows = of(write.store);
        for (const { document } of write.rows) rows.set(String(document[primary]), document);
        this.#deps.wrote(this, write);
      },
      replace: (store, rows, primary) => {
        if (owner.gone) return;
        this.#stores.set(store, new Map(rows.map((row) => [String(row[primary]), row])));
      },
      remove: (store) => void (owner.gone || this.#stores.delete(store)),
      wait: (way) => {
        if (owner.gone) return never;
        if (disk_ms === 0 || !waits.happens(0.4)) return undefined;
        return scheduler.pause(this.#owner, waits.next() * disk_ms, `disk ${way}`);
      },
      room: () => {
        if (this.full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      },
    };
  }
}

const sessionText = (user: object, tokens: object) =>
  JSON.stringify({ server: SERVER, user, backend: 'gnome_libsecret', sealed: sealed(tokens) });
const sealed = (tokens: object) => Buffer.from(JSON.stringify(tokens)).toString('base64');

function keptIn(kept: Map<string, string>, owner: { gone: boolean }): Storage {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void (owner.gone || kept.set(key, value)),
    removeItem: (key) => void (owner.gone || kept.delete(key)),
    clear: () => kept.clear(),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** Web Locks of one page alone: exclusive, first come, first served. */
function createLocks() {
  const last = new Map<string, Promise<unknown>>();
  return {
    request: (name: string, ...rest: unknown[]) => {
      const work = rest.at(-1) as () => Promise<unknown>;
      const next = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(
        name,
        next.catch(() => undefined),
      );
      return next;
    },
  };
}
