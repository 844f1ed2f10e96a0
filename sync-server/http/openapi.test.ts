import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { derivedId } from '#domain/ids.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { inputSchema, replySchema } from './json-schema.ts';
import { openApiOf, templateOf } from './openapi.ts';
import { operation, operationOf } from './operation.ts';

interface Described {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: object; security: object[] }>>;
}

describe('the OpenAPI document', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ people: false });
  });
  afterEach(() => server.close());
  const document = async () => (await server.json<Described>('/openapi.json')).body;

  it('lists every route that is mounted, and no other', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    const mounted = server.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${templateOf(path)}`);
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(listed)).toEqual(new Set(mounted));
    expect(listed).toContain('POST /api/auth/login');
  });

  it('guards each of them by the promise that it shows', () => {
    const paths = new Map<string, boolean>();
    for (const { method, path, handler } of server.app.routes) {
      if (method === 'ALL') continue;
      const key = `${method} ${path}`;
      paths.set(key, (paths.get(key) ?? false) || operationOf(handler) !== undefined);
    }
    expect([...paths].filter(([, guarded]) => !guarded)).toEqual([]);
  });

  it('names each operation once and says who may call it', async () => {
    const operations = Object.values((await document()).paths).flatMap((methods) => Object.values(methods));
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const { paths } = await document();
    expect(paths['/api/auth/login']?.['post']?.security).toEqual([]);
    expect(paths['/api/leads']?.['post']?.security).toContainEqual({});
    expect(paths['/api/users']?.['get']?.security).toEqual([{ bearer: [] }, { password: [] }]);
    expect(Object.keys(paths['/api/users']?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '401', '403', '409', '413', '415', '422']),
    );
  });

  it('points only to what it holds', async () => {
    const text = JSON.stringify(await document());
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
  });

  it('holds the shape of every replicated document, by its collection', async () => {
    const { components } = (
      await server.json<{ components: { schemas: Record<string, object> } }>('/openapi.json')
    ).body;
    const { Problem: _, ...documents } = components.schemas;
    expect(Object.keys(documents)).toEqual(COLLECTIONS);
    for (const collection of COLLECTIONS) {
      const { success, error } = z
        .fromJSONSchema(documents[collection] as z.core.JSONSchema.JSONSchema)
        .safeParse(goneTombstone(collection, derivedId(collection)));
      expect(error?.issues ?? []).toEqual([]);
      expect(success).toBe(true);
    }
    expect(documents['plan_events']).toMatchObject({
      properties: { kind: { enum: ['callback', 'snooze'] }, _deleted: { type: 'boolean' } },
      required: expect.arrayContaining(['id', 'write_id', 'lead_id', 'kind', '_deleted']),
    });
  });

  it('describes what a route takes: path, query, bodies of every kind', () => {
    const handler = operation({
      who: 'user',
      tag: 'try',
      summary: 'A try',
      query: z.object({ q: z.string(), size: z.string().optional() }),
      body: z.object({ n: z.int() }),
      accepts: { 'multipart/form-data': z.object({ file: z.string() }) },
      replyType: 'text/csv',
    });
    const routes = [{ basePath: '/', method: 'POST', path: '/api/try/:lead_id/:name{[a-z]+}', handler }];
    expect(openApiOf(routes, { version: '1', url: 'http://x' })).toMatchObject({
      paths: {
        '/api/try/{lead_id}/{name}': {
          post: {
            parameters: [
              { name: 'lead_id', in: 'path', schema: { format: 'uuid' } },
              { name: 'name', in: 'path', schema: { type: 'string' } },
              { name: 'q', in: 'query', required: true },
              { name: 'size', in: 'query', required: false },
            ],
            requestBody: { required: true, content: { 'application/json': {}, 'multipart/form-data': {} } },
            responses: { '200': { content: { 'text/csv': {} } }, '404': {}, '413': {}, '415': {}, '422': {} },
          },
        },
      },
    });
  });
});

describe('JSON Schema of a reply', () => {
  const schema = z.object({
    note: z
      .string()
      .nullish()
      .transform((value) => value ?? null),
    size: z.int().default(3),
    extra: z.string().optional(),
    lines: z.array(z.object({ on: z.string().nullish().transform(String) })),
  });

  it('has the types of what is sent, and calls required what is always answered', () => {
    expect(replySchema(schema)).toMatchObject({
      type: 'object',
      properties: { note: { type: ['string', 'null'] }, lines: { items: { required: ['on'] } } },
      required: ['note', 'size', 'lines'],
    });
    expect(replySchema(z.union([schema, z.object({ other: z.int().default(1) })]))).toMatchObject({
      anyOf: [{ required: ['note', 'size', 'lines'] }, { required: ['other'] }],
    });
    expect(inputSchema(schema)).toMatchObject({ required: ['lines'] });
    expect(inputSchema(schema)).not.toHaveProperty('$schema');
  });
});
