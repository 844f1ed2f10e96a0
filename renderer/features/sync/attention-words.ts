// Why something needs attention, in plain words: what was not taken and by which rule, and what can be done about it.

import { isDeletion, theirsOf } from '../../replica/attention-values.ts';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { say } from '../../words/say.ts';

type Reason = AttentionEntry['reason'];

interface ReasonWords {
  /** For the heading of a group. */
  short: string;
  long: string;
}

const REASONS: Readonly<Partial<Record<Reason, ReasonWords>>> = {
  not_allowed: {
    short: say('Not allowed'),
    long: say('The server did not take this: it is not yours to change.'),
  },
  gone: {
    short: say('Not yours any more'),
    long: say(
      'This is not yours any more: it was given to somebody else, or removed. What you wrote is kept here to be copied.',
    ),
  },
  merged: {
    short: say('Merged into another lead'),
    long: say('This lead was merged into another one while you changed it here.'),
  },
  not_found: {
    short: say('What it belongs to is gone'),
    long: say('The server does not know what this belongs to.'),
  },
  unknown_lead: {
    short: say('What it belongs to is gone'),
    long: say('The server does not know the lead that this belongs to.'),
  },
  unknown_state: {
    short: say('State does not exist'),
    long: say('The workspace has no such state any more.'),
  },
  unknown_assignee: {
    short: say('Assignee does not exist'),
    long: say('There is nobody of that name to assign it to.'),
  },
  impossible_transition: {
    short: say('Move not possible'),
    long: say('The lead cannot move from where it stands to there.'),
  },
  invalid: {
    short: say('Value not accepted'),
    long: say('The server did not take a value in this. Edit it again, or take what stands.'),
  },
  too_large: {
    short: say('Too large'),
    long: say('This is too large for the server. Shorten it, or discard it.'),
  },
  deleted_elsewhere: {
    short: say('Deleted elsewhere'),
    long: say('This was deleted on another computer while you changed it here.'),
  },
  keeps_conflicting: {
    short: say('Kept colliding'),
    long: say('This kept colliding with changes made elsewhere, so it was put aside here.'),
  },
  both_changed: {
    short: say('Changed by both'),
    long: say('Somebody else changed the same thing. Theirs stands; yours is kept here.'),
  },
  defect: {
    short: say('A fault in the program'),
    long: say(
      'Something went wrong in the program while this was sent. Nothing of what you wrote is lost: it is kept here.',
    ),
  },
};
const OTHER: ReasonWords = { short: say('Not taken'), long: say('The server did not take this.') };

const DELETION_MET_CHANGE = say(
  'You deleted this while somebody else changed it. It was kept with their changes, for you to decide.',
);

/** "Changed by both". */
export const groupWords = (reason: Reason): string => (REASONS[reason] ?? OTHER).short;

/** One or two sentences, with what the server added. */
export function reasonWords(entry: Pick<AttentionEntry, 'reason' | 'detail' | 'document'>): string {
  const met = entry.reason === 'both_changed' && isDeletion(entry);
  const words = met ? DELETION_MET_CHANGE : (REASONS[entry.reason] ?? OTHER).long;
  return entry.detail ? `${words} (${entry.detail})` : words;
}

/** What the person had done: "You deleted", "You added", "You changed". */
export function deedWords(entry: Pick<AttentionEntry, 'document' | 'base' | 'theirs'>): string {
  if (isDeletion(entry)) return say('You deleted this');
  const before = entry.base !== null && entry.base['_deleted'] !== true;
  return before || theirsOf(entry) !== null ? say('You changed this') : say('You added this');
}
