// Column kinds that the tables share. Instants are timestamptz in the database and ISO text with milliseconds outside.
import { bigint, boolean, customType, uuid } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz(3)` in SQL, "2026-03-09T02:30:00.000Z" in TypeScript. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: instantOf,
  toDriver: (value) => value,
});

/**
 * The database's text ("2026-03-09 02:30:00.5+00", offsets of other sessions too) as ISO text. Most of the time only the
 * spelling differs; Date is slow, and without the T it takes the year 1 for 2001.
 */
function instantOf(text: string): string {
  const iso = `${text.slice(0, 10)}T${text.slice(11)}`;
  if (!iso.endsWith('+00')) return new Date(/[+-]\d\d$/.test(iso) ? `${iso}:00` : iso).toISOString();
  return `${iso.slice(0, 19)}.${iso.slice(20, -3).padEnd(3, '0')}Z`;
}

/** Money in minor units. */
export const minor = () => bigint({ mode: 'number' });

/** The head of every stored document, and what only the server knows of it. */
export const documentColumns = {
  id: uuid().primaryKey(),
  write_id: uuid().notNull(),
  created_at: instant().notNull(),
  updated_at: instant().notNull(),
  /** When the server stored this version. */
  received_at: instant().notNull(),
  /** A tombstone: the row stays, its content is neutral. */
  deleted: boolean().notNull().default(false),
};
