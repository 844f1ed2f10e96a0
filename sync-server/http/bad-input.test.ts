// Requests that nobody means to send, to every route by everybody: never an error of the server, never no answer, always a
// problem in words, and nothing half written. What fails is named with its route, its seed and the request.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { rowsOf } from '../db/database.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { aBadRequest, type BadRequest, type Described } from '../testing/bad-requests.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);
/** Answers that never end, or that end the session which the others are asked with. */
const LEFT_OUT = /stream|logout/;
/** Where a refusal is a line of the audit: somebody tried to get in. */
const AUDITED = /\/auth\/(login|token|refresh)$/;
/** What a refusal may write: tries are counted, and a device was seen. */
const MAY_CHANGE = ['rate_limits', 'device_cursors'];
const ANSWERED_WITHIN_MS = 20_000;
const RUNS = { nobody: 4, admin: 8, manager: 4, kam1: 4 };

describe('a request that nobody means to send', () => {
  let server: TestServer;
  let routes: [string, string, Described][];
  let ids: string[];
  let tables: string[];
  beforeAll(async () => {
    server = await startTestServer();
    const { body } = await server.json<{ paths: Record<string, Record<string, Described>> }>('/openapi.json');
    routes = Object.entries(body.paths)
      .filter(([path]) => !LEFT_OUT.test(path))
      .flatMap(([path, methods]) =>
        Object.entries(methods)
          .filter(([method]) => METHODS.has(method))
          .map(([method, described]): [string, string, Described] => [method.toUpperCase(), path, described]),
      );
    const lead = aLead({ assignee_id: server.actors.kam1.id });
    const [poc, call] = [aPoc({ lead_id: lead.id }), aCall({ lead_id: lead.id })];
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [
        { collection: 'leads', document: lead },
        { collection: 'pocs', document: poc },
        { collection: 'interactions', document: call },
      ]),
    );
    ids = [lead.id, poc.id, call.id];
    const named = await server.deps.db.execute(
      sql`select tablename from pg_tables where schemaname = 'public' order by 1`,
    );
    tables = rowsOf(named).flatMap(({ tablename }) =>
      MAY_CHANGE.includes(String(tablename)) ? [] : [String(tablename)],
    );
  });
  afterAll(() => server.close());

  /** How many rows each table has. */
  const rowCounts = async (): Promise<Record<string, number>> => {
    const counts = tables.map((name) => sql`${name}::text, (select count(*) from ${sql.identifier(name)})`);
    const parts = sql.join(counts, sql`, `);
    const [row] = rowsOf(
      await server.deps.db.execute(sql`select json_build_object(${parts})::text as counts`),
    );
    return JSON.parse(String(row?.['counts'])) as Record<string, number>;
  };

  let standing: Record<string, number> = {};
  const answered = new Map<number, number>();
  const ask = async (method: string, made: BadRequest, as?: { access_token: string }) => {
    const reply = await server.request(made.path, {
      method,
      headers: made.headers,
      ...(made.body === undefined ? {} : { body: made.body }),
      ...(as ? { as } : {}),
    });
    const said = await reply.text();
    answered.set(reply.status, (answered.get(reply.status) ?? 0) + 1);
    const counts = await rowCounts();
    expect(reply.status, said).toBeLessThan(500);
    if (reply.status >= 400) {
      expect(reply.headers.get('content-type')).toBe('application/problem+json');
      expect(JSON.parse(said)).toMatchObject({ status: reply.status, code: expect.any(String) });
      const audited = AUDITED.test(made.path.split('?')[0] ?? '')
        ? { audit_logs: standing['audit_logs'] }
        : {};
      expect({ ...counts, ...audited }).toEqual(standing);
    }
    standing = counts;
  };

  it.each(['nobody', 'admin', 'manager', 'kam1'] as const)(
    'is answered as %s, and leaves nothing half written',
    { timeout: 180_000 },
    async (who) => {
      const as = who === 'nobody' ? undefined : server.actors[who];
      const failed: string[] = [];
      answered.clear();
      standing = await rowCounts();
      for (const [method, path, described] of routes) {
        const property = fc.asyncProperty(aBadRequest(path, described, ids), (made) => ask(method, made, as));
        const checked = await fc.check(property, {
          numRuns: RUNS[who],
          endOnFailure: true,
          timeout: ANSWERED_WITHIN_MS,
        });
        if (!checked.failed) continue;
        const why = String(checked.errorInstance).slice(0, 400);
        const request = JSON.stringify(checked.counterexample)?.slice(0, 600);
        failed.push(`${method} ${path}, seed ${checked.seed}: ${why} ${request}`);
        standing = await rowCounts();
      }
      expect(failed).toEqual([]);
      // They came as far as the routes: some were taken, some found wanting, and nobody was signed out on the way.
      const wanted = who === 'nobody' ? [200, 401, 422] : [200, 404, 422];
      expect([...answered.keys()]).toEqual(expect.arrayContaining(wanted));
      if (who !== 'nobody') expect(answered.get(401) ?? 0).toBeLessThan(routes.length / 10);
    },
  );
});
