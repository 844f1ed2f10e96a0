// All documents that tell of one person or account: the lead with those merged into it and all that hangs on them, or one
// point of contact with the talks that were had with him.
import { type SQL, sql } from 'drizzle-orm';
import type { Collection, DocumentOf } from '#domain/sync/collections.ts';
import { among } from '../db/among.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { interactions, leads, pocs } from '../db/tables/documents.ts';
import { CHILD_COLLECTIONS, documentTables } from '../feed/document-tables.ts';
import { readDocumentsThat } from '../feed/write-documents.ts';

export type HeldCollection = 'leads' | (typeof CHILD_COLLECTIONS)[number];
export type HeldDocuments = { [C in HeldCollection]: DocumentOf<C>[] };

/** Whose data is meant. */
export type Subject = { kind: 'lead' | 'poc'; id: string };

export interface Held {
  documents: HeldDocuments;
  /** The leads whose records are meant too: mails, submissions, files. Empty for a point of contact. */
  lead_ids: string[];
  /** Everything that the audit may have lines about, deleted documents too. */
  audited_ids: string[];
}

/** Null where there is no such lead or contact. */
export async function readHeld(q: Queryable, { kind, id }: Subject): Promise<Held | null> {
  return kind === 'lead' ? heldOfLead(q, id) : heldOfPoc(q, id);
}

async function heldOfLead(q: Queryable, id: string): Promise<Held | null> {
  const lead_ids = await groupOf(q, id);
  const documents = await readAll(q, (collection) =>
    collection === 'leads' ? among(leads.id, lead_ids) : among(documentTables[collection].lead_id, lead_ids),
  );
  if (documents.leads.length === 0) return null;
  const audited_ids = [...lead_ids];
  for (const collection of CHILD_COLLECTIONS) {
    const table = documentTables[collection];
    const rows = rowsOf(
      await q.execute(sql`select ${table.id} as id from ${table} where ${among(table.lead_id, lead_ids)}`),
    );
    audited_ids.push(...rows.map((row) => String(row['id'])));
  }
  return { documents, lead_ids, audited_ids };
}

async function heldOfPoc(q: Queryable, id: string): Promise<Held | null> {
  const nothing = sql`false`;
  const documents = await readAll(q, (collection) => {
    if (collection === 'pocs') return among(pocs.id, [id]);
    return collection === 'interactions' ? among(interactions.poc_id, [id]) : nothing;
  });
  if (documents.pocs.length === 0) return null;
  return { documents, lead_ids: [], audited_ids: [id, ...documents.interactions.map((one) => one.id)] };
}

/** The lead, the one that it was merged into, and all that were merged into that. */
async function groupOf(q: Queryable, id: string): Promise<string[]> {
  const rows = rowsOf(
    await q.execute(sql`
      with recursive up as (
        select id, merged_into_id from ${leads} where id = ${id}
        union select l.id, l.merged_into_id from ${leads} l join up on l.id = up.merged_into_id
      ), down as (
        select id from up union select l.id from ${leads} l join down on l.merged_into_id = down.id
      ) select id from down`),
  );
  return rows.map((row) => String(row['id']));
}

async function readAll(q: Queryable, where: (collection: HeldCollection) => SQL): Promise<HeldDocuments> {
  const read = <C extends Collection & HeldCollection>(collection: C) =>
    readDocumentsThat(q, collection, where(collection));
  return {
    leads: await read('leads'),
    pocs: await read('pocs'),
    interactions: await read('interactions'),
    plan_events: await read('plan_events'),
    customers: await read('customers'),
    metrics: await read('metrics'),
  };
}
