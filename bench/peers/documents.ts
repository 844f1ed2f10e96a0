// The documents of the bench in the shapes that the peers can hold. Pure.

/** A document of a collection, as our server sends it. */
export interface Given {
  collection: string;
  document: Record<string, unknown> & { id: string };
}

/** For CouchDB's kind: fields with a leading underscore are its own. */
export function pouchDocument({ collection, document }: Given): Record<string, unknown> {
  const { id, _deleted, ...fields } = document;
  return { _id: id, collection, ...fields };
}

/** For stores of plain cells: no nulls, and what has parts becomes text. */
export function cellsOf({ document }: Given): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]) => {
      if (value === null || value === undefined || name === '_deleted') return [];
      return [
        [name, typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean)],
      ];
    }),
  );
}
