// Undoes imports, the newest first, and says in words what that did.
import { type UndoImport, undoImportSchema } from '#domain/imports/import-reply.ts';
import type { Api } from '../../session/api.ts';
import { apiWords } from '../../session/use-api.ts';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';

/** Whether all are undone, and the words for it. */
export async function undoImports(
  api: Api,
  ids: readonly string[],
): Promise<{ done: boolean; words: string }> {
  const undone: UndoImport[] = [];
  for (const id of [...ids].reverse()) {
    const answer = await api.call(undoImportSchema, `/api/leads/imports/${id}/undo`, {
      ...{ method: 'POST', within_ms: 180_000 },
    });
    if (!answer.ok) return { done: false, words: `${undoneWords(undone)} ${apiWords(answer.error)}`.trim() };
    undone.push(answer.value);
  }
  return { done: true, words: undoneWords(undone) };
}

function undoneWords(undone: readonly UndoImport[]): string {
  if (undone.length === 0) return '';
  const sum = (of: (one: UndoImport) => number) => undone.reduce((total, one) => total + of(one), 0);
  const [aside, back, stay] = [
    sum((one) => one.put_aside),
    sum((one) => one.put_back),
    sum((one) => one.not_undone.length),
  ];
  const kept =
    stay === 0
      ? ''
      : ` ${say('{stay, plural, one {One lead was} other {{stay2} leads were}} worked on since: what was changed stays.', { stay, stay2: countLabel(stay) })}`;
  return say('{leads} put aside, {back} put back as before.{kept}', {
    leads: leadsWords(aside),
    back: countLabel(back),
    kept,
  });
}

const leadsWords = (count: number): string =>
  say('{count, plural, one {One lead} other {{count2} leads}}', { count, count2: countLabel(count) });
