import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../sync-server/testing/test-people.ts';
import { startTestServer, type TestServer } from '../../sync-server/testing/test-server.ts';
import { ROOT } from '../run.mjs';
import { main } from './main.ts';

const told = async (...argv: string[]) => {
  const lines: string[] = [];
  const code = await main(argv, (line) => lines.push(line));
  return { code, lines };
};

describe('the smoke script on the real server', () => {
  let server: TestServer;
  let base: string;
  let account: string[];
  beforeAll(async () => {
    // The page as it is written: nothing is built when the unit tests run.
    server = await startTestServer({ env: { RENDERER_DIR: join(ROOT, 'renderer') } });
    base = await server.listen();
    account = ['--email', server.actors.admin.email, '--password', PASSWORD];
  });
  afterAll(() => server.close());
  const countLeads = async () =>
    (await server.json<{ total: number }>('/api/leads', { as: server.actors.admin })).body.total;

  it('calls every operation of its document, sees each answer as promised, and leaves no lead', async () => {
    const before = await countLeads();
    const { code, lines } = await told(base, ...account);
    expect(lines.filter((line) => !line.startsWith('ok ')).slice(0, -1)).toEqual([]);
    expect(lines.at(-1)).toMatch(/^\d+ calls: \d+ answered, 0 refused as documented, 0 left out, 0 wrong$/);
    expect(code).toBe(0);
    const { paths } = (await server.json<{ paths: Record<string, object> }>('/openapi.json')).body;
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(all.length).toBeGreaterThan(70);
    const called = lines.slice(0, -1).map((line) => line.split(/\s+/).slice(1, 3).join(' '));
    expect(new Set(called)).toEqual(new Set(all));
    expect(await countLeads()).toBe(before);
  }, 120_000);

  it('changes nothing where it is asked to read only', async () => {
    const { lines } = await told(`${base}/`, '--read-only', ...account);
    expect(lines.filter((line) => /(POST|PUT|PATCH|DELETE) /.test(line))).toEqual([
      'ok    POST /api/auth/login  200',
    ]);
  });

  it('says that the demo account may not sign in, and calls what is open to all', async () => {
    const { code, lines } = await told(base);
    expect(code).toBe(0);
    expect(lines).toContain('no    POST /api/auth/login  401 bad_credentials');
    expect(lines).toContain('-     GET /api/leads  nothing has told the access_token');
  });

  it('says how it is called where no address is given', async () => {
    expect(await told()).toMatchObject({ code: 1, lines: [/^Usage: npm run smoke/] });
    expect((await told(base, '--email', 'x@example.com')).code).toBe(1);
  });
});

describe('the smoke script on a server that breaks its word', () => {
  let server: Server;
  let base: string;
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const operation = (responses: object) => ({
    ...{ operationId: 'x', tags: [], summary: '', description: '', security: [] },
    responses,
  });
  const paths: Record<string, { get: object }> = {
    '/breaks': { get: operation({ '200': {} }) },
    '/down': { get: operation({ '200': {}, '503': {} }) },
    '/unnamed': { get: operation({ '200': {} }) },
    '/shape': { get: operation({ '200': json({ type: 'object', properties: { n: { type: 'integer' } } }) }) },
    '/type': { get: operation({ '200': json({}) }) },
    '/cut': { get: operation({ '200': json({}) }) },
    '/unknown/{thing_id}': { get: operation({ '200': {} }) },
  };
  const answers: Record<string, [number, string, string]> = {
    '/openapi.json': [200, 'application/json', JSON.stringify({ paths })],
    '/breaks': [500, 'text/plain', ''],
    '/down': [503, 'text/plain', ''],
    '/unnamed': [404, 'text/plain', ''],
    '/shape': [200, 'application/json', '{"n":"one"}'],
    '/type': [200, 'text/html', ''],
  };
  beforeEach(async () => {
    server = createServer((request, response) => {
      const [status, type, body] = answers[request.url ?? ''] ?? [];
      if (status === undefined) return response.destroy();
      response.writeHead(status, { 'content-type': type ?? '' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('names each breach, and ends with 1', async () => {
    const { code, lines } = await told(base);
    expect(code).toBe(1);
    expect(lines).toEqual([
      "WRONG GET /breaks  500; 500 is the server's own fault",
      'WRONG GET /down  503; 503: it cannot work at the moment',
      'WRONG GET /unnamed  404; its document names 200',
      expect.stringMatching(/^WRONG GET \/shape {2}200; not as its document says, at n: /),
      'WRONG GET /type  200; its document names application/json, not text/html',
      expect.stringMatching(/^WRONG GET \/cut {2}no answer: /),
      '-     GET /unknown/{thing_id}  nothing has told the thing_id',
      '7 calls: 0 answered, 0 refused as documented, 1 left out, 6 wrong',
    ]);
  });

  it('gives up in one line where there is no document', async () => {
    await expect(told(`${base}/elsewhere`)).rejects.toThrow(/elsewhere\/openapi\.json cannot be read: /);
    answers['/other/openapi.json'] = [200, 'application/json', '{}'];
    await expect(told(`${base}/other`)).rejects.toThrow('this is not an OpenAPI document');
  });
});
