// The job that finds broken promises: it sets `sla_breached_at` once, and tells whoever entered the lead, whoever works it
// and the managers. A breach stays, also when the answer is given later or was given late before anybody looked.
import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Clock } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { auditOfWrite } from '../audit/audit-of-write.ts';
import { among } from '../db/among.ts';
import type { Database, Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { audit_logs } from '../db/tables/records.ts';
import { documentOf } from '../feed/document-tables.ts';
import { inWriteTransaction, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import { isLive } from '../leads/visible-leads.ts';
import { readTeam } from './read-team.ts';
import { type TellDeps, tellPeople } from './tell-people.ts';

interface Store extends TellDeps {
  db: Database;
  clock: Clock;
  ids: Ids;
}

/** The lock is held for so many leads at most; each part tells a person in one mail. */
const LEADS_A_TRANSACTION = 200;

/** Marks every promise that is broken by now. Says how many those are, told in how many mails. */
export async function findBreaches(store: Store): Promise<{ breaches: number; mails: number }> {
  const done = { breaches: 0, mails: 0 };
  for (;;) {
    // Asked without the lock first: mostly there is nothing, and writers need not wait to hear that.
    const [any] = await brokenPromises(store.db, store.clock.now(), 1);
    if (!any) return done;
    const part = await inWriteTransaction(store, (tx) => markSome(tx, store));
    done.breaches += part.breaches;
    done.mails += part.mails;
    if (part.breaches < LEADS_A_TRANSACTION) return done;
  }
}

async function markSome(tx: WriteTx, store: TellDeps & { ids: Ids }) {
  const found = await brokenPromises(tx.sql, tx.now, LEADS_A_TRANSACTION);
  if (found.length === 0) return { breaches: 0, mails: 0 };
  const changes = found.map((lead) => {
    const fact = { sla_breached_at: tx.now, write_id: store.ids.next(), updated_at: tx.now };
    return { before: lead, write: { collection: 'leads' as const, document: { ...lead, ...fact } } };
  });
  const creators = await creatorsOf(tx.sql, found);
  await writeDocuments(
    tx,
    changes.map(({ write }) => write),
  );
  await appendAudit(
    tx,
    changes.map(({ before, write }) => ({
      ...auditOfWrite(null, write, { document: before }, 'sla_breaches'),
      action: 'sla-breach',
    })),
  );
  const team = await readTeam(tx.sql, tx.now);
  const told = found.map((lead) => {
    const creator = team.person(creators.get(lead.id) ?? null);
    return { lead, people: [creator, team.worker(lead.assignee_id), ...team.managers] };
  });
  return { breaches: found.length, mails: await tellPeople(tx, store, 'sla_breach', team, told) };
}

/** The same condition as the index `leads_sla_kept` has. */
const notMarked: SQL = sql`sla_breached_at is null and (sla_met_at is null or sla_met_at > sla_due_at)`;

async function brokenPromises(q: Queryable, now: string, limit: number): Promise<Lead[]> {
  const rows = await q
    .select()
    .from(leads)
    .where(and(isLive, lt(leads.sla_due_at, now), notMarked))
    .orderBy(asc(leads.sla_due_at), asc(leads.id))
    .limit(limit);
  return rows.map((row) => documentOf('leads', row));
}

/** Who entered each lead, as the audit says; a prospect's is nobody's. */
async function creatorsOf(q: Queryable, of: readonly Lead[]): Promise<Map<string, string | null>> {
  const { entity, entity_id, action, actor_id } = audit_logs;
  const ids = of.map(({ id }) => id);
  const rows = await q
    .select({ id: entity_id, actor_id })
    .from(audit_logs)
    .where(and(eq(entity, 'lead'), eq(action, 'create'), among(sql`${entity_id}`, ids)));
  return new Map(rows.map(({ id, actor_id: by }) => [id ?? '', by]));
}
