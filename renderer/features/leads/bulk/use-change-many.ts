// Carries a change to many leads out and says what came of it, with the one way back.
import { useCallback } from 'react';
import type { ManyAct, ManyOptions } from '../../../replica/acts/many-types.ts';
import { useReplica } from '../../../replica/replica-context.tsx';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { doneWords } from './bulk-words.ts';

/** Answers whether it was done. `nameOf` names a person. */
export function useChangeMany(nameOf: (id: string) => string) {
  const { acts } = useReplica();
  const toasts = useToasts();
  return useCallback(
    async (ids: readonly string[], act: ManyAct, options: ManyOptions = {}): Promise<boolean> => {
      const result = await acts.changeMany(ids, act, options);
      toasts.show(
        result.ok
          ? { words: doneWords(act, result.value, nameOf), undo: result.value.undo, redo: result.value.redo }
          : { words: refusalWords(result.error) },
      );
      return result.ok;
    },
    [acts, toasts, nameOf],
  );
}
