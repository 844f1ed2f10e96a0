import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { setUpQuickNoteShortcut } from './quick-note-shortcut.ts';

function setUp(free = true) {
  const taken = new Map<string, () => void>();
  const window = new EventEmitter();
  let notes = 0;
  setUpQuickNoteShortcut({
    shortcuts: {
      register: (key, pressed) => free && taken.set(key, pressed).has(key),
      unregister: (key) => void taken.delete(key),
    },
    window,
    pressed: () => notes++,
  });
  return { taken, window, notes: () => notes };
}

test('the key is taken while the app is behind, and given back in front and at the end', () => {
  const { taken, window, notes } = setUp();
  expect(taken.size).toBe(0);
  window.emit('blur');
  window.emit('blur');
  expect([...taken.keys()]).toEqual(['CommandOrControl+Shift+N']);
  taken.get('CommandOrControl+Shift+N')?.();
  expect(notes()).toBe(1);
  window.emit('focus');
  expect(taken.size).toBe(0);
  window.emit('blur');
  window.emit('closed');
  expect(taken.size).toBe(0);
});

test('a key that another program has is left to it', () => {
  const { taken, window } = setUp(false);
  window.emit('blur');
  window.emit('focus');
  expect(taken.size).toBe(0);
});
