import { getTableColumns } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { allSchemas, COLLECTIONS } from '#domain/sync/collections.ts';
import { documentTables } from '../feed/document-tables.ts';

/** Columns that are no field of the document: the server's own knowledge. */
const OWN = ['received_at', 'deleted'];
const ACCOUNT = ['email_normal', 'password_hash'];

describe.each(COLLECTIONS)('the table of %s', (collection) => {
  const columns = getTableColumns(documentTables[collection]);
  const { shape } = allSchemas[collection];

  it('has a column of the same name for each field, and no others but the server’s own', () => {
    const own = collection === 'users' ? [...OWN, ...ACCOUNT] : OWN;
    expect(Object.keys(columns).sort()).toEqual([...Object.keys(shape), ...own].sort());
    for (const [field, column] of Object.entries(columns)) expect(column.name).toBe(field);
  });

  it('takes null just where the field may be unset', () => {
    for (const [field, schema] of Object.entries(shape)) {
      const unset = schema.safeParse(null);
      const mayBeNull = unset.success && unset.data === null;
      const column = columns[field as keyof typeof columns];
      expect([field, !column?.notNull]).toEqual([field, mayBeNull]);
    }
  });
});
