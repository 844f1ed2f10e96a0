// Leads with the events that their plans depend on, kept in memory between requests: to read ten thousand of them takes a
// hundred times as long as to look whether one has changed. The feed says which have; those are read again.
import { sql } from 'drizzle-orm';
import type { PlannedCall } from '#domain/plan/plan.ts';
import { STAFF_SCOPE } from '#domain/sync/scope.ts';
import { addMinutes, type Clock, instantOf } from '#domain/time.ts';
import { type Database, rowsOf } from '../db/database.ts';
import { customers, interactions, metrics, plan_events } from '../db/tables/documents.ts';
import { feed } from '../db/tables/records.ts';
import type { Standing } from '../performance/read-standing.ts';
import { type PlanSource, planSourcesInParts } from './plan-sources.ts';

/** What is kept of a lead. Whoever works something out from it may leave it here: it goes when the lead changes. */
export interface KeptLead extends PlanSource {
  /** From then until then (epoch milliseconds) nobody's Today holds it, under the settings of that write id. */
  out_of_today?: { from: number; until: number; settings: string };
  /** Its plan as it was made at `from` (epoch milliseconds) for a person in `zone`, and until when it holds. */
  planned?: { plan: PlannedCall; zone: string; from: number; until: number; settings: string };
  /** Its standing on a local day (a day number), under the settings of that write id. */
  standing?: Standing & { on: number; settings: string };
}

/** It answers for instants from `since` on. */
type Kept = KeptLead & { since: string };

export interface KeptLeads {
  /** These leads, as they are stored now, with the events for their plans at `at`; leads that are not there are left out. */
  of(ids: readonly string[], at: string): Promise<KeptLead[]>;
}

/** More leads than that are not kept: they take about 3 kB each. */
export const MAX_KEPT = 50_000;
/** What is kept answers for instants from so long before it was read. */
const BEFORE_MINUTES = 10;
/** After so many changes it is cheaper to begin anew. */
const MAX_CHANGES = 20_000;

/** The leads that this process keeps; nothing is read before somebody asks. */
export function createKeptLeads(store: { db: Database; clock: Clock }): KeptLeads {
  const kept = new Map<string, Kept>();
  let seen = 0;
  /** Counts the times that something was forgotten: what was read before may be of before the change. */
  let turn = 0;

  const catchUp = async () => {
    const changes = kept.size === 0 ? await readNewest(store.db) : await readChanges(store.db, seen);
    if (changes.seq <= seen) return;
    seen = changes.seq;
    turn += 1;
    if (changes.count > MAX_CHANGES) kept.clear();
    for (const id of changes.leads) kept.delete(id);
    if (changes.ended.length > 0) forgetEnded(kept, new Set(changes.ended));
  };

  return {
    of: async (ids, at) => {
      await catchUp();
      const known = (id: string) => {
        const one = kept.get(id);
        return one !== undefined && one.since <= at ? one : null;
      };
      const found = new Map<string, KeptLead>();
      for (const id of ids) {
        const one = known(id);
        if (one) found.set(id, one);
      }
      const missing = ids.filter((id) => !found.has(id));
      const present = Math.min(Date.parse(at), Date.parse(store.clock.now()));
      const since = addMinutes(instantOf(present), -BEFORE_MINUTES);
      let began = turn;
      for await (const sources of planSourcesInParts(store.db, missing, since)) {
        for (const source of sources) {
          const one = { ...source, since };
          found.set(source.lead.id, one);
          if (began === turn && kept.size < MAX_KEPT) kept.set(source.lead.id, one);
        }
        began = turn;
      }
      return ids.flatMap((id) => found.get(id) ?? []);
    },
  };
}

// What ended does not say any more of which lead it was: an event is found among the kept ones, and an account may be any of
// theirs. The others are replaced, not changed: a question that is under way may still leave the standing of before on them.
function forgetEnded(kept: Map<string, Kept>, ended: ReadonlySet<string>): void {
  for (const [id, { standing: _, ...one }] of kept) {
    if (one.events.some((event) => event.id !== undefined && ended.has(event.id))) kept.delete(id);
    else kept.set(id, one);
  }
}

interface Changes {
  /** The newest change that is committed. */
  seq: number;
  count: number;
  /** Leads whose own document, events, orders or account changed. */
  leads: string[];
  /** Documents that ended, and no longer say of which lead they were. */
  ended: string[];
}

async function readNewest(db: Database): Promise<Changes> {
  const [row] = rowsOf(
    await db.execute(sql`select coalesce(max(seq), 0) as seq from ${feed} where scope = ${STAFF_SCOPE}`),
  );
  return { seq: Number(row?.['seq']), count: 0, leads: [], ended: [] };
}

const CHILDREN = { interactions, plan_events, customers, metrics };

// In one statement: what it lists and the number up to which it lists belong together.
async function readChanges(db: Database, after: number): Promise<Changes> {
  const children = Object.entries(CHILDREN).map(
    ([collection, table]) => sql`
      select ${table.lead_id} as lead_id, ${table.id} as id, ${table.deleted} as ended
      from changed join ${table} on ${table.id} = changed.document_id where changed.collection = ${collection}`,
  );
  const [row] = rowsOf(
    await db.execute(sql`
      with changed as materialized (
        select collection, document_id, seq from ${feed} where scope = ${STAFF_SCOPE} and seq > ${after}
      ), touched as (
        select document_id as lead_id, document_id as id, false as ended from changed where collection = 'leads'
        union all ${sql.join(children, sql` union all `)}
      )
      select coalesce((select max(seq) from changed), ${after}::bigint) as seq, (select count(*) from changed) as count,
        (select coalesce(json_agg(distinct lead_id), '[]')::text from touched where not ended and lead_id is not null) as leads,
        (select coalesce(json_agg(id), '[]')::text from touched where ended) as ended`),
  );
  return {
    seq: Number(row?.['seq']),
    count: Number(row?.['count']),
    leads: JSON.parse(String(row?.['leads'])) as string[],
    ended: JSON.parse(String(row?.['ended'])) as string[],
  };
}
