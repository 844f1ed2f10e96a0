// Reads what the decisions about one push need to know.
import { SETTINGS_ID, type Settings } from '#domain/settings/settings.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import { type Actor, seesLead } from '#domain/sync/scope.ts';
import { among } from '../db/among.ts';
import { applied } from '../db/tables/records.ts';
import { isChild } from '../feed/document-tables.ts';
import { readDocuments, type WriteTx } from '../feed/write-documents.ts';
import { handoversTo } from '../users/read-handovers.ts';
import type { Row } from './decide-row.ts';
import { readEnded } from './ended.ts';
import { Known, type StoredAny } from './known.ts';

/** Everything that the decisions need, read in a handful of statements whatever the number of rows. */
export async function readKnown(
  tx: WriteTx,
  actor: Actor,
  collection: WritableCollection,
  rows: Row[],
): Promise<Known> {
  const ids = rows.map(({ document }) => document.id);
  const stored = await readDocuments(tx.sql, collection, ids);
  const ended = await readEnded(
    tx,
    collection,
    rows.filter(({ document }) => !stored.has(document.id)),
  );
  const documents = new Map<string, StoredAny>([...stored, ...ended]);
  const leadIds = isChild(collection) ? leadIdsOf(rows, documents.values()) : ids;
  const leads = collection === 'leads' ? stored : await readDocuments(tx.sql, 'leads', leadIds);
  const customers = collection === 'leads' ? await Known.readCustomersOf(tx.sql, ids) : new Set<string>();
  const settings = (await readDocuments(tx.sql, 'settings', [SETTINGS_ID])).get(SETTINGS_ID);
  if (!settings) throw new Error('the workspace has no settings');
  const repeats = await tx.sql
    .select({ write_id: applied.write_id, document_id: applied.document_id, actor_id: applied.actor_id })
    .from(applied)
    .where(
      among(
        applied.write_id,
        rows.map(({ document }) => document.write_id),
      ),
    );
  const users = await readDocuments(tx.sql, 'users', assigneesIn(collection, rows));
  const unseen = collection === 'interactions' ? unseenOf(actor, leads) : [];
  const withSurvivors = await Known.withSurvivors(tx.sql, leads as Known['leads']);
  return new Known(
    collection,
    documents,
    withSurvivors,
    customers,
    settings.document as Settings,
    repeats,
    users,
    await Known.readHands(tx.sql, unseen),
    unseen.length === 0 ? [] : await handoversTo(tx.sql, actor.id),
    isChild(collection)
      ? await Known.readEarlyOf(tx.sql, actor, collection, documents, leads)
      : new Set<string>(),
  );
}

/** Leads that this person does not see: only of these it matters whose they were. */
const unseenOf = (actor: Actor, leads: Map<string, StoredAny>): string[] =>
  [...leads.values()].flatMap(({ document: { id, assignee_id = null } }) =>
    seesLead(actor, { assignee_id }) ? [] : [id],
  );

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function leadIdsOf(rows: Row[], stored: Iterable<{ document: object }>): string[] {
  const given = [...rows.map(({ document }) => document), ...[...stored].map(({ document }) => document)];
  const ids = given.map((document) => ('lead_id' in document ? String(document.lead_id).toLowerCase() : ''));
  return [...new Set(ids.filter((id) => UUID.test(id)))];
}

function assigneesIn(collection: WritableCollection, rows: Row[]): string[] {
  if (collection !== 'leads' && collection !== 'customers') return [];
  const ids = rows.map(({ document }) => String(document['assignee_id'] ?? '').toLowerCase());
  return [...new Set(ids.filter((id) => UUID.test(id)))];
}
