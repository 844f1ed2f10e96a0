// A route's promises in one place: who may call it, what it takes, what it answers. The same object guards the route
// and stands in /openapi.json, so the two cannot part.
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { type RefusalCode, refusal } from '#domain/refusal.ts';
import { isRight, may, type Right } from '#domain/user/rights.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { noteDevice } from './origin.ts';
import { HttpRefusal } from './problem.ts';
import { DEFAULT_MAX_BYTES, readForm, readJson } from './read-body.ts';
import { validated } from './validate.ts';

/**
 * `public`: credentials are not looked at. `optional`: the public or a signed-in person, bad credentials refused.
 * `user`: anybody signed in. A right: whoever has it; how far it goes is the handler's to ask.
 */
export type Who = 'public' | 'optional' | 'user' | Right;

type Schema = z.ZodType | undefined;

export interface Operation<B extends Schema = Schema, Q extends Schema = Schema, F extends Schema = Schema> {
  who: Who;
  /** One line for /openapi.json. */
  summary: string;
  /** The noun under which it stands there: "leads". */
  tag: string;
  /** JSON body; the handler reads it by `c.req.valid('json')`. */
  body?: B;
  /** Urlencoded or multipart body without files; `c.req.valid('form')`. */
  form?: F;
  /** Query; every value arrives as text. `c.req.valid('query')`. */
  query?: Q;
  /** Shape of the answer; none for 204 and for what is not JSON. */
  reply?: z.ZodType;
  /** Default 200. */
  status?: 200 | 201 | 204 | 308;
  /** Media type of an answer that is not JSON; a range where it depends on what is asked for. May stand beside `reply`. */
  replyType?: string;
  /** Bodies that the handler reads itself, by media type, for the document only. */
  accepts?: Record<string, z.ZodType>;
  /** Refusals worth naming beside those that every route has. */
  refusals?: RefusalCode[];
  /** A list that is answered 304 to whoever names the ETag that he has. */
  tagged?: boolean;
  /** Whether a revoked device that may send its work first may call it. */
  leavingToo?: boolean;
  /** Most bytes of the body. Default 1 MiB. */
  maxBytes?: number;
}

type Parts<B, Q, F> = object &
  (B extends z.ZodType ? { json: B } : object) &
  (Q extends z.ZodType ? { query: Q } : object) &
  (F extends z.ZodType ? { form: F } : object);

/** The parsed parts of a request, for the handler's `c.req.valid(…)`. */
interface Parsed<B, Q, F> {
  in: { [Part in keyof Parts<B, Q, F>]: z.input<Parts<B, Q, F>[Part]> };
  out: { [Part in keyof Parts<B, Q, F>]: z.output<Parts<B, Q, F>[Part]> };
}

const described = new WeakMap<object, Operation>();

/** What a mounted handler promises, or undefined for one that is no operation. */
export const operationOf = (handler: object): Operation | undefined => described.get(handler);

/**
 * The guard of a route, to stand between its path and its handler. In this order: who calls (401), whether he may (403),
 * whether ids in the path can be ids at all (404), then query and body (413, 415, 422).
 */
export function operation<
  B extends Schema = undefined,
  Q extends Schema = undefined,
  F extends Schema = undefined,
>(promise: Operation<B, Q, F>): MiddlewareHandler<AppEnv, string, Parsed<B, Q, F>> {
  const guard: MiddlewareHandler<AppEnv> = async (c, next) => {
    await admit(c, promise);
    checkPathIds(c);
    const maxBytes = promise.maxBytes ?? DEFAULT_MAX_BYTES;
    if (promise.query) keep(c, 'query', validated(promise.query, c.req.query(), 'bad_query'));
    if (promise.body) keep(c, 'json', validated(promise.body, await readJson(c, maxBytes)));
    if (promise.form) {
      const fields = Object.fromEntries(await readForm(c, maxBytes));
      keep(c, 'form', validated(promise.form, fields));
    }
    await next();
  };
  described.set(guard, promise);
  return guard as MiddlewareHandler<AppEnv, string, Parsed<B, Q, F>>;
}

function keep(c: AppContext, part: 'json' | 'query' | 'form', value: unknown): void {
  if (typeof value !== 'object' || value === null) throw new TypeError('a body, form or query is an object');
  c.req.addValidatedData(part, value);
}

async function admit(c: AppContext, { who, leavingToo = false }: Operation): Promise<void> {
  if (who === 'public') return;
  const identity = await c.get('identify')();
  if (identity === null) {
    if (who === 'optional') return;
    throw new HttpRefusal(refusal('unauthenticated'));
  }
  if (identity.leaving && !leavingToo) throw new HttpRefusal(refusal('device_revoked'));
  const { id, role, time_zone } = identity.user;
  c.set('identity', identity);
  noteDevice(id, identity.session_id);
  c.set('actor', { id, role, covers: identity.covers, time_zone });
  if (isRight(who) && !may({ role }, who)) throw new HttpRefusal(refusal('not_allowed'));
}

/** Path parameters called `id` or `…_id` are UUIDs; anything else names nothing. */
function checkPathIds(c: AppContext): void {
  for (const [name, value] of Object.entries<string>(c.req.param())) {
    const isId = name === 'id' || name.endsWith('_id');
    if (isId && !idSchema.safeParse(value).success) throw new HttpRefusal(refusal('not_found'));
  }
}

/** A path parameter that is an id, in lower case. Throws HttpRefusal `not_found` when it cannot be one. */
export function idParam(c: AppContext, name = 'id'): string {
  const id = idSchema.safeParse(c.req.param(name));
  if (!id.success) throw new HttpRefusal(refusal('not_found'));
  return id.data;
}
