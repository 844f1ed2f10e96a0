// Which entry is selected. It stays selected while others come and go; when it leaves, whoever stands in its place is.
import { useCallback, useState } from 'react';

interface Selected {
  id: string;
  index: number;
  /** Asked for and not there yet: an undo brings it back in a moment. */
  awaited?: boolean;
}

/** `ids` in the order of the list. The place is -1 in an empty list. */
export function useSelectedEntry(ids: readonly string[]) {
  const [selected, setSelected] = useState<Selected>({ id: ids[0] ?? '', index: 0 });
  const found = ids.indexOf(selected.id);
  const index = found >= 0 ? found : Math.min(selected.index, ids.length - 1);
  const pinned = ids[index];
  const moved = found >= 0 && (found !== selected.index || selected.awaited === true);
  if (moved) setSelected({ id: selected.id, index: found });
  else if (found < 0 && pinned !== undefined && selected.awaited !== true) setSelected({ id: pinned, index });
  return {
    index,
    select: useCallback((next: number) => setSelected({ id: ids[next] ?? '', index: next }), [ids]),
    await: useCallback(
      (id: string) => setSelected(({ index: at }) => ({ id, index: at, awaited: true })),
      [],
    ),
  };
}
