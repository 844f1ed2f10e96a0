// Column kinds that the tables share. Instants are timestamptz in the database and ISO text with milliseconds outside.
import { bigint, boolean, customType, uuid } from 'drizzle-orm/pg-core';

/** An instant: `timestamptz(3)` in SQL, "2026-03-09T02:30:00.000Z" in TypeScript. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
  toDriver: (value) => value,
});

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
