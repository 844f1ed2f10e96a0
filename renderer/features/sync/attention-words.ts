// Why something needs attention, and what its values are, in plain words.
import type { AttentionEntry } from '../../replica/replica-types.ts';

const REASONS: Readonly<Partial<Record<AttentionEntry['reason'], string>>> = {
  not_allowed: 'The server did not take this: it is not yours to change.',
  gone: 'This is not yours any more: it was given to somebody else, or removed.',
  merged: 'This lead was merged into another one while you changed it here.',
  not_found: 'The server does not know what this belongs to.',
  unknown_lead: 'The server does not know the lead that this belongs to.',
  unknown_state: 'The workspace has no such state any more.',
  unknown_assignee: 'There is nobody of that name to assign it to.',
  impossible_transition: 'The lead cannot move from where it stands to there.',
  invalid: 'The server did not take a value in this.',
  too_large: 'This is too large for the server.',
  deleted_elsewhere: 'This was deleted on another computer while you changed it here.',
  keeps_conflicting: 'This kept colliding with changes made elsewhere.',
  both_changed: 'Somebody else changed the same thing. Theirs stands; yours is kept here.',
  defect: 'Something went wrong in the program while this was sent.',
};

/** One or two sentences. */
export function reasonWords({ reason, detail }: Pick<AttentionEntry, 'reason' | 'detail'>): string {
  const words = REASONS[reason] ?? 'The server did not take this.';
  return detail ? `${words} (${detail})` : words;
}

/** A stored value as text; a dash for nothing. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
