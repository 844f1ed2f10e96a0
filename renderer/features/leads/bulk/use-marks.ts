// Which leads of the list are marked for a change to many, and the keys that mark: Space or X, Shift with the arrows, Ctrl+A.
import { useCallback, useMemo, useState } from 'react';
import { useShortcut } from '../../../ui/shortcuts.tsx';
import { say } from '../../../words/say.ts';

export interface Marks {
  /** Marked leads that stand in the list now. */
  ids: readonly string[];
  has(leadId: string): boolean;
  toggle(leadId: string): void;
  /** Marks all from the last toggled one to this one. */
  through(leadId: string): void;
  all(): void;
  clear(): void;
}

interface Kept {
  ids: ReadonlySet<string>;
  /** From where a range begins. */
  from: string | null;
}

const NONE: Kept = { ids: new Set(), from: null };

/** `ids` are all leads of the list in its order. What leaves the list is not marked any more. */
export function useMarks(ids: readonly string[]): Marks {
  const [kept, setKept] = useState<Kept>(NONE);
  const marked = useMemo(
    () => (kept.ids.size === 0 ? [] : ids.filter((id) => kept.ids.has(id))),
    [ids, kept],
  );
  const toggle = useCallback(
    (id: string) => setKept((before) => ({ ids: toggled(before.ids, id), from: id })),
    [],
  );
  const through = useCallback(
    (id: string) =>
      setKept((before) => ({
        ids: new Set([...before.ids, ...rangeOf(ids, before.from ?? id, id)]),
        from: before.from ?? id,
      })),
    [ids],
  );
  const all = useCallback(() => setKept({ ids: new Set(ids), from: null }), [ids]);
  const clear = useCallback(() => setKept(NONE), []);
  const has = useCallback((id: string) => kept.ids.has(id), [kept]);
  return useMemo(
    () => ({ ids: marked, has, toggle, through, all, clear }),
    [marked, has, toggle, through, all, clear],
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

function rangeOf(ids: readonly string[], from: string, to: string): readonly string[] {
  const ends = [ids.indexOf(from), ids.indexOf(to)];
  return ends.includes(-1) ? [to] : ids.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** Answers the keys while the list is there. `index` is the selected place, -1 for none. */
export function useMarkKeys(
  marks: Marks,
  list: { ids: readonly string[]; index: number; select(index: number): void },
): void {
  const { ids, index, select } = list;
  const group = say('Leads');
  const here = ids[index];
  const extend = (to: number) => {
    const next = ids[to];
    if (here === undefined || next === undefined) return false;
    if (!marks.has(here)) marks.toggle(here);
    marks.through(next);
    select(to);
  };
  useShortcut({
    id: 'leads.mark',
    keys: ['x', ' '],
    label: say('Mark for a change to many'),
    group,
    run: ({ key, target }) => {
      const own = key === ' ' && target instanceof Element && target.closest(OWN_SPACE) !== null;
      if (here === undefined || own) return false;
      marks.toggle(here);
    },
  });
  const down = { keys: ['Shift+ArrowDown', 'Shift+j'], label: say('Mark downwards'), group };
  useShortcut({ id: 'leads.mark-down', ...down, run: () => extend(index + 1) });
  const up = { keys: ['Shift+ArrowUp', 'Shift+k'], label: say('Mark upwards'), group };
  useShortcut({ id: 'leads.mark-up', ...up, run: () => extend(index - 1) });
  useShortcut({ id: 'leads.mark-all', keys: ['Ctrl+a'], label: say('Mark all'), group, run: marks.all });
  useShortcut({
    id: 'leads.mark-none',
    keys: ['Escape'],
    label: say('Mark none'),
    group,
    run: () => (marks.ids.length === 0 ? false : marks.clear()),
  });
}

// What Space does by itself stays.
const OWN_SPACE = 'button, a, input, select, [role=menu], [role=dialog]';
