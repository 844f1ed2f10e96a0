// A language for tests in which every letter of a message is another one, so that what is on the screen in Latin letters
// has been said in no message. Days, numbers and lists come from a language that has no Latin letters either.
import { IntlMessageFormat } from 'intl-messageformat';
import { type Catalog, createTongue, type Tongue } from '#domain/tongue.ts';

/** "Тgebr" for "Label": Cyrillic letters of the same case. */
export const foreign = (words: string): string =>
  words
    .replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 97 + 0x430))
    .replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 65 + 0x410));

/** Every message in foreign letters, with its values, plurals and elements as they are. */
export function createPseudoTongue(): Tongue {
  const catalog = new Proxy<Catalog>(
    {},
    { get: (_, message) => written(new IntlMessageFormat(String(message), 'en').getAst() as Part[]) },
  );
  return createTongue({ locale: 'ru', catalog });
}

interface Part {
  type: number;
  value: string;
  options?: Record<string, { value: Part[] }>;
  children?: Part[];
  pluralType?: string;
}

// Source: @formatjs/icu-messageformat-parser, TYPE: literal 0, argument 1, select 5, plural 6, pound 7, tag 8.
const written = (parts: readonly Part[]): string =>
  parts
    .map(({ type, value, options, children }) => {
      if (type === 0) return foreign(value);
      if (type === 1) return `{${value}}`;
      if (type === 7) return '#';
      if (type === 8) return `<${value}>${written(children ?? [])}</${value}>`;
      const choices = Object.entries(options ?? {}).map(
        ([name, option]) => `${name} {${written(option.value)}}`,
      );
      return `{${value}, ${type === 5 ? 'select' : 'plural'}, ${choices.join(' ')}}`;
    })
    .join('');

// Names of things that are the same in every language.
const SAME =
  /\S+@\S+|Callbook|English|\b(?:UTC|EUR|CSV|KAM|API|ics|km|Berlin|Europe|Ctrl|Alt|Shift|Esc|Enter|Space|[A-Z])\b|\+\d[dw]|tomorrow 3pm|\d{4}-\d\d\S*/g;
const SPOKEN = ['title', 'placeholder', 'aria-label', 'alt', 'aria-description'];

/** What stands in Latin letters within an element: texts, and attributes that are read out. Keys and code are no words. */
export function latinWords(root: Element): string[] {
  const found = new Set<string>();
  const note = (words: string | null) => {
    const left = (words ?? '').replace(SAME, '');
    if (/[A-Za-z]{2}/.test(left)) found.add((words ?? '').trim());
  };
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.closest('kbd, code, style, script, [translate="no"]')) continue;
    if (element.closest('[aria-hidden="true"]') === null)
      for (const name of SPOKEN) note(element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) note(node.textContent);
  }
  return [...found];
}
