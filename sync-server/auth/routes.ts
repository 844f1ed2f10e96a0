// Registration, sign-in, trade of tokens, sign-out, and who I am.
import { Hono } from 'hono';
import { z } from 'zod';
import { removedReplySchema, removedSchema } from '#domain/device/device.ts';
import { emailSchema, text } from '#domain/fields.ts';
import { refusal } from '#domain/refusal.ts';
import { userViewSchema } from '#domain/user/account.ts';
import { registrationSchema } from '#domain/user/user.ts';
import type { Deps } from '../deps.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { isBrowserEdition } from '../http/authenticate.ts';
import { idempotencyKeyOf } from '../http/idempotency-key.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { clearSessionCookies, refreshCookie, setSessionCookies } from '../http/session-cookies.ts';
import { viewOf } from '../users/user-view.ts';
import { forgotPassword } from './forgot-password.ts';
import { noteRemoved } from './note-removed.ts';
import { REFRESH_SECONDS } from './refresh-tokens.ts';
import { register } from './register.ts';
import { setPassword } from './set-password.ts';
import { signIn, type TokenPair } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { tradeRefreshToken } from './trade-refresh-token.ts';

const tag = 'auth';
const password = z.string().min(1, 'must not be empty').max(200);
const token = z.string().min(1).max(500);

const loginSchema = z.object({
  email: text(254, 1),
  password,
  device_name: text(200).nullish(),
});
const oauthFormSchema = z.object({
  username: text(254, 1),
  password,
  grant_type: z.literal('password').optional(),
  device_name: text(200).optional(),
});
const refreshSchema = z.object({ refresh_token: token.nullish() }).default({});
const forgotSchema = z.object({ email: emailSchema });
const setSchema = z.object({ token, password: registrationSchema.shape.password });
const pairSchema = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  token_type: z.literal('bearer'),
  expires_in: z.int(),
  user: userViewSchema,
  lease: z.string().optional().meta({
    description: 'Until when the device may open what lies on it: a JWS, EdDSA. See docs/sync-protocol.md.',
  }),
  lease_key: z.string().optional().meta({ description: 'What the lease is signed by: Ed25519, base64url.' }),
});

/** The routes under /api/auth. */
export function createAuthRoutes(deps: Deps): Routes {
  const { limits, config } = deps;
  return new Hono<AppEnv>()
    .post(
      '/register',
      operation({
        who: 'public',
        tag,
        summary: 'Make an account; the first one is the admin',
        body: registrationSchema,
        reply: userViewSchema,
        status: 201,
        refusals: ['already_registered', 'registration_closed', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.auth);
        return c.json(viewOf(unwrap(await register(deps, c.req.valid('json')))), 201);
      },
    )
    .post(
      '/login',
      operation({
        who: 'public',
        tag,
        summary: 'Sign in with e-mail and password',
        body: loginSchema,
        reply: pairSchema,
        refusals: ['bad_credentials', 'account_inactive', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.auth);
        const { email, password, device_name } = c.req.valid('json');
        const pair = unwrap(await signIn(deps, { email, password, device_name: device_name ?? null }));
        return handOver(c, config.PUBLIC_URL, pair);
      },
    )
    .post(
      '/token',
      operation({
        who: 'public',
        tag,
        summary: 'Sign in by the OAuth2 password form',
        form: oauthFormSchema,
        reply: pairSchema,
        refusals: ['bad_credentials', 'account_inactive', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.auth);
        const { username, password, device_name } = c.req.valid('form');
        const pair = unwrap(
          await signIn(deps, { email: username, password, device_name: device_name ?? null }),
        );
        return handOver(c, config.PUBLIC_URL, pair);
      },
    )
    .post(
      '/refresh',
      operation({
        who: 'public',
        tag,
        summary: 'Trade a refresh token for a new pair',
        body: refreshSchema,
        reply: pairSchema,
        refusals: ['refresh_invalid', 'device_revoked', 'account_inactive', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.refresh);
        const given = c.req.valid('json').refresh_token ?? cookieToken(c);
        const pair = await tradeRefreshToken(deps, given, idempotencyKeyOf(c));
        if (!pair.ok && isBrowserEdition(c)) clearSessionCookies(c, config.PUBLIC_URL);
        return handOver(c, config.PUBLIC_URL, unwrap(pair));
      },
    )
    .post(
      '/forgot-password',
      operation({
        who: 'public',
        tag,
        summary: 'Ask for a mail with a link to choose a new password; the answer is alike for all addresses',
        body: forgotSchema,
        status: 204,
        refusals: ['too_many'],
      }),
      async (c) => {
        const refused = await forgotPassword(deps, {
          email: c.req.valid('json').email,
          address: c.get('address'),
        });
        if (refused) throw new HttpRefusal(refused);
        return c.body(null, 204);
      },
    )
    .post(
      '/set-password',
      operation({
        who: 'public',
        tag,
        summary: 'Choose a password by the link of a mail; it works once, and ends all sessions',
        body: setSchema,
        status: 204,
        refusals: ['gone', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.auth);
        unwrap(await setPassword(deps, c.req.valid('json')));
        return c.body(null, 204);
      },
    )
    .post(
      '/removed',
      operation({
        who: 'public',
        tag,
        summary: 'A revoked device says that everything on it is removed, and how much was not sent',
        body: removedSchema,
        reply: removedReplySchema,
        refusals: ['not_found', 'too_many'],
      }),
      async (c) => {
        await limited(c, limits.refresh);
        return c.json(unwrap(await noteRemoved(deps, c.req.valid('json'))));
      },
    )
    .post(
      '/logout',
      operation({
        who: 'user',
        tag,
        summary: 'Sign this device out',
        body: refreshSchema,
        status: 204,
      }),
      async (c) => {
        const { user, session_id } = c.get('identity');
        const { refresh_token } = c.req.valid('json');
        await signOut(deps, { user_id: user.id, session_id }, refresh_token ?? null);
        if (isBrowserEdition(c)) clearSessionCookies(c, config.PUBLIC_URL);
        return c.body(null, 204);
      },
    )
    .get('/me', operation({ who: 'user', tag, summary: 'Who I am', reply: userViewSchema }), (c) =>
      c.json(viewOf(c.get('identity').user)),
    );
}

/** Throws HttpRefusal `too_many` when this address tried too often. */
async function limited(c: AppContext, limit: RateLimit): Promise<void> {
  const tooMany = await limit.take(c.get('address'));
  if (tooMany) throw new HttpRefusal(tooMany);
}

/** The refresh token of the browser edition; without one there is nothing to trade. */
function cookieToken(c: AppContext): string {
  const kept = isBrowserEdition(c) ? refreshCookie(c) : null;
  if (kept === null) throw new HttpRefusal(refusal('refresh_invalid', { detail: 'Send a refresh_token.' }));
  return kept;
}

/** The answer to a sign-in: to the browser edition the tokens go as cookies, to everybody else in the body. */
function handOver(c: AppContext, publicUrl: string, pair: TokenPair): Response {
  const { access_token, refresh_token, lease, lease_key, ...rest } = pair;
  const shown = { ...rest, user: viewOf(pair.user) };
  c.header('Cache-Control', 'no-store');
  if (!isBrowserEdition(c)) return c.json({ access_token, refresh_token, ...shown, lease, lease_key });
  const access = { token: access_token, seconds: pair.expires_in };
  setSessionCookies(c, publicUrl, access, { token: refresh_token, seconds: REFRESH_SECONDS });
  return c.json(shown);
}
