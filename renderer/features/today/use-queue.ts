// The selection in the queue. It stays with its lead while the list changes; when the lead leaves the list, whoever now
// stands in its place is selected.
import { useCallback, useEffect, useRef, useState } from 'react';

/** `ids` in the order of the list. The first is selected at the start. */
export function useQueue(ids: readonly string[]) {
  const [wanted, setWanted] = useState<string | null>(null);
  const place = useRef(0);
  const found = wanted === null ? -1 : ids.indexOf(wanted);
  const index = found >= 0 ? found : Math.min(place.current, ids.length - 1);
  const selectedId = ids[index] ?? null;
  const latest = useRef({ ids, index });
  useEffect(() => {
    place.current = Math.max(0, index);
    latest.current = { ids, index };
    // The lead in the place of one that has left is followed from now on.
    if (selectedId !== wanted) setWanted(selectedId);
  });
  const select = useCallback((id: string) => setWanted(id), []);
  const leave = useCallback(() => {
    const { ids: order, index: at } = latest.current;
    setWanted(order[at + 1] ?? order[at - 1] ?? null);
  }, []);
  return { selectedId, select, leave };
}
