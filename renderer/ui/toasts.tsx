// Short words about what was just done, for ten seconds, with the way back. What was done stays in the history after its
// words are gone: by key the newest is taken back first, and what was taken back last is done again first.
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { say } from '../words/say.ts';
import { createHistory, type Doing, type Done } from './history.ts';
import { useShortcut } from './shortcuts.tsx';
import css from './toasts.module.css';

export interface Toast extends Partial<Doing> {
  words: string;
  /** A way on, beside the way back. */
  way?: { label: string; go(): void };
}

interface Shown extends Toast {
  number: number;
  /** What the words are about, where it can be taken back or done again. */
  act?: Done;
}

export const TOAST_MS = 10_000;

/** The toasts of one page: the newest shown one, and in `history` what was done. */
export function createToasts(history = createHistory()) {
  let shown: Shown | null = null;
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: Shown | null) => {
    shown = next;
    for (const listener of listeners) listener();
  };
  const tell = (toast: Omit<Shown, 'number'>) => {
    count += 1;
    set({ ...toast, number: count });
  };
  const turn = async (act: Done | undefined, way: 'undo' | 'redo'): Promise<void> => {
    if (act === undefined) return;
    const turned = await history[way](act.number);
    const about = `(${act.words.replace(/\.$/, '')})`;
    const now = history.find(act.number);
    if (turned === 'changed')
      tell({
        words:
          way === 'undo'
            ? say('Nothing is left to undo: it was changed since. {about}', { about })
            : say('Nothing is left to redo: it was changed since. {about}', { about }),
      });
    else if (turned === 'turned')
      tell({
        words: now?.said ?? `${way === 'undo' ? say('Undone') : say('Done again')}. ${about}`,
        ...(now ? { act: now } : {}),
      });
  };
  return {
    history,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    shown: () => shown,
    /** Shows the words in place of those before, and remembers what can be taken back. */
    show(toast: Toast) {
      const { words, undo, way, ...more } = toast;
      tell({ ...toast, ...(undo ? { act: history.add({ ...more, words, undo }) } : {}) });
    },
    hide(number: number) {
      if (shown?.number === number) set(null);
    },
    /** Forgets everything, when another person signs in. */
    clear() {
      history.close();
      set(null);
    },
    /** Takes the way on that the shown toast offers, once; answers whether there was one. */
    goOn(): boolean {
      const way = shown?.way;
      if (way === undefined) return false;
      set(null);
      way.go();
      return true;
    },
    /** Whether there is anything left to take back. */
    canUndo: () => history.next() !== undefined,
    undo: (number: number) => turn(history.find(number), 'undo'),
    redo: (number: number) => turn(history.find(number), 'redo'),
    /** Takes back the newest act that has not been; answers whether there was one. */
    undoLast(): boolean {
      const last = history.next();
      void turn(last, 'undo');
      return last !== undefined;
    },
    /** Does again what was taken back last; answers whether there was something. */
    redoLast(): boolean {
      const last = history.nextAgain();
      void turn(last, 'redo');
      return last !== undefined;
    },
  };
}

export type Toasts = ReturnType<typeof createToasts>;

const ToastsContext = createContext<Toasts | null>(null);

/** The page's toasts. Throws outside its provider. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (toasts === null) throw new Error('useToasts needs a ToastsProvider');
  return toasts;
}

/** Gives the toasts to everything below and shows them. */
export function ToastsProvider({ toasts, children }: { toasts: Toasts; children: ReactNode }) {
  useShortcut({
    id: 'undo',
    keys: ['Ctrl+z', 'u'],
    label: say('Undo the last thing done'),
    group: say('Everywhere'),
    run: () => toasts.undoLast(),
  });
  useShortcut({
    id: 'redo',
    keys: ['Ctrl+Shift+z', 'Ctrl+y'],
    label: say('Do again what was undone last'),
    group: say('Everywhere'),
    run: () => toasts.redoLast(),
  });
  useShortcut({
    id: 'toast.way',
    keys: ['Alt+Enter'],
    label: say('Do what the last message offers'),
    group: say('Everywhere'),
    inText: true,
    run: () => toasts.goOn(),
  });
  return (
    <ToastsContext value={toasts}>
      {children}
      <ToastRegion toasts={toasts} />
    </ToastsContext>
  );
}

function ToastRegion({ toasts }: { toasts: Toasts }) {
  const toast = useSyncExternalStore(toasts.subscribe, toasts.shown);
  const [held, setHeld] = useState(false);
  const number = toast?.number;
  useEffect(() => {
    if (number === undefined || held) return;
    const timer = setTimeout(() => toasts.hide(number), TOAST_MS);
    return () => clearTimeout(timer);
  }, [toasts, number, held]);
  return (
    <div
      role="status"
      aria-label={say('Last action')}
      className={css.region}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {toast && (
        <div key={toast.number} className={css.toast}>
          <span>{toast.words}</span>
          {toast.act && !toast.act.undone && <Turn act={toast.act} label={say('Undo')} turn={toasts.undo} />}
          {toast.act?.undone && toast.act.redo && (
            <Turn act={toast.act} label={say('Redo')} turn={toasts.redo} />
          )}
          {toast.way && (
            <button type="button" className={css.undo} onClick={() => toasts.goOn()}>
              {toast.way.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Turn({ act, label, turn }: { act: Done; label: string; turn(number: number): Promise<void> }) {
  return (
    <button type="button" className={css.undo} onClick={() => void turn(act.number)}>
      {label}
    </button>
  );
}
