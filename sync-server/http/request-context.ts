// What every request gets on its way in and out: an id, the caller's address, a line in the log and the metrics.
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Clock } from '#domain/time.ts';
import type { Log } from '../log.ts';
import { callerAddress, networkOf, trustOf } from '../trusted-proxies.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import type { Metrics } from './metrics.ts';
import { fromProgram } from './origin.ts';

const ID = /^[A-Za-z0-9._:-]{8,100}$/;

interface Deps {
  log: Log;
  metrics: Metrics;
  clock: Clock;
  config: { TRUSTED_PROXIES: readonly string[] };
}

/** A sensible X-Request-Id is taken over, so that a line of the client's log finds ours. */
export function requestContext({ log, metrics, clock, config }: Deps): MiddlewareHandler<AppEnv> {
  const trusts = trustOf(config.TRUSTED_PROXIES);
  return async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const request_id = ID.test(given) ? given : randomUUID();
    c.set('requestId', request_id);
    c.set('address', addressOf(c, trusts));
    const started = performance.now();
    await fromProgram(c.req.header('x-app-version'), next);
    // Set where they are: c.header would copy the whole answer, each time.
    c.res.headers.set('X-Request-Id', request_id);
    // A laptop corrects its own clock by this.
    c.res.headers.set('X-Server-Time', clock.now());
    const ms = performance.now() - started;
    const route = routeOf(c);
    const { method } = c.req;
    const { status } = c.res;
    metrics.count('callbook_http_requests_total', { method, route, status: String(status) });
    metrics.observe('callbook_http_request_duration_seconds', ms / 1000, { method, route });
    log.info('request', { request_id, method, route, status, ms: Math.round(ms * 10) / 10 });
  };
}

/** The pattern of the route that answered: few different ones, and nothing of what people wrote into an address. */
function routeOf(c: AppContext): string {
  const path = routePath(c, -1);
  return path === '/*' || path === '*' ? 'unmatched' : path;
}

/** The caller's network address, as far as the connection and trusted proxies tell; of IPv6 the network. */
function addressOf(c: AppContext, trusts: (address: string) => boolean): string {
  const peer = c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  return networkOf(callerAddress(peer, c.req.header('x-forwarded-for'), trusts));
}
