// A lease is the server's signed word that a device may open what lies on it until a day. Each pair of tokens brings a new
// one; a device that no longer reaches the server, because it is stolen or was cut off, closes when its last one has ended.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { LEASE_AUDIENCE, LEASE_ISSUER } from '#domain/device/lease.ts';
import type { Clock } from '#domain/time.ts';
import type { Queryable } from '../db/database.ts';
import { keptFact } from '../db/facts.ts';

const DAY_SECONDS = 86_400;

/** What a device is given with its tokens. */
export interface Lease {
  /** A JWS in compact form, EdDSA: the device as `sub`, `iat`, and `exp` unless leases have no end here. */
  lease: string;
  /** The public key that it is signed by: raw Ed25519, 32 bytes in base64url. */
  lease_key: string;
}

export interface Leases {
  /** A lease of this device from the clock's now on. */
  issue(sessionId: string): Promise<Lease>;
}

/**
 * Leases of `days`; 0: without an end. They are signed by a key of their own, kept in the database: devices know it by heart,
 * so it must outlive a change of JWT_SECRET.
 */
export async function createLeases(deps: { q: Queryable; clock: Clock; days: number }): Promise<Leases> {
  const { q, clock, days } = deps;
  const kept = await keptFact(q, 'lease_key', newKey);
  const key = createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' });
  const lease_key = publicPartOf(key);
  return {
    issue: async (sessionId) => {
      const now = Math.floor(Date.parse(clock.now()) / 1000);
      const word = new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
        .setIssuer(LEASE_ISSUER)
        .setAudience(LEASE_AUDIENCE)
        .setSubject(sessionId)
        .setIssuedAt(now);
      if (days > 0) word.setExpirationTime(now + days * DAY_SECONDS);
      return { lease: await word.sign(key), lease_key };
    },
  };
}

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

function publicPartOf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('an Ed25519 key has an x');
  return x;
}
