// Access tokens: short-lived JWTs that name a person and a sign-in, and nothing that could go out of date.
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import type { Clock } from '#domain/time.ts';

/** How long an access token is good for, in seconds. */
export const ACCESS_SECONDS = 900;

const ISSUER = 'callbook';
const AUDIENCE = 'callbook-api';
const ALGORITHM = 'HS256';

const claimsSchema = z.object({ sub: idSchema, sid: idSchema });

/** Whom a token names. */
export interface TokenClaims {
  user_id: string;
  session_id: string;
}

export interface AccessTokens {
  /** A new token, good for ACCESS_SECONDS from the clock's now. */
  issue(claims: TokenClaims): Promise<string>;
  /** The claims of a token that we signed and that has not expired; null for anything else. */
  read(token: string): Promise<TokenClaims | null>;
}

/** Tokens signed with `secret` (HMAC-SHA256). */
export function createAccessTokens(secret: string, clock: Clock): AccessTokens {
  const key = new TextEncoder().encode(secret);
  const seconds = () => Math.floor(Date.parse(clock.now()) / 1000);
  return {
    issue: ({ user_id, session_id }) =>
      new SignJWT({ sid: session_id })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(user_id)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + ACCESS_SECONDS)
        .sign(key),
    read: async (token) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: new Date(clock.now()),
          requiredClaims: ['exp', 'sub', 'sid'],
        });
        const claims = claimsSchema.safeParse(payload);
        return claims.success ? { user_id: claims.data.sub, session_id: claims.data.sid } : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
