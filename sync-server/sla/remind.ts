// The job that reminds: a lead without an answer whose deadline is near is told to whoever works it, to the managers where
// nobody does. A deadline that passed while the server was away is not reminded of: it is a breach by then.
import { and, asc, gt, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Lead } from '#domain/lead/lead.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import type { Database, Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { sla_reminders } from '../db/tables/records.ts';
import { documentOf } from '../feed/document-tables.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { isLive } from '../leads/visible-leads.ts';
import { readSettings } from '../settings/settings.ts';
import { readTeam } from './read-team.ts';
import { type TellDeps, tellPeople } from './tell-people.ts';

interface Store extends TellDeps {
  db: Database;
  clock: Clock;
}

const LEADS_A_TRANSACTION = 200;

/**
 * Reminds of every deadline that is at most the settings' `sla_reminder_minutes` ahead, once each: that it was done stands
 * in the database with the mail. Says of how many leads, in how many mails.
 */
export async function remindOfDeadlines(store: Store): Promise<{ reminded: number; mails: number }> {
  const done = { reminded: 0, mails: 0 };
  const { sla_reminder_minutes: minutes } = await readSettings(store.db);
  for (;;) {
    // Asked without the lock first: mostly there is nothing, and writers need not wait to hear that.
    const [any] = await leadsToRemindOf(store.db, store.clock.now(), minutes, 1);
    if (!any) return done;
    const part = await inWriteTransaction(store, (tx) => remindSome(tx, store, minutes));
    done.reminded += part.reminded;
    done.mails += part.mails;
    if (part.reminded < LEADS_A_TRANSACTION) return done;
  }
}

async function remindSome(tx: WriteTx, deps: TellDeps, minutes: number) {
  const found = await leadsToRemindOf(tx.sql, tx.now, minutes, LEADS_A_TRANSACTION);
  if (found.length === 0) return { reminded: 0, mails: 0 };
  const facts = found.flatMap(({ id, sla_due_at }) =>
    sla_due_at === null ? [] : [{ lead_id: id, due_at: sla_due_at, at: tx.now }],
  );
  await tx.sql.insert(sla_reminders).values(facts);
  const team = await readTeam(tx.sql, tx.now);
  const told = found.map((lead) => {
    const worker = team.worker(lead.assignee_id);
    return { lead, people: worker ? [worker] : team.managers };
  });
  return { reminded: found.length, mails: await tellPeople(tx, deps, 'sla_reminder', team, told) };
}

async function leadsToRemindOf(q: Queryable, now: string, minutes: number, limit: number): Promise<Lead[]> {
  const rows = await q
    .select()
    .from(leads)
    .where(
      and(
        isLive,
        gt(leads.sla_due_at, now),
        lte(leads.sla_due_at, addMinutes(now, minutes)),
        isNull(leads.sla_met_at),
        isNull(leads.sla_breached_at),
        notReminded,
      ),
    )
    .orderBy(asc(leads.sla_due_at), asc(leads.id))
    .limit(limit);
  return rows.map((row) => documentOf('leads', row));
}

const notReminded: SQL = sql`not exists (
  select from ${sla_reminders}
  where ${sla_reminders.lead_id} = ${leads.id} and ${sla_reminders.due_at} = ${leads.sla_due_at})`;
