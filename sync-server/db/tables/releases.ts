// Versions of the desktop program that laptops update to: their signed feeds, and the installers that these name.
import { bigint, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Platform } from '#domain/release/feed.ts';
import { instant } from '../columns.ts';

export const releases = pgTable(
  'releases',
  {
    id: uuid().primaryKey(),
    channel: text().notNull(),
    platform: text().$type<Platform>().notNull(),
    version: text().notNull(),
    /** The signed text, as it is handed out. */
    feed: text().notNull(),
    expires_at: instant().notNull(),
    /** How many of a hundred laptops are offered it. */
    rollout: integer().notNull(),
    withdrawn_at: instant(),
    notes: text(),
    created_at: instant().notNull(),
    created_by: uuid().notNull(),
  },
  (t) => [uniqueIndex('releases_version').on(t.channel, t.platform, t.version)],
);

/** An installer, or the map of its blocks. Once there it never changes. */
export const release_files = pgTable('release_files', {
  name: text().primaryKey(),
  /** Base64, as a feed names it. */
  sha512: text().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  storage_key: text().notNull(),
  created_at: instant().notNull(),
});
