// Text as it is searched: without accents, case and punctuation, so that "Łódź" is found by "lodz".

const SPECIAL: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const MARKS = /\p{M}+/gu;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;
const SPECIALS = /[ßæœøłđðþı]/g;

/** The words of a text, lower-cased and plain, parted by single blanks. */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPECIALS, (letter) => SPECIAL[letter] ?? letter)
    .replace(NOT_WORDS, ' ')
    .trim();

/** The digits of a telephone number, its extension left out. */
export const digitsOf = (phone: string): string => (phone.split('x')[0] ?? '').replace(/\D/g, '');

/** Whether `word` is `wanted` or begins with it, but for one letter that is wrong, missing, too much or swapped. */
export function beginsNearly(word: string, wanted: string): boolean {
  let at = 0;
  while (at < wanted.length && word[at] === wanted[at]) at += 1;
  if (at === wanted.length) return true;
  const rest = wanted.slice(at + 1);
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(rest, at) ||
    word.startsWith(wanted.slice(at), at + 1) ||
    (word[at] === wanted[at + 1] &&
      word[at + 1] === wanted[at] &&
      word.startsWith(wanted.slice(at + 2), at + 2))
  );
}
