// A stored document in a few words for a list: what it is, of whom.
import { outcomeWord, typeWord } from '../../ui/field-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

const NOUNS: Readonly<Record<string, string>> = {
  leads: say('Lead'),
  pocs: say('Contact'),
  customers: say('Account'),
  metrics: say('Expectation'),
  users: say('User'),
  settings: say('Settings'),
};

/** "Call, no answer: Brandt & Sohn". `nameOf` finds the name of a lead. */
export function documentWords(
  collection: string,
  document: Readonly<Record<string, unknown>>,
  nameOf: (leadId: string) => string | null,
): string {
  const text = (field: string): string => {
    const value = document[field];
    return typeof value === 'string' ? value : '';
  };
  const who = text('name') || nameOf(text('lead_id')) || '';
  return [whatWords(collection, text), who].filter(Boolean).join(': ');
}

function whatWords(collection: string, text: (field: string) => string): string {
  if (collection === 'plan_events')
    return text('kind') === 'callback' ? say('Promised callback') : say('Snooze');
  if (collection !== 'interactions') return NOUNS[collection] ?? collection;
  const type = typeWord(text('type'));
  const outcome = outcomeWord(text('outcome')).toLowerCase();
  return listWords([type, outcome]);
}
