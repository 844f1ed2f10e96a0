// Carries an act out and says what came of it: its words with the way back, or why not.
import { useCallback } from 'react';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import type { Act, ActResult } from './act-types.ts';
import { toastOfAct } from './toast-of-act.ts';

/** `open` goes to what the act has made. */
export type Perform = (act: ActResult, open?: (act: Act) => void) => Promise<Result<Act, Refusal>>;

/** Shows a toast either way, but for refusals that name fields: those are the form's to show. */
export function usePerform(): Perform {
  const toasts = useToasts();
  return useCallback(
    async (act, open) => {
      const result = await act;
      if (result.ok) {
        const done = result.value;
        const way = open ? { way: { label: say('Open'), go: () => open(done) } } : {};
        toasts.show(toastOfAct(toasts, done, way));
      } else if (result.error.errors === undefined) toasts.show({ words: refusalWords(result.error) });
      return result;
    },
    [toasts],
  );
}
