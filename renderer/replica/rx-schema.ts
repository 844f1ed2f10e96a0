// The replica's schemas, derived from the domain's. Only the kind of each field is taken over: a limit that is tightened
// later must not make a database unreadable, for RxDB refuses to open one whose schema has changed within a version.
import type { RxJsonSchema } from 'rxdb';
import { z } from 'zod';
import { allSchemas, type Collection, type DocumentOf } from '#domain/sync/collections.ts';

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';
type Field = { type: Kind | Kind[]; maxLength?: number };

interface JsonSchema {
  type?: string | string[] | undefined;
  anyOf?: JsonSchema[] | undefined;
  oneOf?: JsonSchema[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
}

const ID_LENGTH = 36;
const INSTANT_LENGTH = 40;

/** Fields by which documents are found, besides their id. A field that may be null can stand in no index. */
const INDEXES: Partial<Record<Collection, string[][]>> = {
  pocs: [['lead_id']],
  interactions: [['lead_id', 'occurred_at']],
  plan_events: [['lead_id']],
  metrics: [['lead_id']],
};

/** Counts up for a collection whose schema changes; `migrations.ts` says how its documents become new ones. */
const VERSIONS: Partial<Record<Collection, number>> = { users: 1 };

/**
 * Fields that came later and may be unset, in a collection that only the server writes. RxDB keeps what its schema does not
 * name, so they need no new version: an older program reads the documents of a newer one, which an update taken back needs.
 */
export const UNNAMED: Partial<Record<Collection, readonly string[]>> = {
  settings: ['sla_rules', 'assignment_rules', 'language', 'custom_fields', 'transitions', 'lead_views'],
  users: ['working_hours'],
};

const LENGTHS: Record<string, number> = { id: ID_LENGTH, lead_id: ID_LENGTH, occurred_at: INSTANT_LENGTH };

/** The schema under which the replica keeps a collection. */
export function rxSchemaOf<C extends Collection>(collection: C): RxJsonSchema<DocumentOf<C>> {
  const indexes = INDEXES[collection] ?? [];
  const bounded = new Set(['id', ...indexes.flat()]);
  const properties: Record<string, Field> = {};
  const unnamed: readonly string[] = UNNAMED[collection] ?? [];
  for (const [name, schema] of Object.entries(fieldsOf(collection))) {
    if (unnamed.includes(name)) continue;
    const kinds = [...new Set(kindsOf(schema))];
    const type = kinds.length === 1 && kinds[0] ? kinds[0] : kinds;
    const maxLength = bounded.has(name) ? LENGTHS[name] : undefined;
    properties[name] = maxLength === undefined ? { type } : { type, maxLength };
  }
  return {
    title: collection,
    version: VERSIONS[collection] ?? 0,
    primaryKey: 'id',
    type: 'object',
    properties,
    required: Object.keys(properties),
    indexes,
  } as RxJsonSchema<DocumentOf<C>>;
}

function fieldsOf(collection: Collection): Record<string, JsonSchema> {
  const { properties } = z.toJSONSchema(allSchemas[collection], { io: 'input', unrepresentable: 'any' });
  return (properties ?? {}) as Record<string, JsonSchema>;
}

function kindsOf(schema: JsonSchema): Kind[] {
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return parts.flatMap(kindsOf);
  if (schema.type !== undefined) return [schema.type].flat().map(kindOfType);
  const values = schema.enum ?? [schema.const];
  return values.map((value) => (value === null ? 'null' : kindOfType(typeof value)));
}

function kindOfType(type: string): Kind {
  const kind = KINDS.find((known) => known === (type === 'integer' ? 'number' : type));
  if (!kind) throw new TypeError(`no kind of field: ${type}`);
  return kind;
}

const KINDS: readonly Kind[] = ['string', 'number', 'boolean', 'object', 'array', 'null'];
