// Other origins that may call the API: those of CORS_ORIGINS, with a token and never with a cookie.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './app-env.ts';

/** CORS for the listed origins; with none listed nothing is said, and browsers refuse. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  if (origins.length === 0) return (_, next) => next();
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'X-App-Version',
      'If-Match',
      'If-None-Match',
      'X-Request-Id',
      'X-Schema-Version',
    ],
    exposeHeaders: ['Content-Disposition', 'ETag', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  });
}
