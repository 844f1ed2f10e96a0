// The shape of every replicated document, by its collection: pull and push carry all of them, and name none.
import { allSchemas, COLLECTIONS, isWritable } from '#domain/sync/collections.ts';
import { type JsonSchema, replySchema } from './json-schema.ts';

/** One schema a collection, of a document as a pull gives it; a push takes the same without `gone`. */
export const documentJsonSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    COLLECTIONS.map((collection) => {
      const { properties, required, ...rest } = replySchema(allSchemas[collection]);
      const description = isWritable(collection)
        ? `A document of the collection ${collection}, as it is pulled and pushed.`
        : `A document of the collection ${collection}, which only the server writes.`;
      return [
        collection,
        {
          ...rest,
          description,
          properties: { ...(properties as object), ...MARKS },
          required: [...(required as string[]), '_deleted'],
        },
      ];
    }),
  );

const MARKS = {
  _deleted: { type: 'boolean', description: 'A tombstone.' },
  gone: { type: 'boolean', description: 'Beside _deleted: it has left the reader’s scope.' },
};
