// Carries an act on the selected lead out: the list goes on at once, the toast has the way back, and a lead whose act was
// refused or taken back is selected again.
import { useCallback } from 'react';
import type { ActResult } from '../../replica/acts/act-types.ts';
import { toastOfAct } from '../../replica/acts/toast-of-act.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useToasts } from '../../ui/toasts.tsx';

/** `say` takes the place of the act's own words. */
export type TriageAct = (leadId: string, act: ActResult, say?: string) => Promise<void>;

/** `leave` selects the next lead, `comeBack` a certain one. */
export function useTriageAct(leave: () => void, comeBack: (leadId: string) => void): TriageAct {
  const toasts = useToasts();
  return useCallback(
    async (leadId, act, say) => {
      leave();
      const result = await act;
      if (!result.ok) {
        toasts.show({ words: refusalWords(result.error) });
        comeBack(leadId);
        return;
      }
      const done = result.value;
      const undo = async () => {
        await done.undo();
        comeBack(leadId);
      };
      toasts.show(toastOfAct(toasts, say === undefined ? done : { ...done, say }, { undo }));
    },
    [toasts, leave, comeBack],
  );
}
