// Gives new leads that nobody has to people, by the rules of the workspace. One dealer serves one transaction: whom it has
// given a lead has had his turn, and one more lead, before the database knows.
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { AssignmentRule } from '#domain/lead/assignment-rule.ts';
import { assignmentRuleFor, type DealtLead, ruleWords } from '#domain/lead/assignment-rule-for.ts';
import { leastLoaded, nextInTurn } from '#domain/lead/next-in-turn.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { User } from '#domain/user/user.ts';
import type { Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { assignments } from '../db/tables/records.ts';
import { users } from '../db/tables/workspace.ts';
import { documentOf } from '../feed/document-tables.ts';
import { isLive } from './visible-leads.ts';

/** To whom a lead goes, and why: words for its history. */
export interface Dealt {
  to: User;
  note: string;
}

export interface Dealer {
  /** Null where no rule fits, or none of the rule's people is active: then the lead waits with the managers. */
  deal(lead: DealtLead): Promise<Dealt | null>;
}

interface Person {
  id: string;
  user: User;
  last_turn: string | null;
  open: number;
}

/** The dealer of these settings. It asks for people when there is something to deal, and for their leads when that counts. */
export function createDealer(q: Queryable, settings: Settings): Dealer {
  let people: Person[] | undefined;
  let counted = false;
  let turn = 0;
  const choose = async ({ to, by }: AssignmentRule): Promise<Person | null> => {
    people ??= await readPeople(q);
    const able = people.filter(({ id, user }) => (to === null ? user.role === 'kam' : to.includes(id)));
    if (by === 'round_robin') return nextInTurn(able);
    if (!counted) await countOpenLeads(q, settings, people);
    counted = true;
    return leastLoaded(able);
  };
  return {
    deal: async (lead) => {
      const rule = assignmentRuleFor(lead, settings);
      const chosen = rule ? await choose(rule) : null;
      if (!rule || !chosen) return null;
      turn += 1;
      chosen.last_turn = `${AFTER_ALL} ${String(turn).padStart(9, '0')}`;
      chosen.open += 1;
      return { to: chosen.user, note: ruleWords(rule) };
    },
  };
}

/** Sorts after every turn that the database knows. */
const AFTER_ALL = '9999-12-31';

/** All active people, with the moment at which each was last given a lead. */
async function readPeople(q: Queryable): Promise<Person[]> {
  const rows = await q
    .select({ user: users, last_turn: lastTurn })
    .from(users)
    .where(and(eq(users.is_active, true), eq(users.deleted, false)));
  return rows.map(({ user, last_turn }) => ({
    id: user.id,
    user: documentOf('users', user),
    last_turn,
    open: 0,
  }));
}

/** Instants of one millisecond are told apart by the assignment's id, which grows. */
const lastTurn = sql<string | null>`(
  select to_char(turn.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') || ' ' || turn.id::text
  from ${assignments} turn where turn.to_id = users.id
  order by turn.at desc, turn.id desc limit 1)`;

/** How many leads each of them has to work. */
async function countOpenLeads(q: Queryable, { states }: Settings, people: Person[]): Promise<void> {
  const open = states.flatMap(({ name, category }) =>
    category === 'new' || category === 'working' ? [name] : [],
  );
  const rows = await q
    .select({ id: leads.assignee_id, n: sql<number>`count(*)::int` })
    .from(leads)
    .where(and(isLive, isNotNull(leads.assignee_id), inArray(leads.state, open)))
    .groupBy(leads.assignee_id);
  const counts = new Map(rows.map(({ id, n }) => [id, n]));
  // What was dealt before this was asked is not stored yet.
  for (const person of people) person.open += counts.get(person.id) ?? 0;
}
