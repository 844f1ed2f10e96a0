// Whether this version of the program can read a document: a newer server may send values that it does not know, and RxDB
// would either write them for the screens to stumble over or pass them by for ever. Plain fields are compared by kind and
// known values, for a hundred thousand documents come at once; only what has an inside is given to its schema.
import { z } from 'zod';
import { allSchemas, COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import type { Replicated } from '#domain/sync/messages.ts';

type Check = (value: unknown) => boolean;

interface JsonSchema {
  type?: string | string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
}

const checksOf = new Map<Collection, [string, Check][]>();

/** True for a document that fits its collection. Tombstones are made of known values, and fields that are new do no harm. */
export function isReadable(collection: Collection, document: Replicated): boolean {
  const known = checksOf.get(collection) ?? compile(collection);
  checksOf.set(collection, known);
  return known.every(([name, fits]) => fits(document[name] ?? null));
}

/** Changes with what this program can read. */
export const readingVersion = (): string =>
  contentHash(Object.fromEntries(COLLECTIONS.map((name) => [name, jsonSchemaOf(name)])));

function compile(collection: Collection): [string, Check][] {
  const shape: Record<string, z.ZodType> = allSchemas[collection].shape;
  return Object.entries(jsonSchemaOf(collection)).map(([name, schema]) => {
    const fits = anyOf(partsOf(schema));
    const inside = shape[name];
    const deep: Check = (value) => fits(value) && (inside?.safeParse(value).success ?? true);
    return [name, (value) => (typeof value === 'object' && value !== null ? deep(value) : fits(value))];
  });
}

function jsonSchemaOf(collection: Collection): Record<string, JsonSchema> {
  const { properties } = z.toJSONSchema(allSchemas[collection], { io: 'input', unrepresentable: 'any' });
  return (properties ?? {}) as Record<string, JsonSchema>;
}

const partsOf = (schema: JsonSchema): JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf)?.flatMap(partsOf) ?? [schema];

const anyOf =
  (parts: readonly JsonSchema[]): Check =>
  (value) =>
    parts.some((part) => fitsPart(part, value));

function fitsPart({ type, enum: values, const: only }: JsonSchema, value: unknown): boolean {
  if (values) return values.includes(value);
  if (only !== undefined) return value === only;
  return type === undefined || [type].flat().some((kind) => isOfKind(kind, value));
}

function isOfKind(kind: string, value: unknown): boolean {
  if (kind === 'null') return value === null;
  if (kind === 'array') return Array.isArray(value);
  if (kind === 'integer') return Number.isInteger(value);
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === kind;
}
