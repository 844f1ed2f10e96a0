// Two leads that are one: what the survivor says afterwards, and who may join them.
import { type Fields, sameValue } from '../merge/three-way.ts';
import { invalid, type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { categoryOf } from '../settings/settings.ts';
import { type Actor, reaches } from '../sync/scope.ts';
import { decideLeadChange, type LeadDecision, type Pipeline } from './decide-lead.ts';
import { type Lead, leadSchema } from './lead.ts';

/** By field: `mine` (the survivor's), `theirs` (the other's), or a value of its own. */
export type MergeChoices = Fields;

export interface MergeRequest {
  survivor: Lead;
  other: Lead;
  choices: MergeChoices;
  actor: Actor;
  settings: Pipeline;
  /** Makes the head of a new version. */
  stamp(): { write_id: string; updated_at: string };
}

/** The survivor as it will be, its customer where it is a won one, and the other lead, put aside. */
export interface MergeDecision extends LeadDecision {
  other: Lead;
}

/** What nobody chooses: heads, whose it is, and what the server alone knows. */
const NOT_CHOSEN = new Set<string>([
  ...['id', 'write_id', 'created_at', 'updated_at', 'assignee_id', 'deleted_at', 'merged_into_id'],
  ...['resume', 'sla_due_at', 'sla_met_at', 'sla_breached_at', 'won_at', 'reopened_at'],
]);

/** Whether people choose whose value of this field stands. */
export const canBeChosen = (field: string): boolean => field in leadSchema.shape && !NOT_CHOSEN.has(field);

/** Why this person may not join or part these two leads, or null: his right has to go to both. */
export const refuseMergeBy = (actor: Actor, ...leads: Pick<Lead, 'assignee_id'>[]): Refusal | null =>
  leads.every(({ assignee_id }) => reaches(actor, 'leads.merge', assignee_id))
    ? null
    : refusal('not_allowed', { detail: 'Only managers and admins merge leads that are not both yours.' });

/** The refusal for a lead that was merged into another, or null. */
export const refuseMerged = ({ merged_into_id }: Pick<Lead, 'merged_into_id'>): Refusal | null =>
  merged_into_id === null ? null : refusal('merged');

/**
 * Joins `other` into `survivor`. Where nothing is chosen the survivor's value stands; the other's fills what the survivor
 * leaves open, tags and own fields come together, "do not call" and "won" of either hold. Refusals: `merged`,
 * `not_allowed`, `invalid`, `unknown_state`, `impossible_transition`.
 */
export function decideMerge(request: MergeRequest): Result<MergeDecision, Refusal> {
  const { survivor, other, choices, actor, settings, stamp } = request;
  if (survivor.id === other.id) return refuse(invalidField('other_id', 'must be another lead'));
  const refused =
    refuseMerged(survivor) ??
    refuseMerged(other) ??
    refuseMergeBy(actor, survivor, other) ??
    refuseFields(choices);
  if (refused) return refuse(refused);
  const parsed = leadSchema.safeParse({ ...joined(request), ...stamp() });
  if (!parsed.success) return refuse(invalid(parsed.error.issues));
  const decided = decideLeadChange(survivor, parsed.data, actor, settings);
  if (!decided.ok) return decided;
  return ok({ ...decided.value, other: { ...other, ...stamp(), merged_into_id: survivor.id } });
}

const invalidField = (path: string, message: string): Refusal =>
  refusal('invalid', { errors: [{ path, message }] });

function refuseFields(choices: MergeChoices): Refusal | null {
  const unknown = Object.keys(choices).find((field) => !canBeChosen(field));
  return unknown === undefined ? null : invalidField(`fields.${unknown}`, 'cannot be chosen');
}

function joined({ survivor, other, choices, settings }: MergeRequest): Fields {
  const theirs = other as Fields;
  const merged: Fields = { ...survivor };
  for (const [field, mine] of Object.entries(survivor)) {
    if (NOT_CHOSEN.has(field)) continue;
    const choice = choices[field];
    if (choice === undefined) merged[field] = byItself(field, mine, theirs[field]);
    else merged[field] = choice === 'mine' ? mine : choice === 'theirs' ? theirs[field] : choice;
  }
  if (choices['state'] === undefined && isWon(other, settings) && !isWon(survivor, settings))
    merged['state'] = other.state;
  const won = [survivor.won_at, other.won_at].filter((at) => at !== null).sort();
  return { ...merged, won_at: won[0] ?? null, resume: survivor.resume ?? other.resume };
}

const isWon = ({ state }: Lead, settings: Pipeline): boolean => categoryOf(settings, state) === 'won';

function byItself(field: string, mine: unknown, theirs: unknown): unknown {
  if (field === 'tags') return [...new Set([...(mine as string[]), ...(theirs as string[])])].slice(0, 50);
  if (field === 'custom') return { ...(theirs as object), ...(mine as object) };
  if (field === 'do_not_call') return mine === true || theirs === true;
  return mine === null || (Array.isArray(mine) && mine.length === 0) ? theirs : mine;
}

/** What a merge did to the survivor and can be taken back, and the fields that somebody has changed since. */
export function partedFields(
  before: Lead,
  after: Lead,
  now: Lead,
): { back: Partial<Lead>; changed: string[] } {
  const [was, became, is] = [before, after, now] as [Fields, Fields, Fields];
  const touched = Object.keys(before).filter(
    (field) => field !== 'write_id' && field !== 'updated_at' && !sameValue(was[field], became[field]),
  );
  const untouched = (field: string): boolean => sameValue(is[field], became[field]);
  return {
    back: Object.fromEntries(touched.filter(untouched).map((field) => [field, was[field]])),
    changed: touched.filter((field) => !untouched(field)),
  };
}
