// Refusals as RFC 9457 problem details: the one place where an error becomes an answer.
// Source: https://www.rfc-editor.org/rfc/rfc9457
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { REFUSAL_STATUS, type Refusal, refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import { errorFacts, type Log } from '../log.ts';
import type { AppContext } from './app-env.ts';
import { PROBLEM_WORDS } from './problem-words.ts';

const PROBLEM = 'application/problem+json';

/** A refusal on its way out of a handler; `extra` members are added to the problem (the likely duplicates, …). */
export class HttpRefusal extends Error {
  readonly refusal: Refusal;
  readonly extra: Record<string, unknown>;

  constructor(no: Refusal, extra: Record<string, unknown> = {}) {
    super(no.code);
    this.refusal = no;
    this.extra = extra;
  }
}

/** The value of a result, or the refusal thrown as HttpRefusal. For routes only. */
export function unwrap<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw new HttpRefusal(result.error);
}

/** The problem+json answer of a refusal. */
export function problem(c: AppContext, no: Refusal, extra: Record<string, unknown> = {}): Response {
  const status: ContentfulStatusCode = REFUSAL_STATUS[no.code];
  const [title, detail] = PROBLEM_WORDS[no.code];
  if (status === 401) c.header('WWW-Authenticate', challengeOf(c));
  if (no.retry_after_s !== undefined) c.header('Retry-After', String(no.retry_after_s));
  const body = {
    type: `urn:callbook:problem:${no.code}`,
    title,
    status,
    detail: no.detail ?? detail,
    code: no.code,
    request_id: c.get('requestId'),
    ...(no.errors || status === 422 ? { errors: no.errors ?? [] } : {}),
    ...extra,
  };
  return c.body(JSON.stringify(body), status, { 'content-type': PROBLEM });
}

/** Says which scheme is wanted, and whether a token was there but did not do. Source: RFC 6750, section 3. */
const challengeOf = (c: AppContext): string =>
  c.req.header('authorization') === undefined
    ? 'Bearer realm="callbook"'
    : 'Bearer realm="callbook", error="invalid_token"';

/** The last handler of errors: refusals become problems, everything else a 500 that says nothing of its cause. */
export function createErrorHandler(log: Log) {
  return (error: Error, c: AppContext): Response => {
    if (error instanceof HttpRefusal) return problem(c, error.refusal, error.extra);
    log.error('defect', { request_id: c.get('requestId'), ...errorFacts(error) });
    const body = {
      type: 'urn:callbook:problem:internal',
      title: 'Something went wrong',
      status: 500,
      detail: 'The server could not do this. Give the request id to the person who runs it.',
      code: 'internal',
      request_id: c.get('requestId'),
    };
    return c.body(JSON.stringify(body), 500, { 'content-type': PROBLEM });
  };
}

/** The answer where no route is. */
export const noRoute = (c: AppContext): Response =>
  problem(c, refusal('not_found', { detail: 'There is nothing at this address.' }));
