// How all accounts perform that a person sees: the leads that are won, each with its full calculation.
import { and, asc, inArray } from 'drizzle-orm';
import type { Performance } from '#domain/performance/performance.ts';
import { compareCodePoints } from '#domain/plan/order.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { documentOf } from '../feed/document-tables.ts';
import { visibleTo } from '../leads/visible-leads.ts';
import { readSettings } from '../settings/settings.ts';
import { readAccountSources } from './account-source.ts';
import { performanceOfAccount, todayOf } from './performance-of-account.ts';

/** An account and its performance on its own today. */
export interface AccountItem extends Performance {
  lead_id: string;
  customer_id: string | null;
  name: string;
  assignee_id: string | null;
}

/** All accounts that this person sees, at an instant; five queries however many they are. */
export async function readAccounts(q: Queryable, actor: Actor, at: string): Promise<AccountItem[]> {
  const settings = await readSettings(q);
  const rows = await q
    .select()
    .from(leads)
    .where(and(visibleTo(actor), inArray(leads.state, wonStates(settings))))
    .orderBy(asc(leads.id));
  const sources = await readAccountSources(
    q,
    rows.map((row) => documentOf('leads', row)),
  );
  return sources.map((source) => ({
    lead_id: source.lead.id,
    customer_id: source.customer?.id ?? null,
    name: source.lead.name,
    assignee_id: source.lead.assignee_id,
    ...performanceOfAccount(source, settings, todayOf(source, at)),
  }));
}

const wonStates = ({ states }: Settings): string[] =>
  states.filter(({ category }) => category === 'won').map(({ name }) => name);

/** Orders accounts by score, `best` or worst first; an account without one comes last; ties by name, then id. */
export const byScore =
  (best: boolean) =>
  (a: AccountItem, b: AccountItem): number =>
    Number(a.score === null) - Number(b.score === null) ||
    ((a.score ?? 0) - (b.score ?? 0)) * (best ? -1 : 1) ||
    compareCodePoints(a.name, b.name) ||
    compareCodePoints(a.lead_id, b.lead_id);
