// Holds the files that are made from the server's schemas to them. They are renewed by `npm run docs:api`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiFiles } from './api-files.ts';
import { type OpenApi, operationsOf } from './document.ts';
import { exampleValue } from './example-value.ts';
import { walkOf } from './examples.ts';
import { readSchemas } from './read-schemas.ts';
import { requestOf } from './request.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('the files made from the schemas', () => {
  let document: OpenApi;
  let files: Record<string, string>;
  beforeAll(async () => {
    const schemas = await readSchemas();
    document = schemas.document;
    files = apiFiles(document, schemas.tables);
  });

  it('are as the schemas are: run npm run docs:api where this fails', () => {
    for (const [path, text] of Object.entries(files)) {
      const kept = existsSync(join(ROOT, path))
        ? readFileSync(join(ROOT, path), 'utf8').replaceAll('\r\n', '\n')
        : '';
      expect(kept === text, `${path} is stale`).toBe(true);
    }
  });

  it('show every operation of the API in both collections', () => {
    const listed = operationsOf(document).filter(({ tags }) => tags[0] !== 'pages');
    const http = files['docs/api/callbook.http'] ?? '';
    expect(http.match(/^(GET|POST|PUT|PATCH|DELETE) \{\{base_url\}\}\//gm)).toHaveLength(listed.length);
    const { item }: { item: { item: { request: { method: string } }[] }[] } = JSON.parse(
      files['docs/api/callbook.postman_collection.json'] ?? '',
    );
    expect(item.flatMap((noun) => noun.item)).toHaveLength(listed.length);
  });

  it('use no variable that is not named at the top', () => {
    const http = files['docs/api/callbook.http'] ?? '';
    const named = new Set([...http.matchAll(/^@(\w+) =/gm)].map(([, name]) => name));
    const used = new Set([...http.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
    expect([...used].filter((name) => !named.has(name))).toEqual([]);
  });

  it('name each operation once under the right that opens it, and each right with how far it goes', () => {
    const page = files['docs/api/rights.md'] ?? '';
    const listed = [...page.matchAll(/^- `([A-Z]+ [^`]+)`/gm)].map(([, key]) => key);
    expect(listed.toSorted()).toEqual(
      operationsOf(document)
        .map(({ key }) => key)
        .toSorted(),
    );
    expect(page).toContain('| Merge two leads into one, and part them again | all | all | self |');
    expect(page.split('### leads.export')[1]?.split('###')[0]).toContain('`GET /api/leads/export.csv`');
  });

  it('draw each table, and what its columns point to', () => {
    const diagram = files['docs/tables.md'] ?? '';
    expect(diagram).toContain('  leads ||--o{ pocs : lead_id');
    expect(diagram).toContain('  users |o--o{ leads : assignee_id');
    expect(diagram).toContain('    uuid id PK');
    expect(diagram).not.toContain(': write_id');
  });
});

describe('an operation without an example of its own', () => {
  it('is asked with the least that its schema takes, before anything is ended', () => {
    const body = {
      type: 'object',
      required: ['name', 'kind', 'lead_id', 'tags', 'size', 'on', 'is_open', 'from', 'odd', 'mode'],
      properties: {
        name: { type: 'string', minLength: 9 },
        kind: { type: 'string', enum: ['a', 'b'] },
        lead_id: { anyOf: [{ type: 'string', format: 'uuid' }, { type: 'null' }] },
        tags: { type: 'array', items: { type: 'string' } },
        size: { type: 'integer', minimum: 3 },
        on: { type: 'string', format: 'date' },
        is_open: { type: ['boolean', 'null'] },
        from: { const: 'here' },
        odd: {},
        mode: { type: 'string', default: 'new' },
        left_out: { type: 'string' },
      },
    };
    const [operation] = operationsOf({
      info: { title: '', version: '' },
      paths: {
        '/api/things/{id}/parts/{part_id}': {
          post: {
            ...{
              operationId: '',
              summary: '',
              description: '',
              'x-who': 'optional',
              tags: [],
              security: [{}],
              responses: {},
            },
            parameters: [{ name: 'by', in: 'query', required: true, schema: { type: 'number' } }],
            requestBody: { required: true, content: { 'application/json': { schema: body } } },
          },
        },
      },
    });
    expect(operation && requestOf(operation, {})).toEqual({
      method: 'POST',
      path: '/api/things/{{thing_id}}/parts/{{part_id}}',
      query: { by: '1' },
      type: 'application/json',
      body: {
        ...{ name: 'Example..', kind: 'a', lead_id: '{{lead_id}}', tags: [], size: 3, on: '{{today}}' },
        ...{ is_open: true, from: 'here', odd: null, mode: 'new' },
      },
      token: 'access_token',
    });
    expect(exampleValue({ anyOf: [] })).toBeNull();
    const order = walkOf(['DELETE /api/leads/{id}', 'DELETE /api/x', 'GET /api/x', 'GET /api/auth/me']);
    expect(new Set(order.map(({ key }) => key))).toEqual(
      new Set(['GET /api/auth/me', 'GET /api/x', 'DELETE /api/x', 'DELETE /api/leads/{id}']),
    );
  });
});
