// Whether somebody with this address is a lead already. Staff are told; whoever applies is not.
import { and, asc, inArray, sql } from 'drizzle-orm';
import { normalEmail } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { isLive } from '../leads/visible-leads.ts';

export interface KnownLead {
  id: string;
  name: string;
}

/** By address in its normal form the oldest living lead that has it, upper and lower case alike. */
export async function knownByEmail(q: Queryable, emails: readonly string[]): Promise<Map<string, KnownLead>> {
  const address = sql<string>`lower(${leads.email})`;
  const rows = await q
    .selectDistinctOn([address], { id: leads.id, name: leads.name, address: address.as('address') })
    .from(leads)
    .where(and(isLive, inArray(address, emails.map(normalEmail))))
    .orderBy(address, asc(leads.created_at), asc(leads.id));
  return new Map(rows.map(({ address: of, id, name }) => [of, { id, name }]));
}
