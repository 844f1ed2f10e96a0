// What has been typed on the lead's screen and not been saved, as plain text: should the lead be gone while a form is
// open, the words are still there to be copied.
import { createContext, useContext } from 'react';

/** The text of every open form of one screen. */
export function createTyped() {
  const texts = new Map<string, string>();
  return {
    /** Empty text forgets the form. */
    keep(form: string, text: string) {
      if (text.trim() === '') texts.delete(form);
      else texts.set(form, text);
    },
    all: () => [...texts.values()].join('\n\n'),
  };
}

export type Typed = ReturnType<typeof createTyped>;

/** Given by the screen. A form elsewhere keeps its text to itself. */
export const TypedContext = createContext<Typed | null>(null);

const NOWHERE: Typed = { keep: () => undefined, all: () => '' };

export const useTyped = (): Typed => useContext(TypedContext) ?? NOWHERE;
