// A value that a JSON Schema takes, for operations that nobody has written an example for.
import type { Schema } from './document.ts';

const BY_FORMAT: Record<string, unknown> = {
  uuid: '{{lead_id}}',
  'date-time': '{{now}}',
  date: '{{today}}',
  binary: 'Example',
};

/** A value with what is required and nothing else; text in {{braces}} is a variable. */
export function exampleValue(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.anyOf) return exampleValue(schema.anyOf[0] ?? {});
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return BY_FORMAT[schema.format ?? ''] ?? 'Example'.padEnd(schema.minLength ?? 0, '.');
    default:
      return null;
  }
}

const exampleObject = ({ properties = {}, required = [] }: Schema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, schema]) => [name, exampleValue(schema)]),
  );
