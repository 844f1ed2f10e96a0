// Which row is selected: it follows its lead when the list changes, and stays in place when the lead leaves the list.
import { useCallback, useMemo, useState } from 'react';

/** `startId` is selected at first, else the first row. The place is -1 in an empty list. */
export function useSelectedRow(ids: readonly string[], startId: string | undefined) {
  const [selected, setSelected] = useState({ id: startId ?? '', index: 0 });
  const index = useMemo(() => {
    const found = ids.indexOf(selected.id);
    return found >= 0 ? found : Math.min(selected.index, ids.length - 1);
  }, [ids, selected]);
  const select = useCallback((next: number) => setSelected({ id: ids[next] ?? '', index: next }), [ids]);
  return { index, select };
}
