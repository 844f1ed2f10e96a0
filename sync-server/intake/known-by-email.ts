// Whether somebody with this address is a lead already. Staff are told; whoever applies is not.
import { and, asc, sql } from 'drizzle-orm';
import { normalEmail } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { isLive } from '../leads/visible-leads.ts';

export interface KnownLead {
  id: string;
  name: string;
}

/** The oldest living lead with this e-mail address, upper and lower case alike. */
export async function knownByEmail(q: Queryable, email: string): Promise<KnownLead | null> {
  const [lead] = await q
    .select({ id: leads.id, name: leads.name })
    .from(leads)
    .where(and(isLive, sql`lower(${leads.email}) = ${normalEmail(email)}`))
    .orderBy(asc(leads.created_at), asc(leads.id))
    .limit(1);
  return lead ?? null;
}
