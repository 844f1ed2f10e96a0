// The quick note's key works in every program, while the app is not in front. In front, the key is the page's own.

const KEY = 'CommandOrControl+Shift+N';

/** The parts of Electron that are used. */
export type ShortcutDeps = {
  shortcuts: { register(key: string, pressed: () => void): boolean; unregister(key: string): void };
  window: { on(event: 'focus' | 'blur' | 'closed', listener: () => void): unknown };
  pressed: () => void;
};

/** Takes the key whenever the window loses the focus and gives it back when it has it again, or is closed. */
export function setUpQuickNoteShortcut({ shortcuts, window, pressed }: ShortcutDeps): void {
  let taken = false;
  const giveBack = (): void => {
    if (taken) shortcuts.unregister(KEY);
    taken = false;
  };
  window.on('blur', () => {
    if (!taken) taken = shortcuts.register(KEY, pressed);
  });
  window.on('focus', giveBack);
  window.on('closed', giveBack);
}
