// Leads that are likely the same one: same e-mail address, same telephone number, or same name in the same city.
import { and, asc, ne, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { derivedId } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import {
  LIKENESS_PART,
  type Likeness,
  PHONE_TAIL,
  phoneTail,
  plainLikeness,
  SHORTEST_PHONE,
} from '#domain/lead/likeness.ts';
import { MATCHES, type Match } from '#domain/lead/merge-reply.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { visibleTo } from './visible-leads.ts';

/** A lead that is likely the same, and by what. */
export interface DuplicateLead
  extends Pick<Lead, 'id' | 'name' | 'email' | 'phone' | 'company' | 'city' | 'state' | 'assignee_id'> {
  matched: Match[];
}

const MOST = 20;

const plainSql = (column: PgColumn): SQL => sql`lower(regexp_replace(trim(${column}), '\\s+', ' ', 'g'))`;

const tailSql = sql`right(regexp_replace(split_part(${leads.phone}, 'x', 1), '[^0-9]', '', 'g'), ${sql.raw(String(PHONE_TAIL))})`;

/** What two leads share that match. */
const KEYS: Record<Match, SQL> = {
  email: sql`lower(${leads.email})`,
  phone: sql`case when length(${tailSql}) >= ${sql.raw(String(SHORTEST_PHONE))} then ${tailSql} end`,
  name_city: sql`(${plainSql(leads.name)} || chr(31) || ${plainSql(leads.city)})`,
};

/** The leads that this person sees and that are likely `lead`, itself left out; at most 20, oldest first. */
export async function findDuplicates(q: Queryable, actor: Actor, lead: Likeness): Promise<DuplicateLead[]> {
  const likely = likenessOf(lead);
  const conditions = Object.values(likely);
  if (conditions.length === 0) return [];
  const matched = MATCHES.map((name) => sql`case when ${likely[name] ?? sql`false`} then 1 else 0 end`);
  const rows = await q
    .select({ ...shown, matched: sql<number[]>`array[${sql.join(matched, sql`, `)}]` })
    .from(leads)
    .where(and(visibleTo(actor), or(...conditions), lead.id ? ne(leads.id, lead.id) : undefined))
    .orderBy(asc(leads.created_at), asc(leads.id))
    .limit(MOST);
  return rows.map((row) => ({ ...row, matched: MATCHES.filter((_, at) => row.matched[at] === 1) }));
}

const shown = {
  id: leads.id,
  name: leads.name,
  email: leads.email,
  phone: leads.phone,
  company: leads.company,
  city: leads.city,
  state: leads.state,
  assignee_id: leads.assignee_id,
};

/** Why a lead is likely this one, as conditions on `leads`. */
export function likenessOf({ email, phone, name, city }: Likeness): Partial<Record<Match, SQL>> {
  const tail = phoneTail(phone);
  return {
    ...(email ? { email: sql`${KEYS.email} = ${plainLikeness(email)}` } : {}),
    ...(tail.length >= SHORTEST_PHONE ? { phone: sql`${KEYS.phone} = ${tail}` } : {}),
    ...(name && city
      ? {
          name_city: sql`${KEYS.name_city} = ${plainLikeness(name) + LIKENESS_PART + plainLikeness(city)}`,
        }
      : {}),
  };
}

/** Leads that share a key: an address, a number, or a name in a city. */
export interface DuplicateGroup {
  /** Stays the same while leads are added to the group. */
  id: string;
  matched: Match;
  /** Oldest first. */
  lead_ids: string[];
}

/** All groups of likely duplicates among the leads that this person sees, by their oldest lead. */
export async function listDuplicateGroups(q: Queryable, actor: Actor): Promise<DuplicateGroup[]> {
  const groups: DuplicateGroup[] = [];
  for (const matched of MATCHES) {
    const rows = await q
      .select({
        lead_ids: sql<string[]>`array_agg(${leads.id}::text order by ${leads.created_at}, ${leads.id})`,
      })
      .from(leads)
      .where(and(visibleTo(actor), sql`${KEYS[matched]} is not null`))
      .groupBy(KEYS[matched])
      .having(sql`count(*) > 1`);
    groups.push(...rows.map(({ lead_ids }) => ({ id: groupId(matched, lead_ids), matched, lead_ids })));
  }
  return groups.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** The standing leads that this person sees, by each of these keys (see `likenessKeys`), oldest first. */
export async function leadsByKey(
  q: Queryable,
  actor: Actor,
  keys: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const matched of MATCHES) {
    const wanted = keys.flatMap((key) =>
      key.startsWith(`${matched} `) ? [key.slice(matched.length + 1)] : [],
    );
    if (wanted.length === 0) continue;
    const key = KEYS[matched];
    const rows = await q
      .select({ id: leads.id, key: sql<string>`${key}` })
      .from(leads)
      .where(and(visibleTo(actor), sql`${key} = any(${sql.param(wanted)}::text[])`))
      .orderBy(asc(leads.created_at), asc(leads.id));
    for (const row of rows) {
      const name = `${matched} ${row.key}`;
      found.set(name, [...(found.get(name) ?? []), row.id]);
    }
  }
  return found;
}

const groupId = (matched: string, [oldest = '']: string[]): string =>
  derivedId(`duplicates ${matched} ${oldest}`);

const orderOf = ({ lead_ids, matched }: DuplicateGroup): string =>
  `${lead_ids[0]} ${MATCHES.indexOf(matched)}`;
