// What has happened on a lead, as far as its plan asks: the last call that counts, and what came after it.
import { countsAsContact, isFailedAttempt } from '../interaction/contact.ts';
import { dayNumber } from './days.ts';
import { isPlanAct, type PlanAct, type PlanEvent, type PlanInteraction } from './lead.ts';

/** A promised callback or a snooze, set `at` an instant in epoch milliseconds. */
export interface Act {
  kind: 'callback' | 'snooze';
  at: number;
  /** An instant in epoch milliseconds, or the number of a lead-local day. */
  target: { until: number } | { on: number };
  poc_id: string | null;
  /** Decides between acts of the same instant: the greater id is the newer one. */
  rank: string;
}

export interface Tally {
  /** When the last counted call took place. */
  last: number | null;
  /** When nobody was reached since, oldest first. */
  attempts: number[];
  /** The promise that stands. */
  callback: Act | null;
  /** The newest snooze that no later promise has ended. */
  snooze: Act | null;
  /** How often the lead was snoozed since the last counted call. */
  snoozes: number;
}

export interface Scope {
  /** Events after this instant are only planned. */
  now: number;
  /** Events before this instant belong to an earlier life of the lead. */
  since: number;
  /** A lost lead knows no promises. */
  callbacks: boolean;
}

/** Counts the events that have happened, in whatever order they are given. */
export function tallyOf(events: readonly PlanEvent[], { now, since, callbacks }: Scope): Tally {
  let last: number | null = null;
  const failed: number[] = [];
  const acts: Act[] = [];
  for (const event of events) {
    const at = Date.parse(event.occurred_at);
    if (at > now || at < since) continue;
    if (isPlanAct(event)) acts.push(...actOf(event, at));
    else if (counts(event)) last = Math.max(last ?? at, at);
    else if (failedTry(event)) failed.push(at);
  }
  const from = last ?? Number.NEGATIVE_INFINITY;
  const callback = newest(acts.filter((act) => callbacks && act.kind === 'callback' && act.at >= from));
  const snoozed = acts.filter((act) => act.kind === 'snooze' && act.at > from);
  return {
    last,
    attempts: failed.filter((at) => at > from).sort((a, b) => a - b),
    callback,
    snooze: newest(snoozed.filter((act) => callback === null || isNewer(act, callback))),
    snoozes: snoozed.length,
  };
}

/** Whether the interaction is a call that counts (whenever it took place). */
export const counts = ({ type, outcome = null, voided_at = null }: PlanInteraction): boolean =>
  countsAsContact({ type, outcome, voided_at });

/** Whether the interaction is a try in vain (whenever it took place). */
export const failedTry = ({ type, outcome = null, voided_at = null }: PlanInteraction): boolean =>
  isFailedAttempt({ type, outcome, voided_at });

/** Orders acts by when they were set, then by id. */
export const isNewer = (a: Pick<Act, 'at' | 'rank'>, b: Pick<Act, 'at' | 'rank'>): boolean =>
  a.at > b.at || (a.at === b.at && a.rank > b.rank);

const newest = (acts: readonly Act[]): Act | null =>
  acts.reduce<Act | null>((best, act) => (best === null || isNewer(act, best) ? act : best), null);

/**
 * The act behind an event; none where it names neither an instant nor a day. Acts without an id are told apart by their
 * content, so that order of arrival never decides.
 */
export function actOf(event: PlanAct, at: number): [] | [Act] {
  const { kind, id = '', until = null, on = null, poc_id = null } = event;
  const rank = [id, kind, until, on, poc_id].join('\u0000');
  if (until !== null) return [{ kind, at, target: { until: Date.parse(until) }, poc_id, rank }];
  return on === null ? [] : [{ kind, at, target: { on: dayNumber(on) }, poc_id, rank }];
}
