// Keys as people press them, on several layouts.
import { describe, expect, it } from 'vitest';
import { isCharacterKey, isTextField, type KeyPress, keyWords, pressedKey } from './shortcut-keys.ts';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): string =>
  pressedKey({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('the name of a key press', () => {
  it.each([
    ['a letter', press('c', 'KeyC'), 'c'],
    ['a letter with caps lock', press('C', 'KeyC'), 'c'],
    ['a letter with shift', press('A', 'KeyA', { shiftKey: true }), 'Shift+a'],
    ['Ctrl with Enter', press('Enter', 'Enter', { ctrlKey: true }), 'Ctrl+Enter'],
    ['Command, which is the Mac’s Ctrl', press('z', 'KeyZ', { metaKey: true }), 'Ctrl+z'],
    ['Alt with a digit', press('1', 'Digit1', { altKey: true }), 'Alt+1'],
    ['a question mark, which needs shift', press('?', 'Slash', { shiftKey: true }), '?'],
    [
      'a slash that needs shift, as in Germany',
      press('/', 'Digit7', { ctrlKey: true, shiftKey: true }),
      'Ctrl+/',
    ],
    ['a digit on the number pad', press('4', 'Numpad4'), '4'],
    ['a digit key that writes a sign, as in France', press('&', 'Digit1'), '1'],
    ['a Cyrillic letter, by its place', press('о', 'KeyJ'), 'j'],
    ['a letter without a Latin place', press('ß', 'Minus'), 'ß'],
    ['an arrow', press('ArrowDown', 'ArrowDown'), 'ArrowDown'],
  ])('%s', (_what, name, expected) => {
    expect(name).toBe(expected);
  });

  it('is written for people', () => {
    expect(['Ctrl+Enter', 'j', 'ArrowDown', 'Shift+a', ' ', '+'].map(keyWords)).toEqual([
      'Ctrl + Enter',
      'J',
      '↓',
      'Shift + A',
      'Space',
      '+',
    ]);
  });

  it('tells keys that write a character from those that do not', () => {
    expect(['c', 'Shift+a', '?', 'Ctrl+z', 'Enter', 'ArrowUp'].filter(isCharacterKey)).toEqual([
      'c',
      'Shift+a',
      '?',
    ]);
  });
});

describe('a text field', () => {
  const made = (html: string): Element | null => {
    const holder = document.createElement('div');
    holder.innerHTML = html;
    return holder.firstElementChild;
  };

  it.each(['<input>', '<input type="email">', '<textarea></textarea>', '<select></select>'])(
    'is %s',
    (html) => {
      expect(isTextField(made(html))).toBe(true);
    },
  );

  it.each(['<input type="radio">', '<button></button>', '<div></div>'])('is not %s', (html) => {
    expect(isTextField(made(html))).toBe(false);
  });

  it('is what can be edited in place', () => {
    expect(isTextField(made('<p contenteditable="true"></p>'))).toBe(true);
    expect(isTextField(null)).toBe(false);
  });
});
