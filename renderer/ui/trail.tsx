// The list that was looked at last, so that from one of its leads one goes on to the next without going back, and comes back
// to where one has got. It lasts as long as the page.
import { createContext, useContext, useEffect, useState } from 'react';

interface List {
  /** As the place is called: "Leads". */
  label: string;
  /** In the order of the list. */
  ids: readonly string[];
}

export interface Beside {
  label: string;
  /** From 1. */
  position: number;
  count: number;
  previous: string | null;
  next: string | null;
}

/** The trail of one page. */
export function createTrail() {
  let list: List | null = null;
  let at: string | null = null;
  return {
    /** A list is on the screen, with these entries. */
    lay(next: List) {
      list = next;
    },
    /** One of its entries is on the screen. */
    arrive(id: string) {
      at = id;
    },
    /** Who stands beside this one in the list that was looked at last; null where it does not stand there. */
    beside(id: string): Beside | null {
      const index = list?.ids.indexOf(id) ?? -1;
      if (list === null || index < 0) return null;
      const { label, ids } = list;
      const [previous = null, next = null] = [ids[index - 1], ids[index + 1]];
      return { label, position: index + 1, count: ids.length, previous, next };
    },
    /** Which entry was looked at last, for the list of that name when it comes back. */
    lastOf: (label: string): string | null => (list?.label === label ? at : null),
  };
}

export type Trail = ReturnType<typeof createTrail>;

const TrailContext = createContext<Trail | null>(null);
/** Given by the workbench to all screens. */
export const TrailProvider = TrailContext.Provider;

/** The page's trail. Throws outside the workbench. */
export function useTrail(): Trail {
  const trail = useContext(TrailContext);
  if (trail === null) throw new Error('useTrail needs a TrailProvider');
  return trail;
}

/** Names the list that is on the screen. Answers which entry was looked at last from it, when it was here before. */
export function useTrailList(label: string, ids: readonly string[]): string | null {
  const trail = useTrail();
  const [last] = useState(() => trail.lastOf(label));
  useEffect(() => trail.lay({ label, ids }), [trail, label, ids]);
  return last;
}
