// The one registry of keys. A component says which keys it answers while it is there; the cheat sheet lists them all.
// Keys that write a character act only outside text fields, and can be switched off and given other keys.
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { keptJson } from './read-kept.ts';
import { isCharacterKey, isTextField, pressedKey } from './shortcut-keys.ts';

export interface Shortcut {
  /** Names the act for remapping, for example "today.dial". */
  id: string;
  /** One or more keys, as pressedKey names them. The first is shown. */
  keys: readonly string[];
  /** What it does, for the cheat sheet. */
  label: string;
  /** Heading on the cheat sheet. */
  group: string;
  /** Also acts while text is being written. */
  inText?: boolean;
  /** Only moves through a list: nothing that one would look up by its name. */
  moves?: boolean;
  /** False answers "not mine now": the next registered one is asked. */
  run(event: KeyboardEvent): unknown;
}

export interface KeyPreferences {
  characterKeys: boolean;
  /** Other keys, by the id of the shortcut. */
  remapped: Readonly<Record<string, readonly string[]>>;
}

const STORED_AS = 'callbook:keys';
const DEFAULTS: KeyPreferences = { characterKeys: true, remapped: {} };

/** The registry: a stack, the newest answer first. `storage` keeps the person's preferences. */
export function createShortcuts(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  let stack: readonly { current: Shortcut }[] = [];
  let seen: readonly Shortcut[] = [];
  let preferences = readPreferences(storage.getItem(STORED_AS));
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const keysOf = (shortcut: Shortcut) => preferences.remapped[shortcut.id] ?? shortcut.keys;
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    all: () => stack,
    /** Every shortcut that has been registered since the start, for the screen where keys are chosen. */
    seen: () => seen,
    keysOf,
    preferences: () => preferences,
    prefer(changes: Partial<KeyPreferences>) {
      preferences = { ...preferences, ...changes };
      storage.setItem(STORED_AS, JSON.stringify(preferences));
      changed();
    },
    register(entry: { current: Shortcut }) {
      stack = [entry, ...stack];
      if (!seen.some(({ id }) => id === entry.current.id)) seen = [...seen, entry.current];
      changed();
      return () => {
        stack = stack.filter((other) => other !== entry);
        changed();
      };
    },
    press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const key = pressedKey(event);
      const writing = isTextField(event.target);
      if (isCharacterKey(key) && (writing || !preferences.characterKeys)) return;
      const dialog = document.querySelector('[aria-modal="true"]') !== null;
      for (const { current } of stack) {
        if ((writing && !current.inText) || (dialog && current.group !== 'Dialog')) continue;
        if (keysOf(current).includes(key) && current.run(event) !== false) {
          event.preventDefault();
          return;
        }
      }
    },
  };
}

export type Shortcuts = ReturnType<typeof createShortcuts>;

function readPreferences(text: string | null): KeyPreferences {
  const kept = keptJson(text);
  if (typeof kept !== 'object' || kept === null) return DEFAULTS;
  const characterKeys = !('characterKeys' in kept) || kept.characterKeys !== false;
  return { characterKeys, remapped: 'remapped' in kept ? keyLists(kept.remapped) : {} };
}

function keyLists(value: unknown): KeyPreferences['remapped'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, keys]) =>
      Array.isArray(keys) ? [[id, keys.filter((key) => typeof key === 'string')]] : [],
    ),
  );
}

const ShortcutsContext = createContext<Shortcuts | null>(null);

/** Gives the registry to everything below, and listens on the window. */
export function ShortcutsProvider({ shortcuts, children }: { shortcuts: Shortcuts; children: ReactNode }) {
  useEffect(() => {
    window.addEventListener('keydown', shortcuts.press);
    return () => window.removeEventListener('keydown', shortcuts.press);
  }, [shortcuts]);
  return <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>;
}

/** The registry. Throws outside its provider. */
export function useShortcuts(): Shortcuts {
  const shortcuts = useContext(ShortcutsContext);
  if (shortcuts === null) throw new Error('useShortcuts needs a ShortcutsProvider');
  return shortcuts;
}

/** Answers the shortcut's keys while the component is there. `run` may change with every render. */
export function useShortcut(shortcut: Shortcut, active = true): void {
  const shortcuts = useShortcuts();
  const entry = useRef(shortcut);
  useEffect(() => {
    entry.current = shortcut;
  });
  useEffect(() => (active ? shortcuts.register(entry) : undefined), [shortcuts, active]);
}

interface Listed {
  shortcut: Shortcut;
  keys: readonly string[];
}

/** The keys that are answered now, without repeats, for the cheat sheet. */
export function useShortcutList(): Listed[] {
  const shortcuts = useShortcuts();
  const stack = useSyncExternalStore(shortcuts.subscribe, shortcuts.all);
  const preferences = useSyncExternalStore(shortcuts.subscribe, shortcuts.preferences);
  return useMemo(() => {
    const byId = new Map([...stack].reverse().map(({ current }) => [current.id, current]));
    return listed([...byId.values()], preferences);
  }, [stack, preferences]);
}

/** The keys of every screen that has been opened, for the screen where keys are chosen. */
export function useSeenShortcuts(): Listed[] {
  const shortcuts = useShortcuts();
  const seen = useSyncExternalStore(shortcuts.subscribe, shortcuts.seen);
  const preferences = useSyncExternalStore(shortcuts.subscribe, shortcuts.preferences);
  return useMemo(() => listed(seen, preferences), [seen, preferences]);
}

/** The first key of a shortcut as the person has it, whether its screen is open or not; `usual` where he has chosen none. */
export function useChosenKey(): (id: string | undefined, usual: string) => string {
  const shortcuts = useShortcuts();
  const { remapped } = useSyncExternalStore(shortcuts.subscribe, shortcuts.preferences);
  return (id, usual) => (id === undefined ? usual : (remapped[id]?.[0] ?? usual));
}

const listed = (shortcuts: readonly Shortcut[], { remapped }: KeyPreferences): Listed[] =>
  shortcuts.map((shortcut) => ({ shortcut, keys: remapped[shortcut.id] ?? shortcut.keys }));
