// Until when this computer may open what lies on it without having reached the server. The server signs a lease with each
// pair of tokens; by which key is learnt at the sign-in with the password, and after that nobody else's word counts. The time
// that a lease has run only grows, whatever the clock says: the greatest time ever seen is kept, and so is the time that the
// program ran. A server that gives no leases locks nobody out.
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { type LeaseClaims, leaseClaimsSchema, termOf } from '#domain/device/lease.ts';
import type { KeptFile } from './kept-file.ts';
import { fromJson, readJson } from './kept-json.ts';

/** A clock may be set right by this much without anybody's asking; further back it counts as set back. */
const CLOCK_ROOM_MS = 24 * 3_600_000;
const KEEP_EVERY_MS = 5 * 60_000;

/** What comes with a pair of tokens; an older server sends neither. */
export const givenLeaseSchema = z.object({
  lease: z.string().max(4000).optional(),
  lease_key: z.string().max(100).optional(),
});
export type GivenLease = z.infer<typeof givenLeaseSchema>;

const fileSchema = z.object({
  /** By whom leases are signed: raw Ed25519 in base64url. */
  key: z.string(),
  lease: z.string(),
  /** By this computer's clock, in milliseconds. */
  taken_at: z.number(),
  /** How much of it has passed. */
  spent: z.number().min(0),
});
const keptSchema = z.object({
  granted: fileSchema.nullable(),
  /** The server has said that the account is switched off. */
  switched_off: z.boolean(),
});
type Granted = z.infer<typeof fileSchema> & { claims: LeaseClaims | null };

/** Why nothing may be opened now; null: it may. */
export type Closed = 'lapsed' | 'switched_off' | null;

export type Lease = {
  /** Reads what is kept, once, at start. */
  load(): Promise<void>;
  closed(): Closed;
  /** Whether there is a lease at all. */
  isGranted(): boolean;
  /** When it ends by this computer's clock, in milliseconds; null: it does not. */
  endsAt(): number | null;
  /** Takes what a sign-in with the password gave, and by whom it is signed from now on. */
  begin(given: GivenLease): Promise<void>;
  /** Takes what a trade of tokens gave. What is not signed by whom it was is passed over. */
  renew(given: GivenLease): Promise<void>;
  /** The account is switched off: closed until the server gives a token again. */
  switchOff(): Promise<void>;
  /** Counts the time; to be called every few seconds. */
  tick(): void;
};

type Deps = {
  file: KeptFile;
  /** The time by the computer's clock, and by one that nobody can set; both in milliseconds. */
  now: () => number;
  uptime: () => number;
  warn: (message: string) => void;
  /** Whether there is one has changed. */
  changed: (isGranted: boolean) => Promise<void>;
};

/** Deps: the file, two clocks, where a word is told that does not count, and who has to know whether there is one. */
export function createLease({ file, now, uptime, warn, changed }: Deps): Lease {
  let granted: Granted | null = null;
  let switchedOff = false;
  let looked = uptime();
  let written = 0;

  const keep = async (): Promise<void> => {
    written = granted?.spent ?? 0;
    const { claims: _, ...plain } = granted ?? { claims: null };
    const text = JSON.stringify({ granted: granted && plain, switched_off: switchedOff });
    await (granted === null && !switchedOff ? file.remove() : file.write(text));
  };
  const count = (): void => {
    const at = uptime();
    const passed = at - looked;
    looked = at;
    if (granted) granted.spent = Math.max(granted.spent + passed, now() - granted.taken_at);
  };
  const take = async (key: string, lease: string, claims: LeaseClaims): Promise<void> => {
    granted = { key, lease, claims, taken_at: now(), spent: 0 };
    looked = uptime();
    switchedOff = false;
    await keep();
    await changed(true);
  };
  const isOver = ({ claims, taken_at, spent }: Granted): boolean => {
    if (claims === null) return true;
    const term = termOf(claims);
    return term !== null && (spent >= term || now() < taken_at + spent - CLOCK_ROOM_MS);
  };

  return {
    load: async () => {
      const kept = await readJson(file, keptSchema);
      switchedOff = kept?.switched_off ?? false;
      granted = kept?.granted ? { ...kept.granted, claims: claimsOf(kept.granted) } : null;
      written = granted?.spent ?? 0;
      looked = uptime();
    },
    closed: () => {
      if (switchedOff) return 'switched_off';
      if (granted === null) return null;
      count();
      return isOver(granted) ? 'lapsed' : null;
    },
    isGranted: () => granted !== null,
    endsAt: () => {
      const term = granted?.claims ? termOf(granted.claims) : null;
      return granted === null || term === null ? null : now() + Math.max(0, term - granted.spent);
    },
    begin: async ({ lease, lease_key: key }) => {
      const claims = lease && key ? claimsOf({ lease, key }) : null;
      if (lease && key && claims) return take(key, lease, claims);
      if (lease) warn('the lease that came with the sign-in cannot be read');
      granted = null;
      switchedOff = false;
      await keep();
      await changed(false);
    },
    renew: async ({ lease, lease_key }) => {
      const key = granted?.key ?? lease_key;
      const claims = lease && key ? claimsOf({ lease, key }) : null;
      const mine = granted?.claims ? granted.claims.sub === claims?.sub : true;
      if (lease && key && claims && mine) return take(key, lease, claims);
      if (lease) warn('a lease was passed over: it is not this computer’s, or not signed by its server');
      // A server that gave one before gives one again. Only where there never was one, its word alone is enough.
      if (granted !== null || !switchedOff) return;
      switchedOff = false;
      await keep();
    },
    switchOff: async () => {
      if (switchedOff) return;
      switchedOff = true;
      await keep();
    },
    tick: () => {
      count();
      if (granted === null || granted.spent - written < KEEP_EVERY_MS) return;
      keep().catch((fault) => warn(`the time of the lease was not kept: ${String(fault)}`));
    },
  };
}

/** What the lease says, or null where that key has not signed it, or where it is none. */
function claimsOf({ lease, key }: { lease: string; key: string }): LeaseClaims | null {
  const [head = '', body = '', signature = '', ...more] = lease.split('.');
  if (more.length > 0 || Buffer.from(key, 'base64url').byteLength !== 32) return null;
  const { data } = z.object({ alg: z.literal('EdDSA') }).safeParse(fromJson(decoded(head)));
  const by = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  if (data === undefined) return null;
  if (!verify(null, Buffer.from(`${head}.${body}`), by, Buffer.from(signature, 'base64url'))) return null;
  const claims = leaseClaimsSchema.safeParse(fromJson(decoded(body)));
  return claims.success ? claims.data : null;
}

const decoded = (part: string): string => Buffer.from(part, 'base64url').toString();
