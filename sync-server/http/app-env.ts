// What a request carries on its way through the server, for Hono's types.
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Actor } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';

/** Somebody who proved who he is: the person, and the sign-in of the device that he uses. */
export interface Identity {
  user: User;
  session_id: string;
  /** Whom he covers for now. */
  covers: string[];
  /** A revoked device, which may send what it has and nothing else. */
  leaving: boolean;
}

export interface AppEnv {
  /** Node's own request and response; missing where a test calls the app without a port. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** The caller's network address, for limits: of IPv6 the /64 network. */
    address: string;
    /** Looks at the caller's credentials, once. Null: none were given. Throws HttpRefusal on bad ones. */
    identify: () => Promise<Identity | null>;
    /** Set on routes of signed-in people, and on optional ones when somebody is signed in (see `visitor`). */
    actor: Actor;
    identity: Identity;
  };
}

export type AppContext = Context<AppEnv>;
export type Routes = Hono<AppEnv>;

/** On a route of `who: 'optional'`: the person, or null for the public. */
export const visitor = (c: AppContext): Actor | null => c.get('actor') ?? null;
