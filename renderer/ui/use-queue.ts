// The selection in the queue. It stays with its lead while the list changes; when the lead leaves the list, whoever now
// stands in its place is selected.
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * `ids` in the order of the list. `start`, else the first, is selected at first, and while `filling` whoever comes to be the
 * first.
 */
export function useQueue(ids: readonly string[], filling = false, start: string | null = null) {
  const [wanted, setWanted] = useState<string | null>(start);
  const place = useRef(0);
  // Whether the wanted lead has been in the list: one that an undo brings back may not have arrived yet.
  const met = useRef(true);
  const found = wanted === null ? -1 : ids.indexOf(wanted);
  const index = found >= 0 ? found : Math.min(place.current, ids.length - 1);
  const selectedId = ids[index] ?? null;
  const latest = useRef({ ids, index });
  useEffect(() => {
    latest.current = { ids, index };
    place.current = Math.max(0, index);
    if (found >= 0) met.current = true;
    else if (met.current && selectedId !== wanted && !(filling && wanted === null)) setWanted(selectedId);
  });
  const select = useCallback((id: string | null) => {
    met.current = false;
    setWanted(id);
  }, []);
  const leave = useCallback(() => {
    const { ids: order, index: at } = latest.current;
    select(order[at + 1] ?? order[at - 1] ?? null);
  }, [select]);
  return { selectedId, select, leave };
}
