// Which letters of a text were asked for: the beginnings of its words, or a whole word where a typo was forgiven.
import { beginsNearly, plainWords } from '../../replica/desk/plain-words.ts';

export interface Part {
  /** Where it stands in the text. */
  at: number;
  text: string;
  marked: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const FORGIVING_FROM = 4;

/** The text in parts; `query` as it was typed. */
export function markedParts(text: string, query: string): Part[] {
  const asked = plainWords(query).split(' ').filter(Boolean);
  const parts: Part[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (to > from) parts.push({ at: from, text: text.slice(from, to), marked });
  };
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const length = markedLength(word, asked);
    if (length === 0) continue;
    add(end, index, false);
    add(index, index + length, true);
    end = index + length;
  }
  add(end, text.length, false);
  return parts;
}

function markedLength(word: string, asked: readonly string[]): number {
  const plain = plainWords(word);
  const begins = asked.filter((one) => plain.startsWith(one)).sort((a, b) => b.length - a.length)[0];
  if (begins !== undefined) return lettersFor(word, begins.length);
  return asked.some((one) => one.length >= FORGIVING_FROM && beginsNearly(plain, one)) ? word.length : 0;
}

// A letter may be several when it is plain, and an accent none: "ß" is "ss".
function lettersFor(word: string, plainLength: number): number {
  for (let length = 1; length < word.length; length += 1)
    if (plainWords(word.slice(0, length)).length >= plainLength) return length;
  return word.length;
}
