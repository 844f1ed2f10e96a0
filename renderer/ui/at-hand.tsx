// The lead that the person has before him: the one that a screen shows or has selected. What works on every screen, such as
// a quick note, begins with it.
import { createContext, useContext, useEffect } from 'react';

/** Ids of leads, the newest screen last. */
export function createAtHand() {
  let stack: readonly { leadId: string }[] = [];
  return {
    now: (): string | null => stack.at(-1)?.leadId ?? null,
    put(leadId: string) {
      const entry = { leadId };
      stack = [...stack, entry];
      return () => {
        stack = stack.filter((other) => other !== entry);
      };
    },
  };
}

export type AtHand = ReturnType<typeof createAtHand>;

export const AtHandContext = createContext<AtHand | null>(null);

/** Says that this lead is at hand while the component is there; null says nothing. */
export function useAtHand(leadId: string | null): void {
  const atHand = useContext(AtHandContext);
  useEffect(() => (leadId === null ? undefined : atHand?.put(leadId)), [atHand, leadId]);
}
