// JSON Schema of what travels, made from the same zod schemas that check it.
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** The schema of what a caller sends. */
export const inputSchema = (schema: z.ZodType): JsonSchema => converted(schema, 'input');

/**
 * The schema of what is answered. The types are those of the input: zod says nothing of a transformed value. What is
 * always there is taken from the output.
 */
export const replySchema = (schema: z.ZodType): JsonSchema =>
  joined(converted(schema, 'input'), converted(schema, 'output'));

function converted(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}

function joined(given: JsonSchema, answered: JsonSchema): JsonSchema {
  const after = { ...given };
  const before = objectOf(given['properties']);
  const kept = objectOf(answered['properties']);
  if (before && kept) {
    after['properties'] = Object.fromEntries(
      Object.entries(before).map(([name, schema]) => [
        name,
        joined(objectOf(schema) ?? {}, objectOf(kept[name]) ?? {}),
      ]),
    );
    after['required'] = answered['required'] ?? [];
  }
  const items = objectOf(given['items']);
  if (items) after['items'] = joined(items, objectOf(answered['items']) ?? {});
  const [choices, answers] = [given['anyOf'], answered['anyOf']];
  if (Array.isArray(choices) && Array.isArray(answers) && choices.length === answers.length)
    after['anyOf'] = choices.map((choice, at) => joined(objectOf(choice) ?? {}, objectOf(answers[at]) ?? {}));
  return after;
}

const objectOf = (value: unknown): JsonSchema | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : null;
