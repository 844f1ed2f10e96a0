// All words of the search, each with the leads that have it and how well they have it; found by how they begin without
// looking at the others.

export interface Word {
  word: string;
  /** Leads by id, with the rank of the best place at which they have it: the lower the better. */
  leads: Map<string, number>;
}

/** Words are kept by their first letters up to so many. */
const LETTERS = 3;

/** An empty vocabulary. */
export function createVocabulary() {
  const words = new Map<string, Word>();
  const beginnings = new Map<string, Set<Word>>();
  const startsOf = (word: string) =>
    Array.from({ length: Math.min(LETTERS, word.length) }, (_, at) => word.slice(0, at + 1));

  const wordOf = (word: string): Word => {
    const known = words.get(word);
    if (known) return known;
    const made: Word = { word, leads: new Map() };
    words.set(word, made);
    for (const start of startsOf(word)) {
      const among = beginnings.get(start);
      if (among) among.add(made);
      else beginnings.set(start, new Set([made]));
    }
    return made;
  };
  return {
    /** The lead has this word. */
    add(text: string, leadId: string, rank: number): Word {
      const word = wordOf(text);
      const before = word.leads.get(leadId);
      if (before === undefined || rank < before) word.leads.set(leadId, rank);
      return word;
    },
    remove(word: Word, leadId: string): void {
      word.leads.delete(leadId);
      if (word.leads.size > 0) return;
      words.delete(word.word);
      for (const start of startsOf(word.word)) beginnings.get(start)?.delete(word);
    },
    beginning(start: string): Word[] {
      const among = [...(beginnings.get(start.slice(0, LETTERS)) ?? [])];
      return start.length <= LETTERS ? among : among.filter(({ word }) => word.startsWith(start));
    },
    fitting: (fits: (word: string) => boolean): Word[] =>
      [...words.values()].filter(({ word }) => fits(word)),
  };
}
