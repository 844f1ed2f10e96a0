// Finds notes by their words, the newest first. The index of the library (MiniSearch) is kept in a part for each month, so
// that a word which stands in half of all notes is looked up in the newest months only: there is room for a few.
import MiniSearch from 'minisearch';
import { plainWords } from '../desk/plain-words.ts';
import type { NoteChanges, NoteHit, SearchedNote } from './search-types.ts';

export interface NoteIndex {
  take(changes: NoteChanges): void;
  find(query: string, limit: number): NoteHit[];
}

/** A beginning of one or two letters says nothing about a note. */
const LETTERS = 3;
const FORGIVING_FROM = 4;
const TWO_TYPOS_FROM = 8;
/** Notes in one part, where a month brings more. */
const PART = 2_500;

type Part = MiniSearch<{ id: string; text: string }>;

/** An empty index. */
export function createNoteIndex(): NoteIndex {
  const notes = new Map<string, { note: SearchedNote; part: Part }>();
  /** Parts by month. */
  const months = new Map<string, Part[]>();

  const partFor = (month: string): Part => {
    const parts = months.get(month) ?? [];
    const last = parts.at(-1);
    if (last && last.documentCount < PART) return last;
    const made: Part = new MiniSearch({
      fields: ['text'],
      tokenize: (text) => plainWords(text).split(' '),
      processTerm: (word) => word || null,
    });
    months.set(month, [...parts, made]);
    return made;
  };
  const remove = (id: string) => {
    const known = notes.get(id);
    if (!known) return;
    notes.delete(id);
    known.part.discard(id);
  };
  const inMonth = (parts: readonly Part[], query: string, forgiving: boolean): NoteHit[] =>
    parts
      .flatMap((part) =>
        part.search(query, {
          combineWith: 'AND',
          prefix: true,
          fuzzy:
            forgiving &&
            ((word) => (word.length < FORGIVING_FROM ? false : word.length < TWO_TYPOS_FROM ? 1 : 2)),
        }),
      )
      .flatMap(({ id, terms }) => {
        const note = notes.get(id)?.note;
        return note ? [{ note, terms }] : [];
      })
      .sort((a, b) => (a.note.at < b.note.at ? 1 : a.note.at > b.note.at ? -1 : 0))
      .map(({ note, terms }) => ({ ...note, text: around(note.text, new Set(terms)) }));

  return {
    take: (changes) => {
      for (const id of changes.gone) remove(id);
      for (const note of changes.notes) {
        remove(note.id);
        const part = partFor(note.at.slice(0, 7));
        part.add({ id: note.id, text: note.text });
        notes.set(note.id, { note, part });
      }
    },
    find: (query, limit) => {
      const words = plainWords(query).split(' ');
      if (!words.some((word) => word.length >= LETTERS)) return [];
      const newest = [...months.keys()].sort().reverse();
      for (const forgiving of [false, true]) {
        const hits: NoteHit[] = [];
        for (const month of newest) {
          hits.push(...inMonth(months.get(month) ?? [], query, forgiving).slice(0, limit - hits.length));
          if (hits.length >= limit) break;
        }
        if (hits.length > 0) return hits;
      }
      return [];
    },
  };
}

const BEFORE = 36;
const AFTER = 110;

/** A piece of the text around the first of the plain words, with dots where it goes on. */
export function around(text: string, words: ReadonlySet<string>): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const first = [...plain.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].find(([word]) =>
    plainWords(word)
      .split(' ')
      .some((one) => words.has(one)),
  );
  const at = first?.index ?? 0;
  const start = at <= BEFORE ? 0 : plain.lastIndexOf(' ', at - BEFORE) + 1;
  const rest = plain.slice(start);
  if (rest.length <= BEFORE + AFTER) return `${start > 0 ? '… ' : ''}${rest}`;
  const end = rest.lastIndexOf(' ', BEFORE + AFTER);
  return `${start > 0 ? '… ' : ''}${rest.slice(0, end > 0 ? end : BEFORE + AFTER)} …`;
}
