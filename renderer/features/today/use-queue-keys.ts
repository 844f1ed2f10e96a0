// The keys that move the selection through the queue.
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';

const PAGE = 10;

/** Moves through `ids`, in the order of the list. A focused radio button keeps its own arrow keys. */
export function useQueueKeys(
  ids: readonly string[],
  selectedId: string | null,
  select: (id: string) => void,
): void {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  const go = (index: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, index))];
    if (id !== undefined) select(id);
    return id !== undefined;
  };
  const moves = (event: KeyboardEvent, index: number) =>
    !(event.target instanceof HTMLInputElement) && !inMenu(event.target) && go(index);
  const group = say('Today');
  useShortcut({
    id: 'today.next',
    keys: ['j', 'ArrowDown'],
    label: say('Next'),
    group,
    moves: true,
    run: (event) => moves(event, at + 1),
  });
  useShortcut({
    id: 'today.previous',
    keys: ['k', 'ArrowUp'],
    label: say('Previous'),
    group,
    moves: true,
    run: (event) => moves(event, at - 1),
  });
  useShortcut({
    id: 'today.first',
    keys: ['Home'],
    label: say('First'),
    group,
    moves: true,
    run: (event) => moves(event, 0),
  });
  useShortcut({
    id: 'today.last',
    keys: ['End'],
    label: say('Last'),
    group,
    moves: true,
    run: (event) => moves(event, ids.length - 1),
  });
  useShortcut({
    id: 'today.page-down',
    keys: ['PageDown'],
    label: say('Ten down'),
    group,
    moves: true,
    run: (event) => moves(event, at + PAGE),
  });
  useShortcut({
    id: 'today.page-up',
    keys: ['PageUp'],
    label: say('Ten up'),
    group,
    moves: true,
    run: (event) => moves(event, at - PAGE),
  });
}

const inMenu = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="menu"], [role="radiogroup"], [role="tablist"]') !== null;
