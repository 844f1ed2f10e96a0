// A request as a person would write it: an operation of the document with its example, variables still in {{braces}}.
import type { Operation } from './document.ts';
import { exampleValue } from './example-value.ts';
import type { Example } from './examples.ts';

export interface Request {
  method: string;
  /** "/api/leads/{{lead_id}}". */
  path: string;
  query: Record<string, string>;
  /** Media type of the body, or null. */
  type: string | null;
  body: Record<string, unknown>;
  /** Name of the variable with the token; null where none is sent. */
  token: string | null;
}

/** Builds the request of an operation. */
export function requestOf(operation: Operation, example: Example): Request {
  const { method, path, security, requestBody } = operation;
  const types = Object.keys(requestBody?.content ?? {});
  const type = example.type ?? types[0] ?? null;
  const schema = type === null ? {} : (requestBody?.content[type]?.schema ?? {});
  const body = example.body ?? exampleValue(schema);
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => parameterOf(path, name, example)),
    query: { ...requiredQuery(operation), ...example.query },
    type,
    body: typeof body === 'object' && body !== null ? { ...body } : {},
    token: security.length === 0 ? null : example.token === undefined ? 'access_token' : example.token,
  };
}

/** `id` below /api/leads is {{lead_id}}; every other parameter is the variable of its own name. */
function parameterOf(path: string, name: string, { path: given = {} }: Example): string {
  const own = given[name];
  if (own !== undefined) return own.endsWith('_id') ? `{{${own}}}` : own;
  const noun = path.split('/').find((part) => !['', 'api'].includes(part)) ?? '';
  return name === 'id' ? `{{${noun.replace(/s$/, '')}_id}}` : `{{${name}}}`;
}

const requiredQuery = ({ parameters = [] }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place, required }) => place === 'query' && required)
      .map(({ name, schema }) => [name, String(exampleValue(schema))]),
  );
