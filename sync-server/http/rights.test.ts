// Every role on every route. Which right opens a route, and who has it, stands here by hand, beside the doors of the routes
// and the table of rights: whoever changes one of those says so here as well. How far a right goes behind its door:
// reach.test.ts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRight, may, RIGHT_NAMES, type Right } from '#domain/user/rights.ts';
import { storeBelongings } from '../testing/belongings.ts';
import { stateOf } from '../testing/state-of.ts';
import { type Name, signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Named, namedAnew, wellFormed } from '../testing/well-formed-requests.ts';
import { templateOf } from './openapi.ts';
import { operationOf, type Who } from './operation.ts';

/** The routes of each door. */
const ROUTES: Record<Exclude<Who, 'stages.force'>, string> = {
  public: `
    GET /health
    GET /ready
    GET /metrics
    GET /
    GET /apply
    GET /forgot-password
    POST /forgot-password
    GET /set-password
    POST /set-password
    POST /api/auth/register
    POST /api/auth/login
    POST /api/auth/token
    POST /api/auth/refresh
    POST /api/auth/removed
    POST /api/auth/forgot-password
    POST /api/auth/set-password
    GET /app
    GET /app/
    GET /app/{path}
    GET /openapi.json
    GET /docs
    GET /redoc
    GET /docs/swagger.js
    GET /docs/redoc.js
    GET /docs/{file}
    GET /updates/{channel}/{name}`,
  optional: 'POST /api/leads',
  user: `
    POST /api/auth/logout
    GET /api/auth/me`,
  'leads.read': `
    GET /api/sync/stream
    POST /api/sync/digest
    GET /api/sync/{collection}/pull
    GET /api/leads/due_today
    GET /api/leads/duplicates
    GET /api/leads/sources
    GET /api/leads/{id}/assignments
    GET /api/leads
    GET /api/leads/{id}
    GET /api/leads/{id}/interactions
    GET /api/leads/{id}/resume
    GET /api/pocs
    GET /api/pocs/{id}
    GET /api/interactions
    GET /api/interactions/{lead_id}
    GET /api/customers
    GET /api/customers/{id}
    GET /api/performance/well_performing
    GET /api/performance/underperforming
    GET /api/performance/{lead_id}
    GET /api/dashboard/metrics
    GET /api/dashboard/sla
    GET /api/dashboard/leads-per-assignee`,
  'leads.write': `
    POST /api/sync/{collection}/push
    POST /api/leads/{id}/callback
    POST /api/leads/{id}/snooze
    PATCH /api/leads/{id}
    PUT /api/leads/{id}
    DELETE /api/leads/{id}
    POST /api/leads/{id}/restore
    POST /api/pocs
    PATCH /api/pocs/{id}
    PUT /api/pocs/{id}
    DELETE /api/pocs/{id}
    POST /api/interactions
    PATCH /api/interactions/{id}
    POST /api/customers
    PATCH /api/customers/{id}
    PUT /api/customers/{id}
    DELETE /api/customers/{id}
    PUT /api/performance/{lead_id}`,
  'leads.assign': 'POST /api/leads/{id}/assign',
  'leads.merge': `
    POST /api/leads/{id}/merge
    POST /api/leads/{id}/unmerge`,
  'leads.import': `
    POST /api/leads/import
    GET /api/leads/imports
    POST /api/leads/imports/{id}/undo`,
  'leads.export': 'GET /api/leads/export.csv',
  'mails.resend': 'POST /api/leads/{id}/resend-email',
  'performance.recalculate': 'POST /api/performance/recalculate',
  'users.list': 'GET /api/users',
  'users.read': 'GET /api/users/{id}',
  'users.change': `
    POST /api/users
    POST /api/users/{id}/invitation
    PATCH /api/users/{id}
    PUT /api/users/{id}
    DELETE /api/users/{id}`,
  'handover.set': `
    PUT /api/users/{id}/handover
    DELETE /api/users/{id}/handover`,
  'hours.set': 'PUT /api/users/{id}/working_hours',
  'devices.read': 'GET /api/devices',
  'devices.revoke': 'DELETE /api/devices/{id}',
  'settings.read': 'GET /api/settings',
  'settings.change': 'PATCH /api/settings',
  'templates.change': `
    GET /api/settings/templates
    GET /api/settings/templates/{name}
    PUT /api/settings/templates/{name}
    DELETE /api/settings/templates/{name}
    POST /api/settings/templates/{name}/preview
    POST /api/settings/templates/{name}/test`,
  'audit.read': `
    GET /api/audit-logs
    GET /api/audit-logs/export
    GET /api/audit-logs/verify`,
  'outbox.read': 'GET /api/outbox',
  'outbox.retry': 'POST /api/outbox/{id}/retry',
  'releases.manage': `
    GET /api/releases
    PUT /api/releases/files/{name}
    POST /api/releases
    PATCH /api/releases/{id}`,
  'storage.read': `
    GET /api/storage`,
  'privacy.export': `
    GET /api/leads/{id}/personal-data
    GET /api/pocs/{id}/personal-data`,
  'privacy.erase': `
    POST /api/leads/{id}/erase
    POST /api/pocs/{id}/erase`,
};

const ALL = ['kam1', 'manager', 'admin'] as const;
const STAFF = ['manager', 'admin'] as const;
const ADMIN = ['admin'] as const;

/** Who has each right. */
const HAVE: Record<Right, readonly Name[]> = {
  'leads.read': ALL,
  'leads.write': ALL,
  'leads.assign': STAFF,
  'leads.merge': ALL,
  'leads.import': STAFF,
  'leads.export': STAFF,
  'stages.force': ADMIN,
  'mails.resend': ALL,
  'performance.recalculate': STAFF,
  'users.list': STAFF,
  'users.read': ALL,
  'users.change': ADMIN,
  'handover.set': ALL,
  'hours.set': ALL,
  'devices.read': ALL,
  'devices.revoke': ALL,
  'settings.read': ALL,
  'settings.change': ADMIN,
  'templates.change': ADMIN,
  'audit.read': ADMIN,
  'outbox.read': ADMIN,
  'outbox.retry': ADMIN,
  'releases.manage': ADMIN,
  'storage.read': ADMIN,
  'privacy.export': ADMIN,
  'privacy.erase': ADMIN,
};

const ASKERS = ['nobody', 'kam1', 'manager', 'admin'] as const;
type AskerName = (typeof ASKERS)[number];

const linesOf = (text: string): string[] => text.trim().split(/\s*\n\s*/);
/** Every route with its door, as it should be. */
const DOORS = Object.entries(ROUTES).flatMap(([who, text]) =>
  linesOf(text).map((key): [string, Who] => [key, who as Who]),
);
const letsIn = (who: Who, asker: AskerName): boolean => {
  if (who === 'public' || who === 'optional') return true;
  return asker !== 'nobody' && (!isRight(who) || HAVE[who].includes(asker));
};

describe('every role on every route', () => {
  let server: TestServer;
  let theirs: Named;
  beforeEach(async () => {
    server = await startTestServer();
    theirs = await storeBelongings(server, server.actors.kam1);
  });
  afterEach(() => server.close());

  /** The operations that are mounted, each with its door. */
  const doors = (): [string, Who][] =>
    server.app.routes.flatMap(({ method, path, handler }): [string, Who][] => {
      const promise = operationOf(handler);
      return promise ? [[`${method} ${templateOf(path)}`, promise.who]] : [];
    });

  it('is said here of each operation by its right, and of no other', () => {
    const sorted = (listed: [string, Who][]) => listed.map(([key, who]) => `${key} ${who}`).toSorted();
    expect(sorted(DOORS)).toEqual(sorted(doors()));
  });

  it('is said here of each right', () => {
    const having = (right: Right) => ALL.filter((name) => may(server.actors[name], right));
    expect(Object.fromEntries(RIGHT_NAMES.map((right) => [right, having(right)]))).toEqual(HAVE);
  });

  it.each(ASKERS)(
    'lets in whom it should and keeps out the rest, who write nothing: %s',
    async (asker) => {
      const wrong: string[] = [];
      for (const [key, who] of DOORS) {
        const ask = letsIn(who, asker) ? faultOfEntry : faultOfRefusal;
        const fault = await ask(key, asker);
        if (fault !== null) wrong.push(`${key}: ${fault}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  /** Signed in anew for each request: some of them end the sign-in. */
  async function requestOf(key: string, asker: AskerName, named: Named) {
    const name: Name = asker === 'nobody' ? 'kam1' : asker;
    const session = await signedIn(server.deps, server.actors[name].id);
    const { email } = server.actors[name];
    const facts = { email, refresh_token: session.refresh_token, colleague: server.actors.kam2.id };
    const { path, ...request } = wellFormed(key, named, facts);
    return { path, request: { ...request, ...(asker === 'nobody' ? {} : { as: session }) } };
  }

  /** What is not there answers so; a person himself is always there. Null: he was let in. */
  async function faultOfEntry(key: string, asker: AskerName): Promise<string | null> {
    const own = asker === 'nobody' ? {} : { users: server.actors[asker].id };
    const named = { ...namedAnew(server.deps.ids.next), ...own };
    const { path, request } = await requestOf(key, asker, named);
    const reply = await server.request(path, request);
    await reply.body?.cancel();
    const isWrong = reply.status === 401 || reply.status === 403 || reply.status >= 500;
    return isWrong ? `answered ${reply.status}` : null;
  }

  /** Asked about what is there, so that only the door is in the way. Null: he was kept out, and nothing was written. */
  async function faultOfRefusal(key: string, asker: AskerName): Promise<string | null> {
    const { path, request } = await requestOf(key, asker, theirs);
    const before = await stateOf(server.deps.db);
    const reply = await server.request(path, request);
    const text = await reply.text();
    const [status, code] = asker === 'nobody' ? [401, 'unauthenticated'] : [403, 'not_allowed'];
    const isProblem = reply.headers.get('content-type') === 'application/problem+json';
    if (reply.status !== status || !isProblem) return `answered ${reply.status} ${text.slice(0, 200)}`;
    if (JSON.parse(text).code !== code) return `refused by ${text}`;
    const after = await stateOf(server.deps.db);
    const touched = Object.keys(after).filter((table) => after[table] !== before[table]);
    return touched.length > 0 ? `wrote to ${touched.join(', ')}` : null;
  }
});
