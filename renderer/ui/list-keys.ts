// The keys of a list: up and down, ends, pages, and Enter to open. They work while a search field is written in too.

import { say } from '../words/say.ts';
import { useShortcut } from './shortcuts.tsx';

export interface ListKeys {
  /** Prefix of the shortcuts' ids, for example "leads". */
  id: string;
  /** Heading on the cheat sheet. */
  group: string;
  count: number;
  /** The selected place; -1 for none. */
  index: number;
  select(index: number): void;
  open(index: number): void;
}

const PAGE = 12;
const OWN_ARROWS =
  'textarea, select, [type=radio], [type=date], [type=time], [type=number], [role=combobox], [role=listbox][data-own-keys], [role=menu], [role=dialog], [role=tablist], [role=radiogroup], form[data-own-keys]';
const OWN_ENTER =
  'button, a, textarea, select, input:not([type=search]), [role=menu], [role=dialog], form[data-own-keys]';

/** Answers the keys while the component is there. */
export function useListKeys(keys: ListKeys): void {
  useMove(keys, 'down', ['ArrowDown', 'j'], say('Next'), keys.index + 1);
  useMove(keys, 'up', ['ArrowUp', 'k'], say('Previous'), keys.index - 1);
  useMove(keys, 'page-down', ['PageDown'], say('A page down'), keys.index + PAGE);
  useMove(keys, 'page-up', ['PageUp'], say('A page up'), keys.index - PAGE);
  useMove(keys, 'first', ['Home'], say('First'), 0, false);
  useMove(keys, 'last', ['End'], say('Last'), keys.count - 1, false);
  useShortcut({
    id: `${keys.id}.open`,
    keys: ['Enter'],
    label: say('Open'),
    group: keys.group,
    inText: true,
    moves: true,
    run: (event) => {
      if (belongsTo(event, OWN_ENTER) || keys.index < 0) return false;
      keys.open(keys.index);
    },
  });
}

// Home and End stay with the text that is written.
function useMove(
  list: ListKeys,
  name: string,
  keys: string[],
  label: string,
  to: number,
  inText = true,
): void {
  useShortcut({
    id: `${list.id}.${name}`,
    keys,
    label,
    group: list.group,
    inText,
    moves: true,
    run: (event) => {
      if (belongsTo(event, OWN_ARROWS) || list.count === 0) return false;
      list.select(Math.max(0, Math.min(list.count - 1, to)));
    },
  });
}

// Some controls use the same keys for themselves.
const belongsTo = (event: KeyboardEvent, selector: string): boolean =>
  event.target instanceof Element && event.target.closest(selector) !== null;
