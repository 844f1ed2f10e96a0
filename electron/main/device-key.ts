// The key under which everything of a person's work is sealed on this computer: random, one per device. On the disk it lies
// wrapped only: by the system's keyring, or by a PIN or password once there is one, and then by that alone. A wrap that cannot
// be opened costs nothing: the file stays, and the screen says what has happened.
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Result, refuse } from '#domain/result.ts';
import type { DeviceKeyState, PinRefusal } from '../ipc/contract.ts';
import type { ApiForward } from './api-forward.ts';
import type { KeptFile } from './kept-file.ts';
import { fromJson } from './kept-json.ts';
import type { Closed } from './lease.ts';
import {
  MIN_PIN,
  PIN_COST,
  pinWrapSchema,
  triesSchema,
  unwrapByPin,
  waitAfter,
  wrapByPin,
} from './pin-wrap.ts';
import { problem } from './problem.ts';
import { findKeyring, isProtecting, type Sealer } from './session-vault.ts';

export const IDLE_MINUTES = 15;
const NO_TRIES = { wrong: 0, at: 0 };

const fileSchema = z.object({
  /** Tells this key from the ones before it on this computer; empty for the first. */
  generation: z.string().max(60).default(''),
  /** Which keyring has wrapped it: a change of desktop can make a wrap unreadable, and this tells why. */
  keyring: z.string(),
  by_system: z.string().nullable(),
  by_pin: pinWrapSchema.nullable(),
  tries: triesSchema,
  /** Minutes without a key or a mouse after which it locks itself; 0: never. */
  idle_minutes: z.number(),
  /** Whether there is a lease beside it: one whose file is gone has ended. */
  leased: z.boolean().default(false),
});
type Kept = z.infer<typeof fileSchema>;

export type DeviceKey = {
  /** Reads the key file once, at start, or makes the first key. */
  load(): Promise<void>;
  state(): DeviceKeyState;
  /** The key while it is open. */
  bytes(): Buffer | null;
  /** With the PIN, or without one by the system's keyring where no PIN is set. */
  unlock(pin: string | null): Promise<Result<null, PinRefusal>>;
  /** Sets or changes the PIN (`next`), or takes it away (null). `current` is the PIN so far, null where there is none. */
  setPin(current: string | null, next: string | null): Promise<Result<null, PinRefusal>>;
  setIdleMinutes(minutes: number): Promise<void>;
  /** Remembers whether there is a lease. */
  noteLease(isGranted: boolean): Promise<void>;
  /** Drops the key from memory. */
  lock(): void;
  /** Takes the key from memory and from the disk, for good; `startAnew` makes another. */
  destroy(): Promise<void>;
  /**
   * While it is not open: puts the key file aside, where there is one, and makes a new key. What was sealed under the old one
   * stays where it is, closed.
   */
  startAnew(): Promise<void>;
};

type Deps = {
  sealer: Sealer;
  file: KeptFile;
  /** Where a key file goes that cannot be opened. */
  asideFile: () => KeptFile;
  /** Takes all key files from the disk, those put aside too. */
  shred: () => Promise<void>;
  platform: string;
  now: () => number;
  warn: (message: string) => void;
  /** What keeps it closed whatever opens it otherwise. */
  lease: { closed: () => Closed; isGranted: () => boolean; endsAt: () => number | null };
  pinCost?: number;
};

/** Deps: the keyring, the key's file, the platform, the time in milliseconds, and where a fault of the keyring is told. */
export function createDeviceKey(deps: Deps): DeviceKey {
  const { sealer, file, now, warn, lease, pinCost = PIN_COST } = deps;
  let keyring = 'none';
  let kept: Kept | null = null;
  let key: Buffer | null = null;
  let damaged = false;
  let destroyed = false;

  const write = async (next: Kept): Promise<void> => {
    await file.write(JSON.stringify(next));
    kept = next;
  };
  const bySystem = async (bytes: Buffer): Promise<string | null> =>
    isProtecting(keyring)
      ? (await sealer.encryptStringAsync(bytes.toString('base64'))).toString('base64')
      : null;

  const makeKey = async (generation: string): Promise<void> => {
    const made = randomBytes(32);
    const idle_minutes = kept?.idle_minutes ?? IDLE_MINUTES;
    const leased = lease.isGranted();
    // Without a keyring nothing is written: the key waits in memory until there is a PIN to wrap it by.
    const by_system = await bySystem(made);
    const first: Kept = {
      generation,
      keyring,
      by_system,
      by_pin: null,
      tries: NO_TRIES,
      idle_minutes,
      leased,
    };
    if (by_system !== null) await write(first);
    kept = first;
    key = made;
  };

  const openBySystem = async (from: Kept): Promise<Buffer | null> => {
    if (from.by_system === null) return null;
    try {
      const { result, shouldReEncrypt } = await sealer.decryptStringAsync(
        Buffer.from(from.by_system, 'base64'),
      );
      const bytes = Buffer.from(result, 'base64');
      if (bytes.byteLength !== 32) throw new Error('no key in it');
      if (isProtecting(keyring) && (shouldReEncrypt || from.keyring !== keyring))
        await write({ ...from, keyring, by_system: await bySystem(bytes) });
      return bytes;
    } catch (fault) {
      warn(`the device key cannot be opened (wrapped by ${from.keyring}, now ${keyring}): ${String(fault)}`);
      return null;
    }
  };

  /** The key by this PIN. A try is counted on the disk before it is made: ending the program does not take it back. */
  const openByPin = async (from: Kept, pin: string): Promise<Result<Buffer, PinRefusal>> => {
    const wait_ms = waitAfter(from.tries, now());
    if (wait_ms > 0 || from.by_pin === null) return refuse({ code: 'wait', wait_ms });
    const tried = { ...from, tries: { wrong: from.tries.wrong + 1, at: now() } };
    await write(tried);
    const opened = await unwrapByPin(from.by_pin, pin);
    if (opened === null) return refuse({ code: 'wrong_pin', wait_ms: waitAfter(tried.tries, now()) });
    await write({ ...tried, tries: NO_TRIES });
    return { ok: true, value: opened };
  };

  // One after another: guesses at the same time would all be counted as one.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  const closed = (): Closed => {
    const word = lease.closed();
    return word === null && kept?.leased && !lease.isGranted() ? 'lapsed' : word;
  };
  // What is open stays open until it is locked: the page is to put on the disk what is being typed.
  const is = (): DeviceKeyState['is'] => {
    if (destroyed) return 'removed';
    if (damaged) return 'unreadable';
    if (key === null) return closed() ?? 'locked';
    return kept?.by_pin || kept?.by_system ? 'open' : 'choose_pin';
  };

  return {
    load: () =>
      inTurn(async () => {
        keyring = await findKeyring(sealer, deps.platform);
        const text = await file.read();
        if (text === null) return makeKey('');
        const read = fileSchema.safeParse(fromJson(text));
        kept = read.success ? read.data : null;
        if (kept?.by_pin || (kept && closed() !== null)) return;
        key = kept && (await openBySystem(kept));
        damaged = key === null;
        // A machine that has lost its keyring asks for a PIN from now on.
        if (kept && key && !isProtecting(keyring)) kept = { ...kept, by_system: null };
      }),
    state: () => ({
      is: is(),
      generation: kept?.generation ?? '',
      keyring,
      protected: isProtecting(keyring),
      pin: kept?.by_pin !== null && kept !== null,
      idle_minutes: kept?.idle_minutes ?? IDLE_MINUTES,
      lease_ends_at: lease.endsAt(),
      wait_ms: kept ? waitAfter(kept.tries, now()) : 0,
    }),
    bytes: () => (is() === 'open' ? key : null),
    unlock: (pin) =>
      inTurn(async () => {
        if (key !== null) return { ok: true, value: null };
        if (kept === null) return refuse({ code: 'unreadable', wait_ms: 0 });
        if (closed() !== null) return refuse({ code: 'lapsed', wait_ms: 0 });
        if (kept.by_pin === null) {
          key = await openBySystem(kept);
          damaged = key === null;
          return damaged ? refuse({ code: 'unreadable', wait_ms: 0 }) : { ok: true, value: null };
        }
        const opened = await openByPin(kept, pin ?? '');
        if (!opened.ok) return opened;
        key = opened.value;
        return { ok: true, value: null };
      }),
    setPin: (current, next) =>
      inTurn(async () => {
        if (kept === null || key === null) return refuse({ code: 'locked', wait_ms: 0 });
        if (next !== null && [...next].length < MIN_PIN) return refuse({ code: 'short_pin', wait_ms: 0 });
        if (next === null && !isProtecting(keyring)) return refuse({ code: 'pin_needed', wait_ms: 0 });
        if (kept.by_pin !== null) {
          const right = await openByPin(kept, current ?? '');
          if (!right.ok) return right;
        }
        const by_pin = next === null ? null : await wrapByPin(key, next, pinCost);
        const by_system = next === null ? await bySystem(key) : null;
        await write({ ...kept, keyring, by_pin, by_system });
        return { ok: true, value: null };
      }),
    setIdleMinutes: (idle_minutes) =>
      inTurn(async () => {
        if (kept === null) return;
        const next = { ...kept, idle_minutes };
        if (is() === 'choose_pin') kept = next;
        else await write(next);
      }),
    noteLease: (leased) =>
      inTurn(async () => {
        if (kept === null || kept.leased === leased) return;
        const next = { ...kept, leased };
        if (is() === 'choose_pin') kept = next;
        else await write(next);
      }),
    lock: () => {
      // A key that is nowhere on the disk yet would be gone.
      if (is() !== 'open') return;
      key?.fill(0);
      key = null;
    },
    destroy: () =>
      inTurn(async () => {
        key?.fill(0);
        [key, kept, destroyed] = [null, null, true];
        await deps.shred();
      }),
    startAnew: () =>
      inTurn(async () => {
        if (destroyed) {
          destroyed = false;
          // A program that starts as removed has not looked for it yet.
          keyring = await findKeyring(sealer, deps.platform);
          return makeKey(randomUUID());
        }
        const text = await file.read();
        if (is() !== 'unreadable' && is() !== 'locked') return;
        if (text === null) return;
        await deps.asideFile().write(text);
        await file.remove();
        damaged = false;
        await makeKey(randomUUID());
      }),
  };
}

/** The way to the server, shut while the key is not open: the session is not for who stands before the lock. */
export const whileOpen =
  (key: Pick<DeviceKey, 'bytes'>, api: ApiForward): ApiForward =>
  async (request) =>
    key.bytes() === null
      ? problem(423, 'locked', 'Locked', 'Callbook is locked on this computer.')
      : api(request);
