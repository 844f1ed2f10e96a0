// Every role on every route. Who is let in stands here by hand, beside the table of rights and the doors of the routes:
// whoever changes one of those says so here as well. How far a right goes behind its door: reach.test.ts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCall, aCustomer, aLead, aPoc } from '#domain/testing/builders.ts';
import { isRight, RIGHT_NAMES, reach } from '#domain/user/rights.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { stateOf } from '../testing/state-of.ts';
import { type Name, signedIn } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Named, namedAnew, wellFormed } from '../testing/well-formed-requests.ts';
import { templateOf } from './openapi.ts';
import { operationOf, type Who } from './operation.ts';

const EVERYBODY = `
  GET /health
  GET /ready
  GET /metrics
  GET /
  GET /apply
  GET /app
  GET /app/
  GET /app/{path}
  GET /openapi.json
  GET /docs
  GET /redoc
  GET /docs/swagger.js
  GET /docs/redoc.js
  GET /docs/{file}
  POST /api/auth/register
  POST /api/auth/login
  POST /api/auth/token
  POST /api/auth/refresh
  POST /api/leads`;

const SIGNED_IN = `
  POST /api/auth/logout
  GET /api/auth/me
  GET /api/users/{id}
  PUT /api/users/{id}/handover
  DELETE /api/users/{id}/handover
  GET /api/devices
  DELETE /api/devices/{id}
  GET /api/settings
  GET /api/sync/stream
  POST /api/sync/digest
  GET /api/sync/{collection}/pull
  POST /api/sync/{collection}/push
  GET /api/leads
  GET /api/leads/due_today
  GET /api/leads/duplicates
  GET /api/leads/{id}
  PATCH /api/leads/{id}
  PUT /api/leads/{id}
  DELETE /api/leads/{id}
  POST /api/leads/{id}/restore
  POST /api/leads/{id}/callback
  POST /api/leads/{id}/snooze
  POST /api/leads/{id}/merge
  POST /api/leads/{id}/unmerge
  POST /api/leads/{id}/resend-email
  GET /api/leads/{id}/assignments
  GET /api/leads/{id}/interactions
  GET /api/leads/{id}/resume
  POST /api/pocs
  GET /api/pocs
  GET /api/pocs/{id}
  PATCH /api/pocs/{id}
  PUT /api/pocs/{id}
  DELETE /api/pocs/{id}
  POST /api/interactions
  GET /api/interactions
  GET /api/interactions/{lead_id}
  PATCH /api/interactions/{id}
  POST /api/customers
  GET /api/customers
  GET /api/customers/{id}
  PATCH /api/customers/{id}
  PUT /api/customers/{id}
  DELETE /api/customers/{id}
  GET /api/performance/well_performing
  GET /api/performance/underperforming
  GET /api/performance/{lead_id}
  PUT /api/performance/{lead_id}
  GET /api/dashboard/metrics
  GET /api/dashboard/sla
  GET /api/dashboard/leads-per-assignee`;

const STAFF = `
  GET /api/users
  POST /api/leads/import
  GET /api/leads/imports
  POST /api/leads/imports/{id}/undo
  GET /api/leads/export.csv
  POST /api/leads/{id}/assign
  POST /api/performance/recalculate`;

const ADMINS = `
  POST /api/users
  PATCH /api/users/{id}
  PUT /api/users/{id}
  DELETE /api/users/{id}
  PATCH /api/settings
  GET /api/settings/templates
  GET /api/settings/templates/{name}
  PUT /api/settings/templates/{name}
  DELETE /api/settings/templates/{name}
  POST /api/settings/templates/{name}/preview
  POST /api/settings/templates/{name}/test
  GET /api/leads/{id}/personal-data
  POST /api/leads/{id}/erase
  GET /api/pocs/{id}/personal-data
  POST /api/pocs/{id}/erase
  GET /api/audit-logs
  GET /api/audit-logs/export
  GET /api/audit-logs/verify
  GET /api/outbox
  POST /api/outbox/{id}/retry`;

const ASKERS = ['nobody', 'kam1', 'manager', 'admin'] as const;
type AskerName = (typeof ASKERS)[number];

const linesOf = (text: string): string[] => text.trim().split(/\s*\n\s*/);
const LET_IN = new Map<string, readonly AskerName[]>([
  ...linesOf(EVERYBODY).map((key): [string, readonly AskerName[]] => [key, ASKERS]),
  ...linesOf(SIGNED_IN).map((key): [string, readonly AskerName[]] => [key, ['kam1', 'manager', 'admin']]),
  ...linesOf(STAFF).map((key): [string, readonly AskerName[]] => [key, ['manager', 'admin']]),
  ...linesOf(ADMINS).map((key): [string, readonly AskerName[]] => [key, ['admin']]),
]);

describe('every role on every route', () => {
  let server: TestServer;
  let theirs: Named;
  beforeEach(async () => {
    server = await startTestServer();
    const { kam1 } = server.actors;
    const lead = aLead({ assignee_id: kam1.id });
    const [poc, call] = [aPoc({ lead_id: lead.id }), aCall({ lead_id: lead.id })];
    const [other, customer] = [
      aLead({ assignee_id: kam1.id }),
      aCustomer({ lead_id: null, assignee_id: kam1.id }),
    ];
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [
        ...[lead, other].map((document) => ({ collection: 'leads' as const, document })),
        { collection: 'pocs', document: poc },
        { collection: 'interactions', document: call },
        { collection: 'customers', document: customer },
      ]),
    );
    theirs = {
      ...namedAnew(server.deps.ids.next),
      ...{ leads: lead.id, others: other.id, pocs: poc.id, interactions: call.id, customers: customer.id },
      ...{ users: kam1.id, devices: kam1.session_id },
    };
  });
  afterEach(() => server.close());

  /** The operations that are mounted, each with its door. */
  const doors = (): [string, Who][] =>
    server.app.routes.flatMap(({ method, path, handler }): [string, Who][] => {
      const promise = operationOf(handler);
      return promise ? [[`${method} ${templateOf(path)}`, promise.who]] : [];
    });
  const may = (asker: AskerName, who: Who): boolean => {
    if (asker === 'nobody') return who === 'public' || who === 'optional';
    return !isRight(who) || reach(server.actors[asker], who) !== null;
  };

  it('is said here of each operation, and of no other', () => {
    expect([...LET_IN.keys()].toSorted()).toEqual(
      doors()
        .map(([key]) => key)
        .toSorted(),
    );
  });

  it('opens some route by each right but that to force a stage', () => {
    const used = new Set(doors().map(([, who]) => who));
    expect(RIGHT_NAMES.filter((name) => !used.has(name))).toEqual(['stages.force']);
  });

  it.each(ASKERS)(
    'lets in whom it should and keeps out the rest, who write nothing: %s',
    { timeout: 120_000 },
    async (asker) => {
      const wrong: string[] = [];
      let refused = 0;
      for (const [key, who] of doors()) {
        const isLetIn = LET_IN.get(key)?.includes(asker) ?? false;
        if (may(asker, who) !== isLetIn) wrong.push(`${key}: the table says otherwise of ${who}`);
        const fault = isLetIn ? await faultOfEntry(key, asker) : await faultOfRefusal(key, asker);
        if (fault !== null) wrong.push(`${key}: ${fault}`);
        refused += isLetIn ? 0 : 1;
      }
      expect(wrong).toEqual([]);
      expect(refused).toBe([...LET_IN.values()].filter((letIn) => !letIn.includes(asker)).length);
    },
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
