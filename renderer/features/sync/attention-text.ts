// An entry as plain text for the clipboard, so that nothing that was typed is lost even where it can be written nowhere.
import { fieldsAtStake, isDeletion } from '../../replica/attention-values.ts';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { fieldWord, type ValueContext, valueWords } from '../../ui/value-words.ts';
import { reasonWords } from './attention-words.ts';
import { documentWords } from './document-words.ts';

/** What it is, why it was not taken, and each of the person's values on a line of its own. */
export function copyOf(entry: AttentionEntry, leadName: string | null, context: ValueContext): string {
  const lines = isDeletion(entry)
    ? []
    : fieldsAtStake(entry)
        .filter(({ field }) => field !== 'lead_id')
        .map(({ field, mine }) => `${fieldWord(field)}: ${valueWords(field, mine, context, entry.document)}`);
  const what = documentWords(entry.collection, entry.document, () => leadName) || entry.title;
  return [what, reasonWords(entry), '', ...lines].join('\n').trim();
}
