// Which acts make sense for an entry: nothing is offered that could only fail.
import { fieldsAtStake, isDeletion } from '../../replica/attention-values.ts';
import type { AttentionEntry } from '../../replica/replica-types.ts';

export interface Offers {
  /** Write all of mine again. */
  mine: boolean;
  /** Leave all as it stands, because something stands. */
  theirs: boolean;
  /** Field by field. */
  fields: boolean;
  /** Open a form with my values. */
  edit: boolean;
}

/** What is known of the present: whether the document and its lead are on this device. */
export interface Present {
  stands: boolean;
  leadHere: boolean;
}

const LOST: readonly AttentionEntry['reason'][] = ['gone', 'not_found'];

/** Discarding and copying are always possible. */
export function offersOf(entry: AttentionEntry, { stands, leadHere }: Present): Offers {
  const ownLead = entry.collection === 'leads';
  const reachable = stands || ownLead ? !LOST.includes(entry.reason) : leadHere && entry.reason !== 'gone';
  if (isDeletion(entry)) return { mine: stands && reachable, theirs: stands, fields: false, edit: false };
  return {
    mine: reachable,
    theirs: stands,
    fields: stands && reachable && fieldsAtStake(entry).length > 0,
    edit: reachable && formOf(entry, stands) !== null,
  };
}

const FACTS = new Set([
  ...['kind', 'name', 'first_name', 'last_name', 'company', 'email', 'phone', 'address', 'city', 'country'],
  ...['time_zone', 'tier', 'tags', 'source', 'value_minor', 'currency', 'assignee_id'],
]);
const CALLING = new Set(['cadence', 'call_hours', 'closed_dates', 'do_not_call', 'revive_on']);

export type FormPlace = 'lead' | 'new-lead';

/** Where the form is that can hold my values: on the lead's screen, or the one for a new lead; null where there is none. */
export function formOf(entry: AttentionEntry, stands: boolean): FormPlace | null {
  const names = fieldsAtStake(entry).map(({ field }) => field);
  switch (entry.collection) {
    case 'leads':
      if (!stands) return 'new-lead';
      return names.some((name) => FACTS.has(name) || CALLING.has(name)) ? 'lead' : null;
    case 'pocs':
      return 'lead';
    case 'interactions':
      return !stands || names.some((name) => name === 'note' || name === 'outcome') ? 'lead' : null;
    default:
      return null;
  }
}
