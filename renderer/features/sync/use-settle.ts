// Settles entries of the attention list and says so, with the way back: the entry returns exactly as it was.
import { useEffect, useMemo, useRef } from 'react';
import { fieldsAtStake } from '../../replica/attention-values.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import type { AttentionEntry, FieldChoice, Undo } from '../../replica/replica-types.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { fieldWord } from '../../ui/value-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

/** `cameBack` is told which entry an undo has brought back. */
export function useSettle(cameBack: (id: string) => void) {
  const { useMine: writeMine, choose, discard } = useReplica().attention;
  const toasts = useToasts();
  const back = useRef(cameBack);
  useEffect(() => {
    back.current = cameBack;
  });
  return useMemo(() => {
    // A second press of a key must not settle the same entry twice.
    const busy = new Set<string>();
    const settle = async (
      entries: readonly AttentionEntry[],
      words: string,
      act: (entry: AttentionEntry) => Promise<Undo>,
    ) => {
      const open = entries.filter(({ id }) => !busy.has(id));
      let undos: Undo[] = [];
      for (const entry of open) busy.add(entry.id);
      try {
        for (const entry of open) undos.push(await act(entry));
      } finally {
        for (const entry of open) busy.delete(entry.id);
      }
      const [first] = open;
      if (first === undefined) return;
      const undo = async () => {
        back.current(first.id);
        for (const takeBack of undos.reverse()) await takeBack();
      };
      const redo = async () => {
        undos = [];
        for (const entry of open) undos.push(await act(entry));
      };
      toasts.show({ words, undo, redo, lead_id: first.lead_id });
    };
    return {
      mine: (entries: readonly AttentionEntry[]) =>
        settle(entries, mineWords(entries), ({ id }) => writeMine(id)),
      choose: (entry: AttentionEntry, choices: Readonly<Record<string, FieldChoice>>) =>
        settle([entry], choiceWords(choices), ({ id }) => choose(id, choices)),
      discard: (entries: readonly AttentionEntry[], words = discardWords(entries)) =>
        settle(entries, words, ({ id }) => discard(id)),
    };
  }, [writeMine, choose, discard, toasts]);
}

const discardWords = (entries: readonly AttentionEntry[]): string =>
  say('{length, plural, one {Discarded.} other {{length} discarded.}}', { length: entries.length });

function mineWords(entries: readonly AttentionEntry[]): string {
  const [first] = entries;
  if (entries.length > 1 || first === undefined)
    return say('Yours are written again: {length}.', { length: entries.length });
  if (first.document['_deleted'] === true) return say('Deleted.');
  const fields = fieldsAtStake(first).map(({ field }) => fieldWord(field));
  return first.kind === 'overwritten' && fields.length > 0
    ? say('Yours: {list}.', { list: listWords(fields) })
    : say('Written again as you had it.');
}

/** "Yours: City. Theirs: Phone." */
export function choiceWords(choices: Readonly<Record<string, FieldChoice>>): string {
  const named = (side: FieldChoice) =>
    listWords(
      Object.keys(choices)
        .filter((field) => choices[field] === side)
        .map(fieldWord),
    );
  const [mine, theirs] = [named('mine'), named('theirs')];
  return [mine && say('Yours: {mine}.', { mine }), theirs && say('Theirs: {theirs}.', { theirs })]
    .filter(Boolean)
    .join(' ');
}
