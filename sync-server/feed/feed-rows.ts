// The feed: one row per scope and document, renewed at each change, so that a pull is a range scan and a scope that lost
// a document hears of it. Everything here runs inside a write transaction, under its lock.
import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Collection, isWritable } from '#domain/sync/collections.ts';
import { STAFF_SCOPE, scopesOfLead, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { among } from '../db/among.ts';
import { rowsOf, type Transaction } from '../db/database.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { customers, leads } from '../db/tables/documents.ts';
import { feed } from '../db/tables/records.ts';
import { handovers } from '../db/tables/workspace.ts';
import { CHILD_COLLECTIONS, documentTables } from './document-tables.ts';

/** Channel on which commits that touched the feed are notified; the payload is a comma-separated list of scopes. */
export const FEED_CHANNEL = 'callbook_feed';

/** More scopes than this are notified as '*': a payload has at most 8000 bytes. */
const MAX_NOTIFIED = 100;
const ROWS_A_STATEMENT = 2000;

/** A document that was written, and the lead that decides who sees it. */
export interface FeedChange {
  collection: Collection;
  document_id: string;
  /** The lead that it is or hangs on; null for what hangs on none. */
  lead_id: string | null;
  /** Its own assignee, which decides where no lead does. */
  assignee_id: string | null;
}

export interface MovedLead {
  lead_id: string;
  assignee_id: string | null;
}

/** What the feed has to know of a document. */
export const changeOf = (
  collection: Collection,
  document: { id: string; lead_id?: string | null; assignee_id?: string | null },
): FeedChange => ({
  collection,
  document_id: document.id,
  lead_id: collection === 'leads' ? document.id : (document.lead_id ?? null),
  assignee_id: document.assignee_id ?? null,
});

/** Renews the feed rows of the written documents in the scopes that see them, in the order given. */
export async function announce(
  tx: Transaction,
  changes: FeedChange[],
  authorId: string | null,
): Promise<void> {
  const holders = await holdersOf(tx, changes);
  const rows = new Map<string, { scope: string; collection: string; document_id: string }>();
  for (const change of changes) {
    for (const scope of scopesOf(change, holders, authorId)) {
      const { collection, document_id } = change;
      rows.set(`${scope} ${collection} ${document_id}`, { scope, collection, document_id });
    }
  }
  const all = [...rows.values()];
  const told = notification(new Set(all.map((row) => row.scope)));
  for (let at = 0; at < all.length; at += ROWS_A_STATEMENT) {
    const fresh = { seq: sql`nextval('feed_seq')`, present: sql`true` };
    await tx.execute(sql`
      with renewed as (
        insert into ${feed} ${rowsFrom(feed, all.slice(at, at + ROWS_A_STATEMENT), fresh)}
        on conflict (scope, collection, document_id) do update set seq = excluded.seq, present = true
      ) ${told}`);
  }
}

/** Whose leads are, and who covers for whom. */
interface Holders {
  assignees: Map<string, string | null>;
  covers: Map<string, string>;
}

/** Leads that are among the changes say themselves whose they are; the others are looked up. */
async function holdersOf(tx: Transaction, changes: FeedChange[]): Promise<Holders> {
  const assignees = new Map<string, string | null>();
  for (const { collection, document_id, assignee_id } of changes)
    if (collection === 'leads') assignees.set(document_id, assignee_id);
  const others = new Set(
    changes.flatMap(({ lead_id: id }) => (id === null || assignees.has(id) ? [] : [id])),
  );
  const rows = rowsOf(
    await tx.execute(sql`
      select ${leads.id} as lead_id, ${leads.assignee_id} as held_by, null::uuid as covered from ${leads}
      where ${among(leads.id, [...others])}
      union all select null, to_id, user_id from ${handovers} where given`),
  );
  const covers = new Map<string, string>();
  for (const { lead_id, held_by, covered } of rows)
    if (lead_id !== null) assignees.set(String(lead_id), held_by === null ? null : String(held_by));
    else covers.set(String(covered), String(held_by));
  return { assignees, covers };
}

function scopesOf(change: FeedChange, { assignees, covers }: Holders, authorId: string | null): string[] {
  if (!isWritable(change.collection)) return [WORKSPACE_SCOPE];
  const assignee = change.lead_id === null ? change.assignee_id : assignees.get(change.lead_id);
  // A child whose lead has not arrived is its author's alone.
  if (assignee === undefined) return scopesOfLead(authorId);
  return scopesOfLead(assignee, assignee === null ? null : (covers.get(assignee) ?? null));
}

/** Who covers for whom, as far as the feed has given him the leads: by the person who handed over. */
async function givenCovers(tx: Transaction): Promise<Map<string, string>> {
  const rows = await tx
    .select({ user_id: handovers.user_id, to_id: handovers.to_id })
    .from(handovers)
    .where(eq(handovers.given, true));
  return new Map(rows.map(({ user_id, to_id }) => [user_id, to_id]));
}

/** Gives leads with all that hangs on them to the scopes of their new assignee, and takes them from every other KAM's. */
export async function moveLeads(tx: Transaction, moved: MovedLead[]): Promise<void> {
  if (moved.length === 0) return;
  const covers = await givenCovers(tx);
  const byAssignee = new Map<string | null, string[]>();
  for (const { lead_id, assignee_id } of moved) {
    byAssignee.set(assignee_id, [...(byAssignee.get(assignee_id) ?? []), lead_id]);
  }
  for (const [assignee, leadIds] of byAssignee)
    await share(tx, kamScopesOf(assignee, covers), familyOf(among(leads.id, leadIds)));
}

/** Those of the leads on which something hangs. */
export async function withChildren(tx: Transaction, leadIds: string[]): Promise<Set<string>> {
  if (leadIds.length === 0) return new Set();
  const parts = CHILD_COLLECTIONS.map((name) => {
    const { lead_id } = documentTables[name];
    return sql`select lead_id from ${documentTables[name]} where ${among(lead_id, leadIds)}`;
  });
  const rows = rowsOf(await tx.execute(sql.join(parts, sql` union `)));
  return new Set(rows.map((row) => String(row['lead_id'])));
}

/** Gives all that is this person's to his scope and to his cover's, and takes it from every other KAM's. */
export async function shareLeadsOf(tx: Transaction, userId: string): Promise<void> {
  const family = familyOf(eq(leads.assignee_id, userId));
  const free = sql`select 'customers'::text, id from ${customers} where lead_id is null and assignee_id = ${userId}`;
  await share(tx, kamScopesOf(userId, await givenCovers(tx)), sql`${family} union all ${free}`);
}

const kamScopesOf = (assignee: string | null, covers: Map<string, string>): string[] =>
  scopesOfLead(assignee, covers.get(assignee ?? '') ?? null).filter((scope) => scope !== STAFF_SCOPE);

/** `family` stands in just these scopes beside the staff's. What stands there already is not told again. */
async function share(tx: Transaction, scopes: string[], family: SQL): Promise<void> {
  const elsewhere = scopes.length === 0 ? sql`true` : sql`feed.scope not in ${scopes}`;
  const lost = await tx.execute(sql`
    update feed set present = false, seq = nextval('feed_seq')
    from (${family}) family
    where feed.collection = family.collection and feed.document_id = family.document_id
      and feed.present and feed.scope <> ${STAFF_SCOPE} and ${elsewhere}
    returning feed.scope`);
  for (const scope of scopes) {
    await tx.execute(sql`
      insert into feed (scope, collection, document_id, seq, present)
      select ${scope}::text, family.collection, family.document_id, nextval('feed_seq'), true from (${family}) family
      on conflict (scope, collection, document_id) do update set seq = excluded.seq, present = true
      where not feed.present`);
  }
  await notify(tx, new Set([...rowsOf(lost).map((row) => String(row['scope'])), ...scopes]));
}

/**
 * Puts the feed right where it has lost these documents, or shows them to whom they are not: they stand in the scopes that
 * see them, and in no other. One whose lead has not arrived stays with its author.
 */
export async function mendFeed(tx: Transaction, collection: Collection, ids: string[]): Promise<void> {
  const table = documentTables[collection];
  const stored = await tx
    .select()
    .from(table as PgTable)
    .where(among(table.id, ids));
  const changes = stored.map((row) => changeOf(collection, row as { id: string }));
  const holders = await holdersOf(tx, changes);
  const isEarly = ({ lead_id }: FeedChange) => lead_id !== null && !holders.assignees.has(lead_id);
  await announce(tx, changes.filter(isEarly), null);
  const groups = new Map<string, { scopes: string[]; ids: string[] }>();
  for (const change of changes.filter((one) => !isEarly(one))) {
    const scopes = scopesOf(change, holders, null);
    const group = groups.get(scopes.join()) ?? { scopes, ids: [] };
    groups.set(scopes.join(), { scopes, ids: [...group.ids, change.document_id] });
  }
  for (const { scopes, ids } of groups.values()) {
    const here = sql`select ${collection}::text as collection, id as document_id from ${table} where ${among(table.id, ids)}`;
    await share(tx, scopes, here);
  }
}

/** The leads of a condition and everything that hangs on them, as (collection, document_id). */
function familyOf(which: SQL): SQL {
  const children = CHILD_COLLECTIONS.map(
    (name) =>
      sql`select ${name}::text, id from ${documentTables[name]} where lead_id in (select ${leads.id} from ${leads} where ${which})`,
  );
  const own = sql`select 'leads'::text as collection, id as document_id from ${leads} where ${which}`;
  return sql.join([own, ...children], sql` union all `);
}

async function notify(tx: Transaction, scopes: Set<string>): Promise<void> {
  if (scopes.size > 0) await tx.execute(notification(scopes));
}

function notification(scopes: ReadonlySet<string>): SQL {
  const payload = scopes.size > MAX_NOTIFIED ? '*' : [...scopes].join(',');
  return sql`select pg_notify(${FEED_CHANNEL}, ${payload})`;
}
