// Headers that tell browsers what no answer of this server ever needs. A page sets its own content security policy.
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

/** For answers that are no page: nothing may be loaded, nobody may frame it. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Sets them on every answer; with an https PUBLIC_URL browsers are told to stay with https. */
export function securityHeaders(publicUrl: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    const set = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value);
    };
    set('X-Content-Type-Options', 'nosniff');
    set('X-Frame-Options', 'DENY');
    set('Referrer-Policy', 'no-referrer');
    set('Cross-Origin-Opener-Policy', 'same-origin');
    set('Cross-Origin-Resource-Policy', 'same-origin');
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    set('Content-Security-Policy', NOTHING);
    if (publicUrl.startsWith('https:')) set('Strict-Transport-Security', 'max-age=31536000');
    if (c.req.path.startsWith('/api/')) set('Cache-Control', 'no-store');
  };
}
