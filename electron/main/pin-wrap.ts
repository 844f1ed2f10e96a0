// Wraps the device key by a PIN or password, and says how long one has to wait after wrong ones. The wait only slows a
// person at the screen; who has the disk is slowed by scrypt alone, so the PIN must not be short.
import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from './seal.ts';

/** Letters, digits or whatever; shorter ones are guessed within hours by who has the disk. */
export const MIN_PIN = 8;
const PLACE = 'callbook device key by pin';

/** What of a PIN lies on the disk: how it is stretched, and the key sealed by it. */
export const pinWrapSchema = z.object({
  salt: z.string(),
  cost: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20),
  sealed: z.string(),
});
export type PinWrap = z.infer<typeof pinWrapSchema>;

/** scrypt's N with r = 8: 64 MiB and about a quarter of a second a guess. */
export const PIN_COST = 2 ** 16;

const stretch = (pin: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 };
    scrypt(pin.normalize('NFC'), salt, 32, options, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });

/** The key, wrapped by this PIN. */
export async function wrapByPin(key: Buffer, pin: string, cost = PIN_COST): Promise<PinWrap> {
  const salt = randomBytes(16);
  const sealed = seal(await stretch(pin, salt, cost), PLACE, key);
  return { salt: salt.toString('base64'), cost, sealed: sealed.toString('base64') };
}

/** The key, or null when it is another PIN. */
export async function unwrapByPin(wrap: PinWrap, pin: string): Promise<Buffer | null> {
  const by = await stretch(pin, Buffer.from(wrap.salt, 'base64'), wrap.cost);
  return unseal(by, PLACE, Buffer.from(wrap.sealed, 'base64'));
}

/** Wrong PINs in a row, and when the last one was, in milliseconds. */
export const triesSchema = z.object({ wrong: z.number().int().min(0), at: z.number() });
export type Tries = z.infer<typeof triesSchema>;

const FREE = 3;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Milliseconds until the next try: none for the first three, then doubled with each, at most a quarter of an hour. */
export function waitAfter({ wrong, at }: Tries, now: number): number {
  if (wrong < FREE) return 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE), LONGEST_WAIT_MS);
  // A clock that was set back makes nobody wait longer than the whole, and nobody less.
  return now < at ? wait : Math.max(0, at + wait - now);
}
