// A server's hand for the tests of main: signs leases as the real one does.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { GivenLease } from '../main/lease.ts';

const DEVICE = '01a1fac4-5421-7029-8bef-f8f08041dd2e';
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs by a new key. Times in seconds. */
export function leaseSigner() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    key,
    give: (claims: Record<string, unknown> = {}, alg = 'EdDSA'): Required<GivenLease> => {
      const all = { iss: 'callbook', aud: 'callbook-lease', sub: DEVICE, iat: 1_000, ...claims };
      const signed = `${encoded({ alg, typ: 'JWT' })}.${encoded(all)}`;
      const signature = sign(null, Buffer.from(signed), privateKey).toString('base64url');
      return { lease: `${signed}.${signature}`, lease_key: key };
    },
  };
}
