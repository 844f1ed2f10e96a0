// How documents that an older program has kept become documents of today's schemas: by collection and version reached.
import type { MigrationStrategies } from 'rxdb';
import type { Collection } from '#domain/sync/collections.ts';

const STRATEGIES: Partial<Record<Collection, MigrationStrategies>> = {
  users: { 1: (user) => ({ ...user, handover: null }) },
};

/** The steps of one collection; none where its schema has never changed. */
export const migrationsOf = (collection: Collection): MigrationStrategies => STRATEGIES[collection] ?? {};
