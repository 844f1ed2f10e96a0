// What a key is called ("Ctrl+Enter", "j", "?") and whether an event is that key, on any keyboard layout.

/** The part of a keyboard event that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const SIGN = /^[!-/:-@[-`{-~]$/;
const LETTER = /^[a-z]$/;

/**
 * The name of a key press. Ctrl and the Mac's Command are one. Shift is named with letters and with keys that have a
 * name, not with signs, which each layout puts elsewhere. Letters and digits of layouts that lack them are taken from
 * the key's place.
 */
export function pressedKey(event: KeyPress): string {
  const key = plainKey(event);
  const shift = event.shiftKey && !SIGN.test(key) && !/^\d$/.test(key);
  return [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
    .filter(Boolean)
    .join('+');
}

function plainKey({ key, code, shiftKey }: KeyPress): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !shiftKey) return digit;
  if (key.length > 1) return key;
  const lower = key.toLowerCase();
  if (LETTER.test(lower) || SIGN.test(key) || /^\d$/.test(key)) return LETTER.test(lower) ? lower : key;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

/** Whether a key writes a character by itself, so that people must be able to switch it off (WCAG 2.1.4). */
export const isCharacterKey = (key: string): boolean => key.length === 1 || /^Shift\+.$/.test(key);

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** How a key is written for people: "Ctrl + Enter", "J". */
export const keyWords = (key: string): string =>
  key === '+'
    ? '+'
    : key
        .split('+')
        .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
        .join(' + ');

const WRITABLE_INPUTS = /^(text|search|email|password|url|tel|number|date|time|datetime-local|month|week)$/;

/** Whether what is typed there becomes text. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return WRITABLE_INPUTS.test(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
