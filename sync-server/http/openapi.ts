// The OpenAPI 3.1 document, read off the routes that are really mounted and the operations that guard them.
import type { RouterRoute } from 'hono/types';
import { REFUSAL_STATUS, type RefusalCode } from '#domain/refusal.ts';
import { isRight, RIGHTS, type Right } from '#domain/user/rights.ts';
import { ROLES } from '#domain/user/user.ts';
import { documentJsonSchemas } from './document-schemas.ts';
import { inputSchema, type JsonSchema, replySchema } from './json-schema.ts';
import { type Operation, operationOf, type Who } from './operation.ts';
import { PROBLEM_WORDS } from './problem-words.ts';

const WHO: Record<Exclude<Who, Right>, string> = {
  public: 'Open to all.',
  optional: 'Open to all; with a token the signed-in person is meant.',
  user: 'Anybody signed in.',
};

/** Who may call it, in words: "Right leads.merge: admin (all), manager (all), kam (self)." */
function whoWords(who: Who): string {
  if (!isRight(who)) return WHO[who];
  const far = ROLES.flatMap((role) => (RIGHTS[who][role] === null ? [] : [`${role} (${RIGHTS[who][role]})`]));
  return `Right ${who}: ${far.join(', ')}.`;
}

/** Whether some who are signed in are kept out. */
const keepsOut = (who: Who): boolean => isRight(who) && ROLES.some((role) => RIGHTS[who][role] === null);

const PROBLEM_REF = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** The document of these routes (an app's `routes`), for a server reached at `url` (may be relative). */
export function openApiOf(
  routes: RouterRoute[],
  { version, url }: { version: string; url: string },
): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const { method, path, handler } of routes) {
    const promise = operationOf(handler);
    if (!promise) continue;
    const template = templateOf(path);
    paths[template] = {
      ...paths[template],
      [method.toLowerCase()]: operationObject(method, template, promise),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Callbook',
      version,
      description:
        'The desk of a key account manager. The same paths without /api, and with a slash at the end, work alike.',
    },
    servers: [{ url }],
    paths,
    components: {
      schemas: { Problem: problemSchema(), ...documentJsonSchemas() },
      securitySchemes: securitySchemes(),
    },
  };
}

/** "/api/leads/:id" is "/api/leads/{id}" there; the rest of an address is "{path}". */
export const templateOf = (path: string): string =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}').replace(/\*$/, '{path}');

function operationObject(method: string, template: string, promise: Operation): JsonSchema {
  const { who, summary, tag, query } = promise;
  const parameters = [...pathParameters(template), ...(query ? queryParameters(inputSchema(query)) : [])];
  return {
    operationId: operationIdOf(method, template),
    tags: [tag],
    summary,
    description: whoWords(who),
    'x-who': who,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(promise),
    responses: responsesOf(template, promise),
    security: who === 'public' ? [] : [...(who === 'optional' ? [{}] : []), { bearer: [] }, { password: [] }],
  };
}

/** "get_api_leads_id"; an address that ends in a slash is its folder's index. */
const operationIdOf = (method: string, template: string): string =>
  `${method.toLowerCase()}${template.replace(/\/$/, '/index')}`
    .replace(/[^a-zA-Z0-9]+/g, '_')
    .replace(/_$/, '');

const pathParameters = (template: string): JsonSchema[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'id' || name.endsWith('_id') ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }));

function queryParameters(schema: JsonSchema): JsonSchema[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(schema['properties'] ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: of,
  }));
}

function bodyOf({ body, form, accepts = {} }: Operation): JsonSchema {
  const taken = {
    ...(body ? { 'application/json': body } : {}),
    ...(form ? { 'application/x-www-form-urlencoded': form } : {}),
    ...accepts,
  };
  const content = Object.fromEntries(
    Object.entries(taken).map(([type, schema]) => [type, { schema: inputSchema(schema) }]),
  );
  if (Object.keys(content).length === 0) return {};
  return { requestBody: { required: body?.safeParse(undefined).success !== true, content } };
}

function responsesOf(template: string, promise: Operation): JsonSchema {
  const { who, reply, replyType, status = 200, body, form, accepts, query, tagged, refusals = [] } = promise;
  const content = {
    ...(reply ? { 'application/json': { schema: replySchema(reply) } } : {}),
    ...(replyType === undefined ? {} : { [replyType]: { schema: {} } }),
  };
  const codes: RefusalCode[] = [
    ...(who === 'public' ? [] : (['unauthenticated'] as const)),
    ...(keepsOut(who) ? (['not_allowed'] as const) : []),
    ...(template.includes('{') ? (['not_found'] as const) : []),
    ...(body || form || accepts ? (['invalid', 'too_large', 'unsupported_type'] as const) : []),
    ...(query ? (['bad_query'] as const) : []),
    ...refusals,
  ];
  const problems = Object.fromEntries(
    [...new Set(codes.map((code) => REFUSAL_STATUS[code]))].map((at) => {
      const description = wordsOf(codes.filter((code) => REFUSAL_STATUS[code] === at));
      return [String(at), { description, content: PROBLEM_REF }];
    }),
  );
  return {
    [String(status)]: { description: 'As asked.', ...(reply || replyType ? { content } : {}) },
    ...(tagged ? { 304: { description: 'As before: If-None-Match names the ETag that still holds.' } } : {}),
    ...problems,
  };
}

const wordsOf = (codes: RefusalCode[]): string =>
  [...new Set(codes)].map((code) => `${code}: ${PROBLEM_WORDS[code][0]}`).join('; ');

const text = { type: 'string' };

const problemSchema = (): JsonSchema => ({
  type: 'object',
  description: 'Problem details as of RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', enum: [...Object.keys(REFUSAL_STATUS), 'internal'] },
    request_id: text,
    errors: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: text, message: text } },
    },
  },
});

const securitySchemes = (): JsonSchema => ({
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  password: { type: 'oauth2', flows: { password: { tokenUrl: '/api/auth/token', scopes: {} } } },
});
