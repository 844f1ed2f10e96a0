// People and a database for tests of the push, without a server in between.
import { createIds } from '#domain/ids.ts';
import { defaultSettings } from '#domain/settings/settings.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { aLead, aUser } from '#domain/testing/builders.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';
import { createOutbox } from '../mail/outbox.ts';
import { push } from '../push/push.ts';
import { type Engine, openTestDatabase } from './test-database.ts';

export const NOW = '2026-03-09T10:00:00.000Z';
const clock = { now: () => NOW };
export const ids = createIds();
const read = readConfig({});
if (!read.ok) throw new Error(read.error);
const config = read.value;

const kamUser = aUser({ email: 'one@callbook.example' });
export const otherUser = aUser({ email: 'two@callbook.example' });
export const kam: Actor = { id: kamUser.id, role: 'kam' };
export const other: Actor = { id: otherUser.id, role: 'kam' };
export const manager: Actor = { id: ids.next(), role: 'manager' };
export const admin: Actor = { id: ids.next(), role: 'admin' };

/** A lead of the first KAM's. */
export const mine = (given = {}) => aLead({ assignee_id: kam.id, ...given });

/** A database with settings and both KAMs in it. Close it when the tests end. */
export async function startPushing(engine: Engine) {
  const open = await openTestDatabase(engine);
  const { db } = open;
  await inWriteTransaction({ db, clock }, (tx) =>
    writeDocuments(tx, [
      { collection: 'settings', document: defaultSettings(NOW, ids.next()) },
      ...[kamUser, otherUser].map((document) => ({
        collection: 'users' as const,
        document,
        extra: { email_normal: document.email, password_hash: 'x' },
      })),
    ]),
  );
  return { db, close: open.close, ...pushesTo(db) };
}

function pushesTo(db: Database) {
  const deps = { db, clock, ids, config, outbox: createOutbox({ ids, config }) };
  /** From a device whose version does not know some fields. */
  const sendFrom = async (
    unknown: string[],
    actor: Actor,
    collection: WritableCollection,
    ...rows: [string | null, object][]
  ) => {
    const pushed = rows.map(([base, document]) => ({
      base,
      document: { _deleted: false, ...document } as never,
    }));
    return (await push(deps, actor, collection, pushed, 'r1', unknown)).results;
  };
  return {
    sendFrom,
    send: (actor: Actor, collection: WritableCollection, ...rows: [string | null, object][]) =>
      sendFrom([], actor, collection, ...rows),
    stored: async (collection: WritableCollection, documentId: string) =>
      (await readDocuments(db, collection, [documentId])).get(documentId),
  };
}
