// People whom a test's documents name, without a server that registers them: the database knows who works a lead.
import { aUser } from '#domain/testing/builders.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';

const clock = { now: () => '2026-03-01T00:00:00.000Z' };

/** Stores an active KAM for each id. */
export const storePeople = (db: Database, ids: readonly string[]): Promise<void> =>
  inWriteTransaction({ db, clock }, (tx) =>
    writeDocuments(
      tx,
      ids.map((id) => {
        const email = `${id}@callbook.test`;
        const extra = { email_normal: email, password_hash: 'none' };
        return { collection: 'users' as const, document: aUser({ id, email }), extra };
      }),
    ),
  );
