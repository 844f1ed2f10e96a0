// Where the leads that a person sees came from: each source and each campaign, with how many.
import { and, count, desc, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { visibleTo } from './visible-leads.ts';

export interface LeadSources {
  /** Null: nobody said. Who brought most first. */
  sources: { source: string | null; leads: number }[];
  /** The leads whose link named a campaign. */
  campaigns: { campaign: string; leads: number }[];
}

/** Most campaigns that are told: what links say is not for us to bound. */
const MAX_CAMPAIGNS = 200;

export async function readSources(q: Queryable, actor: Actor): Promise<LeadSources> {
  const living = visibleTo(actor);
  const campaign: SQL<string> = sql`${leads.custom} ->> 'utm_campaign'`;
  const [sources, campaigns] = [
    await q
      .select({ source: leads.source, leads: count() })
      .from(leads)
      .where(living)
      .groupBy(leads.source)
      .orderBy(desc(count()), leads.source),
    await q
      .select({ campaign, leads: count() })
      .from(leads)
      .where(and(living, sql`jsonb_typeof(${leads.custom} -> 'utm_campaign') = 'string'`))
      .groupBy(campaign)
      .orderBy(desc(count()), campaign)
      .limit(MAX_CAMPAIGNS),
  ];
  return { sources, campaigns };
}
