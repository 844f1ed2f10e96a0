// What a lease says: until when a device may open what lies on it without having reached the server. The server signs it,
// the desktop program reads it; both have to mean the same by it.
import { z } from 'zod';
import { idSchema } from '../ids.ts';

export const LEASE_ISSUER = 'callbook';
export const LEASE_AUDIENCE = 'callbook-lease';

/** The claims of a lease. Times in seconds since 1970, by the server's clock. */
export const leaseClaimsSchema = z.object({
  iss: z.literal(LEASE_ISSUER),
  aud: z.literal(LEASE_AUDIENCE),
  /** The device. */
  sub: idSchema,
  iat: z.int().min(0),
  /** Absent: it has no end. */
  exp: z.int().optional(),
});
export type LeaseClaims = z.output<typeof leaseClaimsSchema>;

/** How long a lease counts, in milliseconds from when it was given; null: without an end. */
export const termOf = ({ iat, exp }: LeaseClaims): number | null =>
  exp === undefined ? null : Math.max(0, exp - iat) * 1000;
