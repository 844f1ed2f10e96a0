// Short words about what was just done, for ten seconds, with the way back. What was done stays undoable by key after
// its words are gone, the newest first.
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useShortcut } from './shortcuts.tsx';
import css from './toasts.module.css';

export interface Toast {
  words: string;
  /** Takes back what was done; text that it gives is said in place of "Undone". */
  undo?: () => Promise<unknown>;
  /** A way on, beside the way back. */
  way?: { label: string; go(): void };
}

interface Shown extends Toast {
  number: number;
}

export const TOAST_MS = 10_000;
const REMEMBERED = 50;

/** The toasts of one page: the newest shown one, and what can still be taken back. */
export function createToasts() {
  let shown: Shown | null = null;
  let undoable: readonly Shown[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: Shown | null) => {
    shown = next;
    for (const listener of listeners) listener();
  };
  const next = (toast: Toast): Shown => {
    count += 1;
    return { ...toast, number: count };
  };
  const takeBack = async (toast: Shown | undefined): Promise<void> => {
    if (toast?.undo === undefined) return;
    undoable = undoable.filter((other) => other !== toast);
    const said = await toast.undo();
    set(next({ words: typeof said === 'string' ? said : `Undone. (${toast.words.replace(/\.$/, '')})` }));
  };
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    shown: () => shown,
    /** Shows the words in place of those before. */
    show(toast: Toast) {
      const entry = next(toast);
      if (toast.undo) undoable = [entry, ...undoable].slice(0, REMEMBERED);
      set(entry);
    },
    hide(number: number) {
      if (shown?.number === number) set(null);
    },
    /** Forgets everything, when another person signs in. */
    clear() {
      undoable = [];
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
    canUndo: () => undoable.length > 0,
    undo: (number: number) => takeBack(undoable.find((toast) => toast.number === number)),
    /** Takes back the newest act that has not been; answers whether there was one. */
    undoLast(): boolean {
      const [last] = undoable;
      void takeBack(last);
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
    label: 'Undo the last thing done',
    group: 'Everywhere',
    run: () => toasts.undoLast(),
  });
  useShortcut({
    id: 'toast.way',
    keys: ['Alt+Enter'],
    label: 'Do what the last message offers',
    group: 'Everywhere',
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
      aria-label="Last action"
      className={css.region}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {toast && (
        <div key={toast.number} className={css.toast}>
          <span>{toast.words}</span>
          {toast.undo && (
            <button type="button" className={css.undo} onClick={() => void toasts.undo(toast.number)}>
              Undo
            </button>
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
