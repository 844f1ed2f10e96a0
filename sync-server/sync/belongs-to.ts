// What a reader should have, told by the documents themselves and not by the feed: the measure by which a lost or a false
// row of the feed shows. It is the rule by which the feed is written (feed/feed-rows), seen from the reader's side.
import { inArray, type SQL, sql } from 'drizzle-orm';
import { type Collection, isWritable } from '#domain/sync/collections.ts';
import { type Actor, seesAll, worksFor } from '#domain/sync/scope.ts';
import { customers, leads } from '../db/tables/documents.ts';
import { feed } from '../db/tables/records.ts';
import { documentTables, isChild } from '../feed/document-tables.ts';
import { inScope } from '../leads/visible-leads.ts';

/**
 * The condition on a row of the collection's table that this reader should have it. The statement has joined his own row
 * of the feed: whose a child is whose lead has not arrived stands nowhere else.
 */
export function belongsTo(actor: Actor, collection: Collection): SQL {
  if (!isWritable(collection) || seesAll(actor)) return sql`true`;
  if (!isChild(collection)) return sql`(${inScope(actor)})`;
  const { lead_id } = documentTables[collection];
  const free =
    collection === 'customers'
      ? sql`(${lead_id} is null and ${inArray(customers.assignee_id, worksFor(actor))})`
      : sql`false`;
  return sql`(${lead_id} in (select ${leads.id} from ${leads} where ${inScope(actor)}) or ${free}
    or (${feed.present} and not exists (select from ${leads} where ${leads.id} = ${lead_id}) and ${lead_id} is not null))`;
}
