// Undoes a merge, at once or much later: two leads again, and in words what stays because it has been changed since.
import { unmergeReplySchema } from '#domain/lead/merge-reply.ts';
import { fieldWord } from '../ui/value-words.ts';
import { listWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import type { Api } from './api.ts';
import { apiWords } from './use-api.ts';

/** `leadId` is the lead that was merged into the other. Gives what became of it, or why not, in words. */
export async function askToPart(api: Api, leadId: string): Promise<string> {
  const answer = await api.call(unmergeReplySchema, `/api/leads/${leadId}/unmerge`, { method: 'POST' });
  if (!answer.ok) return apiWords(answer.error);
  const { name, survivor, changed } = answer.value;
  const fields = [...new Set(changed.flatMap((one) => one.fields))].map(fieldWord);
  const kept =
    changed.length === 0
      ? ''
      : ` ${say('Changed since, and left as it is: {list}.', { list: listWords(fields) || say('what was added') })}`;
  return say('{name} and {name2} are two leads again.{kept}', { name, name2: survivor.name, kept });
}
