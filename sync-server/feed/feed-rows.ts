// The feed: one row per scope and document, renewed at each change, so that a pull is a range scan and a scope that lost
// a document hears of it. Everything here runs inside a write transaction, under its lock.
import { inArray, sql } from 'drizzle-orm';
import { type Collection, isWritable } from '#domain/sync/collections.ts';
import { kamScope, STAFF_SCOPE, scopesOfLead, WORKSPACE_SCOPE } from '#domain/sync/scope.ts';
import { rowsOf, type Transaction } from '../db/database.ts';
import { rowsFrom } from '../db/rows-from.ts';
import { leads } from '../db/tables/documents.ts';
import { feed } from '../db/tables/records.ts';
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

/** Renews the feed rows of the written documents in the scopes that see them, in the order given. */
export async function announce(
  tx: Transaction,
  changes: FeedChange[],
  authorId: string | null,
): Promise<void> {
  const assignees = await assigneesOf(tx, changes);
  const rows = new Map<string, { scope: string; collection: string; document_id: string }>();
  for (const change of changes) {
    for (const scope of scopesOf(change, assignees, authorId)) {
      const { collection, document_id } = change;
      rows.set(`${scope} ${collection} ${document_id}`, { scope, collection, document_id });
    }
  }
  const all = [...rows.values()];
  for (let at = 0; at < all.length; at += ROWS_A_STATEMENT) {
    const fresh = { seq: sql`nextval('feed_seq')`, present: sql`true` };
    await tx.execute(sql`
      insert into ${feed} ${rowsFrom(feed, all.slice(at, at + ROWS_A_STATEMENT), fresh)}
      on conflict (scope, collection, document_id) do update set seq = excluded.seq, present = true`);
  }
  await notify(tx, new Set(all.map((row) => row.scope)));
}

function scopesOf(
  change: FeedChange,
  assignees: Map<string, string | null>,
  authorId: string | null,
): string[] {
  if (!isWritable(change.collection)) return [WORKSPACE_SCOPE];
  if (change.lead_id === null) return scopesOfLead(change.assignee_id);
  const assignee = assignees.get(change.lead_id);
  return scopesOfLead(assignee === undefined ? authorId : assignee);
}

async function assigneesOf(tx: Transaction, changes: FeedChange[]): Promise<Map<string, string | null>> {
  const ids = [...new Set(changes.flatMap(({ lead_id }) => (lead_id === null ? [] : [lead_id])))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: leads.id, assignee_id: leads.assignee_id })
    .from(leads)
    .where(inArray(leads.id, ids));
  return new Map(rows.map(({ id, assignee_id }) => [id, assignee_id]));
}

/** Gives leads with all that hangs on them to the scope of their new assignee, and takes them from every other KAM's. */
export async function moveLeads(tx: Transaction, moved: MovedLead[]): Promise<void> {
  const byAssignee = new Map<string | null, string[]>();
  for (const { lead_id, assignee_id } of moved) {
    byAssignee.set(assignee_id, [...(byAssignee.get(assignee_id) ?? []), lead_id]);
  }
  for (const [assignee, leadIds] of byAssignee)
    await giveTo(tx, assignee === null ? null : kamScope(assignee), leadIds);
}

async function giveTo(tx: Transaction, scope: string | null, leadIds: string[]): Promise<void> {
  const family = familyOf(leadIds);
  const lost = await tx.execute(sql`
    update feed set present = false, seq = nextval('feed_seq')
    from (${family}) family
    where feed.collection = family.collection and feed.document_id = family.document_id
      and feed.present and feed.scope <> ${STAFF_SCOPE} and feed.scope is distinct from ${scope}
    returning feed.scope`);
  if (scope !== null) {
    await tx.execute(sql`
      insert into feed (scope, collection, document_id, seq, present)
      select ${scope}::text, family.collection, family.document_id, nextval('feed_seq'), true from (${family}) family
      on conflict (scope, collection, document_id) do update set seq = excluded.seq, present = true`);
  }
  const scopes = rowsOf(lost).map((row) => String(row['scope']));
  await notify(tx, new Set([...scopes, ...(scope === null ? [] : [scope])]));
}

/** The leads and everything that hangs on them, as (collection, document_id). */
function familyOf(leadIds: string[]) {
  const ids = sql`(${sql.join(
    leadIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const children = CHILD_COLLECTIONS.map(
    (name) => sql`select ${name}::text, id from ${documentTables[name]} where lead_id in ${ids}`,
  );
  return sql.join(
    [
      sql`select 'leads'::text as collection, id as document_id from ${leads} where id in ${ids}`,
      ...children,
    ],
    sql` union all `,
  );
}

async function notify(tx: Transaction, scopes: Set<string>): Promise<void> {
  if (scopes.size === 0) return;
  const payload = scopes.size > MAX_NOTIFIED ? '*' : [...scopes].join(',');
  await tx.execute(sql`select pg_notify(${FEED_CHANNEL}, ${payload})`);
}
