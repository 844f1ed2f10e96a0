// Requests that nobody means to send, made from what the OpenAPI document promises of each route.
import fc from 'fast-check';

interface Schema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

export interface Described {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface BadRequest {
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | undefined;
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const ODD_TEXT = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '😀'.repeat(50),
  'x'.repeat(70_000),
  '%',
  '\u202e',
];
const ODD_VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  0.1,
  [],
  {},
  [[]],
  { __proto__: null, constructor: 1 },
];
const ODD_URL = [
  '%00',
  '%F0%9F%98%80',
  '%ED%A0%80',
  '%FF',
  '%25',
  '..%2f',
  '-1',
  '1e999',
  "'",
  '9999-12-31',
  '',
];
const ODD_HEADER = [
  '',
  '*',
  '"',
  'W/""',
  '"x", "y"',
  '\u00ff',
  'x'.repeat(300),
  '00000000-0000-7000-8000-000000000000',
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=b',
  'application/x-www-form-urlencoded',
  'x',
];
const RAW = [
  '',
  '{',
  '\ufeff{}',
  'null',
  '"\\ud800"',
  deep(20_000),
  '--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nx',
  '%ff=%00&a',
  '{"__proto__":{}}',
];

const oddValue = fc.oneof(fc.constantFrom(...ODD_TEXT), fc.constantFrom(...ODD_VALUES), fc.jsonValue());
const oddUrl = fc.oneof(fc.constantFrom(...ODD_URL), fc.uuid(), fc.string().map(safeEncoded));
const oddHeader = fc.constantFrom(...ODD_HEADER);

/** Text that has no form in UTF-8 (half a surrogate pair) is written as the mark that stands for it. */
function safeEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

/** What the schema means, two times in three; else anything. */
function nearTo(schema: Schema, level = 0): fc.Arbitrary<unknown> {
  return level > 4
    ? oddValue
    : fc.oneof({ weight: 2, arbitrary: meant(schema, level) }, { weight: 1, arbitrary: oddValue });
}

function meant(schema: Schema, level: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => nearTo(choice, level + 1)));
  if (schema.properties) return fc.record(fieldsOf(schema.properties, level), { requiredKeys: [] });
  if (schema.items) return fc.array(nearTo(schema.items, level + 1), { maxLength: 3 });
  return plain(schema);
}

const fieldsOf = (properties: Record<string, Schema>, level: number) =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, nearTo(schema, level + 1)]));

function plain({ type, format }: Schema): fc.Arbitrary<unknown> {
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === 'integer' || kind === 'number') return fc.integer();
  if (kind === 'boolean') return fc.boolean();
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.emailAddress();
  if (format?.startsWith('date'))
    return fc.constantFrom('2026-03-01', '2026-03-01T10:00:00Z', '0000-01-01T00:00:00Z');
  return fc.string({ unit: 'binary' });
}

/**
 * A request to this route: odd parameters and headers, a body near to what it takes or nothing like it. `ids` are of documents
 * that exist, which half of the paths name.
 */
export function aBadRequest(
  template: string,
  described: Described,
  ids: readonly string[],
): fc.Arbitrary<BadRequest> {
  const asked = described.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
  const query = fc.record(Object.fromEntries(asked.map(({ name }) => [name, oddUrl])), { requiredKeys: [] });
  const parts = [...template.matchAll(/\{[^}]+\}/g)].map(() =>
    fc.oneof(
      oddUrl.filter((part) => part !== ''),
      fc.constantFrom(...ids),
    ),
  );
  const headers = fc.record({ 'if-match': oddHeader, 'idempotency-key': oddHeader }, { requiredKeys: [] });
  return fc
    .record({ query, parts: fc.tuple(...parts), headers, content: contentOf(described) })
    .map((made) => ({
      path: `${filled(template, made.parts)}?${queryOf(made.query)}`,
      headers: { ...made.headers, ...(made.content ? { 'content-type': made.content.type } : {}) },
      body: made.content?.body,
    }));
}

function contentOf({ requestBody }: Described) {
  if (!requestBody) return fc.constant(undefined);
  const schema = requestBody.content['application/json']?.schema ?? {};
  const near = nearTo(schema).map((value) => ({
    type: 'application/json',
    body: JSON.stringify(value) ?? '',
  }));
  const bytes = fc.uint8Array({ maxLength: 200 }).map((made) => new Uint8Array(made));
  const far = fc.record({ type: fc.constantFrom(...TYPES), body: fc.oneof(fc.constantFrom(...RAW), bytes) });
  return fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: far });
}

function filled(template: string, parts: string[]): string {
  const left = [...parts];
  return template.replaceAll(/\{[^}]+\}/g, () => left.shift() ?? '');
}

const queryOf = (query: Record<string, string | undefined>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .join('&');
