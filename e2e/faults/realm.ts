// A program of its own inside this process: its clock, timers, chance and platform are the runner's, its modules are its
// own copy. What it holds in memory ends with it, as with a killed process.

import * as nodeCrypto from 'node:crypto';
import { createHash, webcrypto } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Chance } from './chance.ts';
import type { Owner, Planned, Scheduler } from './scheduler.ts';

/** What a realm is run with. */
export interface RealmDeps {
  scheduler: Scheduler;
  owner: Owner;
  chance: Chance;
  /** What its clock shows more than the world's time, in milliseconds. */
  skew(): number;
  /** Further names that its code finds, a page's `window` for instance. */
  platform?: Record<string, unknown>;
  /** From where it requires what is not in its bundle. */
  from: string;
}

export type Factory = (...shadows: unknown[]) => (module: { exports: unknown }, require: unknown) => void;

const NAMES = [
  'Date',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'requestIdleCallback',
  'cancelIdleCallback',
  'AbortSignal',
  'Math',
  'crypto',
  'fetch',
  'navigator',
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'IDBKeyRange',
  'WeakRef',
  'FinalizationRegistry',
  'self',
  'global',
  'globalThis',
] as const;

/** Compiles a CommonJS bundle once; `enter` runs it anew for each realm. */
export function compile(code: string, name: string): Factory {
  const body = `return function (module, require) { const exports = module.exports; const __filename = ''; const __dirname = ''; ${code}\n}`;
  return compileFunction(body, [...NAMES], { filename: name }) as Factory;
}

/** A program that has been loaded, and can be started anew as often as everything that it held is over. */
export interface Realm<Exports> {
  program: Exports;
  /** Gives it other owners, clocks and chances: what it plans from now on is theirs. */
  take(deps: RealmDeps): void;
}

/** Runs the bundle in a new realm. */
export function enter<Exports>(factory: Factory, deps: RealmDeps): Realm<Exports> {
  const life: Life = { deps, began: deps.scheduler.now, ...chancesOf(deps) };
  const table = shadowsOf(life);
  const globals = new Proxy(globalThis, {
    get: (target, key) => (key in table ? table[key as string] : Reflect.get(target, key)),
    has: (target, key) => key in table || Reflect.has(target, key),
    set: (_target, key, value) => {
      table[key as string] = value;
      return true;
    },
  });
  for (const name of ['self', 'global', 'globalThis']) table[name] = globals;
  const module = { exports: {} };
  factory(...NAMES.map((name) => table[name]))(module, requireOf(life));
  return {
    program: module.exports as Exports,
    take: (next) => void Object.assign(life, { deps: next, began: next.scheduler.now }, chancesOf(next)),
  };
}

/** Realms of one program of which what ran in them is over. A realm that has run before runs at the speed of a warm one. */
export interface Realms<Exports> {
  borrow(deps: RealmDeps): Realm<Exports>;
  giveBack(realm: Realm<Exports>): void;
}

export function createRealms<Exports>(factory: Factory): Realms<Exports> {
  const idle: Realm<Exports>[] = [];
  return {
    borrow: (deps) => {
      const realm = idle.shift();
      realm?.take(deps);
      return realm ?? enter<Exports>(factory, deps);
    },
    giveBack: (realm) => void idle.push(realm),
  };
}

interface Life {
  deps: RealmDeps;
  /** The world's time at which it was started. */
  began: number;
  random: Chance;
  web: Chance;
  node: Chance;
}

const chancesOf = ({ chance }: RealmDeps) => ({
  random: chance.fork('random'),
  web: chance.fork('crypto'),
  node: chance.fork('node:crypto'),
});

function shadowsOf(life: Life): Record<string, unknown> {
  const plan = (delay: unknown, least: number, what: string, run: () => void) =>
    life.deps.scheduler.plan(life.deps.owner, Number(delay) || least, what, run);
  const now = () => Math.floor(life.deps.scheduler.now + life.deps.skew());
  const timer = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
    asHandle(plan(delay, 0, 'timer', () => run(...args)));
  const clear = (handle: unknown) => {
    if (handle instanceof Handle) handle.planned.cancelled = true;
  };
  const repeat = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
    const again = () => {
      handle.planned = plan(delay, 1, 'interval', again);
      run(...args);
    };
    const handle = asHandle(plan(delay, 1, 'interval', again));
    return handle;
  };
  return {
    Date: dateOf(now),
    performance: {
      now: () => life.deps.scheduler.now - life.began,
      mark: () => undefined,
      measure: () => undefined,
    },
    setTimeout: timer,
    clearTimeout: clear,
    setInterval: repeat,
    clearInterval: clear,
    setImmediate: (run: () => void) => timer(run, 0),
    clearImmediate: clear,
    requestIdleCallback: (run: (deadline: object) => void) =>
      timer(() => run({ didTimeout: false, timeRemaining: () => 10 }), 1),
    cancelIdleCallback: clear,
    AbortSignal: signalOf(plan),
    Math: Object.create(Math, { random: { value: () => life.random.next() } }),
    crypto: cryptoOf(life),
    fetch: () => Promise.reject(new TypeError('this realm has no network of its own')),
    WeakRef: StrongRef,
    FinalizationRegistry: NothingIsFinal,
    ...life.deps.platform,
  };
}

// RxDB reads from its cache what the collector has not taken yet: when that is, no seed decides.
class StrongRef {
  readonly deref: () => object;
  constructor(target: object) {
    this.deref = () => target;
  }
}
class NothingIsFinal {
  readonly register = () => undefined;
  readonly unregister = () => undefined;
}

class Handle {
  planned: Planned;
  constructor(planned: Planned) {
    this.planned = planned;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return true;
  }
}
const asHandle = (planned: Planned) => new Handle(planned);

function dateOf(now: () => number): DateConstructor {
  const RealmDate = class extends Date {
    constructor(...args: unknown[]) {
      if (args.length === 0) super(now());
      else super(...(args as [number]));
    }
    static override now(): number {
      return now();
    }
  };
  return RealmDate as unknown as DateConstructor;
}

/** Time limits of requests run on the world's clock. */
function signalOf(plan: (delay: number, least: number, what: string, run: () => void) => Planned): object {
  return Object.assign(Object.create(AbortSignal), {
    timeout: (milliseconds: number) => {
      const controller = new AbortController();
      const expire = () => controller.abort(new DOMException('The operation timed out.', 'TimeoutError'));
      plan(milliseconds, 0, 'time limit', expire);
      return controller.signal;
    },
    any: anyOf,
    abort: (reason?: unknown) => AbortSignal.abort(reason),
  });
}

/** Node's own lets the collector take a signal that somebody still waits for. */
function anyOf(signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    const abort = () => controller.abort(signal.reason);
    // One that ends everything has as many listeners as there are streams.
    setMaxListeners(0, signal);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
  return controller.signal;
}

function bytesFrom<T extends ArrayBufferView | null>(chance: Chance, into: T): T {
  if (into === null) return into;
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = chance.below(256);
  return into;
}

function uuidFrom(chance: Chance): string {
  const bytes = bytesFrom(chance, Buffer.alloc(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Web Crypto with chance from the seed. Hashing is done at once; what goes to other threads is waited for. */
function cryptoOf(life: Life): object {
  const digest = async (_algorithm: unknown, data: ArrayBuffer | ArrayBufferView) => {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer;
  };
  const subtle = new Proxy(webcrypto.subtle, {
    get: (target, key) => {
      if (key === 'digest') return digest;
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => life.deps.scheduler.track(Promise.resolve(value.apply(target, args)));
    },
  });
  return {
    subtle,
    getRandomValues: <T extends ArrayBufferView | null>(into: T) => bytesFrom(life.web, into),
    randomUUID: () => uuidFrom(life.web),
  };
}

function requireOf(life: Life): (name: string) => unknown {
  const outside = createRequire(life.deps.from);
  const seeded = {
    ...nodeCrypto,
    randomUUID: () => uuidFrom(life.node),
    randomBytes: (size: number) => bytesFrom(life.node, Buffer.alloc(size)),
  };
  return (name) =>
    name === 'node:crypto' || name === 'crypto' ? { ...seeded, default: seeded } : outside(name);
}
