// The toast of a finished act: its words and its way back; what it offers beside that, or where it leads, is the way on.

import { refusalWords } from '../../ui/refusal-words.ts';
import type { Toast, Toasts } from '../../ui/toasts.tsx';
import type { Act, ActResult } from './act-types.ts';

/** `undo`, `redo` and `way` take the place of the act's own. */
export function toastOfAct(toasts: Toasts, act: Act, own: Partial<Toast> = {}): Toast {
  const { offer, say, undo, redo, lead_id, steps } = act;
  const done = { undo, redo, lead_id, kept: steps };
  if (offer === undefined) return { words: say, ...done, ...own };
  const way = { label: offer.label, go: () => void showDone(toasts, offer.run()) };
  return { words: `${say} ${offer.words}`, ...done, way, ...own };
}

async function showDone(toasts: Toasts, act: ActResult): Promise<void> {
  const result = await act;
  toasts.show(result.ok ? toastOfAct(toasts, result.value) : { words: refusalWords(result.error) });
}
