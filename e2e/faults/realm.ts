// A program of its own inside this process: its clock, timers, chance and platform are the runner's, its modules are its
// own copy. What it holds in memory ends with it, as with a killed process.

import * as nodeCrypto from 'node:crypto';
import { createHash, webcrypto } from 'node:crypto';
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
  'self',
  'global',
  'globalThis',
] as const;

/** Compiles a CommonJS bundle once; `enter` runs it anew for each realm. */
export function compile(code: string, name: string): Factory {
  const body = `return function (module, require) { const exports = module.exports; const __filename = ''; const __dirname = ''; ${code}\n}`;
  return compileFunction(body, [...NAMES], { filename: name }) as Factory;
}

/** Runs the bundle in a new realm and gives what it exports. */
export function enter<Exports>(factory: Factory, deps: RealmDeps): Exports {
  const table = shadowsOf(deps);
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
  factory(...NAMES.map((name) => table[name]))(module, requireOf(deps));
  return module.exports as Exports;
}

function shadowsOf({ scheduler, owner, chance, skew, platform = {} }: RealmDeps): Record<string, unknown> {
  const started = scheduler.now;
  const now = () => Math.floor(scheduler.now + skew());
  const timer = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
    asHandle(scheduler.plan(owner, Number(delay) || 0, 'timer', () => run(...args)));
  const clear = (handle: unknown) => {
    if (handle instanceof Handle) handle.planned.cancelled = true;
  };
  const repeat = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
    const again = () => {
      handle.planned = scheduler.plan(owner, Number(delay) || 1, 'interval', again);
      run(...args);
    };
    const handle = asHandle(scheduler.plan(owner, Number(delay) || 1, 'interval', again));
    return handle;
  };
  const random = chance.fork('random');
  return {
    Date: dateOf(now),
    performance: { now: () => scheduler.now - started, mark: () => undefined, measure: () => undefined },
    setTimeout: timer,
    clearTimeout: clear,
    setInterval: repeat,
    clearInterval: clear,
    setImmediate: (run: () => void) => timer(run, 0),
    clearImmediate: clear,
    requestIdleCallback: (run: (deadline: object) => void) =>
      timer(() => run({ didTimeout: false, timeRemaining: () => 10 }), 1),
    cancelIdleCallback: clear,
    AbortSignal: signalOf(scheduler, owner),
    Math: Object.create(Math, { random: { value: random.next } }),
    crypto: cryptoOf(scheduler, chance.fork('crypto')),
    fetch: () => Promise.reject(new TypeError('this realm has no network of its own')),
    ...platform,
  };
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
function signalOf(scheduler: Scheduler, owner: Owner): object {
  return Object.assign(Object.create(AbortSignal), {
    timeout: (milliseconds: number) => {
      const controller = new AbortController();
      const expire = () => controller.abort(new DOMException('The operation timed out.', 'TimeoutError'));
      scheduler.plan(owner, milliseconds, 'time limit', expire);
      return controller.signal;
    },
    any: (signals: AbortSignal[]) => AbortSignal.any(signals),
    abort: (reason?: unknown) => AbortSignal.abort(reason),
  });
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
function cryptoOf(scheduler: Scheduler, chance: Chance): object {
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
      return (...args: unknown[]) => scheduler.track(Promise.resolve(value.apply(target, args)));
    },
  });
  return {
    subtle,
    getRandomValues: <T extends ArrayBufferView | null>(into: T) => bytesFrom(chance, into),
    randomUUID: () => uuidFrom(chance),
  };
}

function requireOf({ from, chance }: RealmDeps): (name: string) => unknown {
  const outside = createRequire(from);
  const random = chance.fork('node:crypto');
  const seeded = {
    ...nodeCrypto,
    randomUUID: () => uuidFrom(random),
    randomBytes: (size: number) => bytesFrom(random, Buffer.alloc(size)),
  };
  return (name) =>
    name === 'node:crypto' || name === 'crypto' ? { ...seeded, default: seeded } : outside(name);
}
