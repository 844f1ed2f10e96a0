// Finds leads while a person types: every word of the query must begin a word of the lead, digits must stand in a number
// of it. Where nothing fits, one typo in each longer word is forgiven.
import type { SearchHit } from '../desk-types.ts';
import { type DeskEntry, emptyEntry } from './entry.ts';
import { beginsNearly, digitsOf, plainWords } from './plain-words.ts';
import { createVocabulary, type Word } from './vocabulary.ts';

type Kind = SearchHit['matched']['kind'];

interface Indexed {
  entry: DeskEntry;
  /** Each word once. */
  words: readonly Word[];
  /** Digits of all numbers, parted by blanks. */
  digits: string;
}

export interface SearchIndex {
  /** These entries are new or have changed. */
  put(entry: DeskEntry): void;
  remove(leadId: string): void;
  find(query: string, limit: number): SearchHit[];
  /** The leads that `find` would find. */
  ids(query: string): Set<string>;
}

const FORGIVING_FROM = 4;
const DIGITS_FROM = 3;
/** A hit in a field further down the list stands after all hits above it. */
const RANKS: Record<Kind, number> = { name: 0, company: 1, poc: 2, city: 3, email: 4, tag: 5, phone: 6 };

/** An empty index. */
export function createSearchIndex(): SearchIndex {
  const indexed = new Map<string, Indexed>();
  const vocabulary = createVocabulary();

  const remove = (leadId: string) => {
    for (const word of indexed.get(leadId)?.words ?? []) vocabulary.remove(word, leadId);
    indexed.delete(leadId);
  };
  const exact: Expand = (asked) => vocabulary.beginning(asked);
  const nearly: Expand = (asked) =>
    asked.length < FORGIVING_FROM ? exact(asked) : vocabulary.fitting((word) => beginsNearly(word, asked));

  /** The leads that have a word of each of the lists, with the sum of their ranks. */
  const having = (wanted: readonly Word[][]): Map<string, number> => {
    const [fewest = [], ...others] = [...wanted].sort((a, b) => leadsIn(a) - leadsIn(b));
    const ranks = new Map<string, number>();
    for (const { leads } of fewest)
      for (const [id, rank] of leads) {
        const before = ranks.get(id);
        if (before === undefined || rank < before) ranks.set(id, rank);
      }
    for (const other of others.map((words) => new Set(words)))
      for (const [id, sum] of ranks) {
        let best = NONE;
        for (const word of indexed.get(id)?.words ?? [])
          if (other.has(word)) best = Math.min(best, word.leads.get(id) ?? NONE);
        if (best === NONE) ranks.delete(id);
        else ranks.set(id, sum + best);
      }
    return ranks;
  };
  // People type a number with or without its country code and trunk zero: the digits may stand anywhere in it.
  const byDigits = (digits: string): Ranked => {
    const ranks = new Map<string, number>();
    for (const { leads } of vocabulary.beginning(digits)) for (const id of leads.keys()) ranks.set(id, 2);
    const wanted = digits.replace(/^0+/, '');
    for (const [id, one] of indexed)
      if (wanted !== '' && one.digits.includes(wanted))
        ranks.set(id, `${one.digits} `.includes(`${wanted} `) ? 0 : 1);
    return { ranks, wanted: [vocabulary.beginning(digits)], digits: wanted };
  };
  const ranked = (query: string): Ranked => {
    const digits = digitsOf(query);
    if (/^[\d\s+()./-]+$/.test(query) && digits.length >= DIGITS_FROM) return byDigits(digits);
    const asked = plainWords(query).split(' ').filter(Boolean);
    for (const expand of asked.length === 0 ? [] : [exact, nearly]) {
      const wanted = asked.map(expand);
      const ranks = wanted.some((words) => words.length === 0) ? NOBODY : having(wanted);
      if (ranks.size > 0) return { ranks, wanted, digits: null };
    }
    return { ranks: NOBODY, wanted: [], digits: null };
  };
  const entryOf = (id: string) => indexed.get(id)?.entry ?? emptyEntry(id);

  return {
    put: (entry) => {
      remove(entry.lead_id);
      if (entry.lead === null || entry.lead.deleted_at !== null || entry.lead.merged_into_id !== null) return;
      const { lead_id } = entry;
      const words = new Set(wordsOf(entry).map(({ word, rank }) => vocabulary.add(word, lead_id, rank)));
      const digits = numbersOf(entry).map(digitsOf).join(' ');
      indexed.set(lead_id, { entry, words: [...words], digits });
    },
    remove,
    find: (query, limit) => {
      const { ranks, wanted, digits } = ranked(query);
      const nameOf = (id: string) => indexed.get(id)?.entry.lead?.name ?? '';
      return bestOf(ranks, limit, nameOf).map((id) => hitOf(entryOf(id), wanted, digits));
    },
    ids: (query) => new Set(ranked(query).ranks.keys()),
  };
}

type Expand = (asked: string) => Word[];

interface Ranked {
  ranks: ReadonlyMap<string, number>;
  /** For each asked word the words that it may be. */
  wanted: readonly (readonly Word[])[];
  /** What was asked for in numbers; null where words were. */
  digits: string | null;
}

const NONE = 99;
const NOBODY = new Map<string, number>();
const leadsIn = (words: readonly Word[]): number => words.reduce((sum, { leads }) => sum + leads.size, 0);

function wordsOf({ lead, pocs }: DeskEntry): { word: string; kind: Kind; text: string; rank: number }[] {
  const texts: [Kind, string | null | undefined][] = [
    ['name', lead?.name],
    ['name', lead?.first_name],
    ['name', lead?.last_name],
    ['company', lead?.company],
    ['city', lead?.city],
    ['email', lead?.email],
    ...(lead?.tags ?? []).map((tag): [Kind, string] => ['tag', tag]),
    ...pocs.flatMap((poc): [Kind, string | null][] => [
      ['poc', poc.name],
      ['email', poc.email],
    ]),
  ];
  return texts.flatMap(([kind, text]) =>
    (text ? plainWords(text).split(' ').filter(Boolean) : []).map((word, at) => ({
      ...{ word, kind, text: text ?? '' },
      rank: RANKS[kind] * 2 + Number(at > 0),
    })),
  );
}

const numbersOf = ({ lead, pocs }: DeskEntry): string[] =>
  [lead?.phone, ...pocs.map(({ phone }) => phone)].filter((text) => text != null && text !== '') as string[];

/** Of each asked word the best place counts, and of all of them the one that the name shows least is told. */
function hitOf(entry: DeskEntry, wanted: Ranked['wanted'], digits: string | null): SearchHit {
  const number = digits && numbersOf(entry).find((text) => digitsOf(text).includes(digits));
  if (number) return asHit(entry, 'phone', number);
  const own = wordsOf(entry);
  const places = wanted.flatMap((words) => {
    const fitting = new Set(words.map(({ word }) => word));
    const found = own.filter(({ word }) => fitting.has(word));
    return found.length === 0 ? [] : [found.reduce((best, next) => (next.rank < best.rank ? next : best))];
  });
  const { kind, text } = places.reduce(
    (worst, next) => (next.rank > worst.rank ? next : worst),
    places[0] ?? { kind: 'name' as const, text: '', rank: 0 },
  );
  return asHit(entry, kind, text);
}

function asHit({ lead_id, lead }: DeskEntry, kind: Kind, text: string): SearchHit {
  const { name = '', company = null, city = null, state = '' } = lead ?? {};
  return { lead_id, name, company, city, state, matched: { kind, text } };
}

/**
 * The first `limit` by rank, then by name. Of a beginning that half of all leads have, only as many are compared by name as
 * there is room for.
 */
function bestOf(ranks: ReadonlyMap<string, number>, limit: number, nameOf: (id: string) => string): string[] {
  const byRank = new Map<number, string[]>();
  for (const [id, rank] of ranks) {
    const among = byRank.get(rank);
    if (among) among.push(id);
    else byRank.set(rank, [id]);
  }
  const best: string[] = [];
  for (const rank of [...byRank.keys()].sort((a, b) => a - b)) {
    if (best.length >= limit) break;
    best.push(...firstByName(byRank.get(rank) ?? [], limit - best.length, nameOf));
  }
  return best;
}

function firstByName(ids: readonly string[], room: number, nameOf: (id: string) => string): string[] {
  const first: { id: string; name: string }[] = [];
  for (const id of ids) {
    const one = { id, name: nameOf(id) };
    const last = first.at(-1);
    if (first.length >= room && last && !isBefore(one, last)) continue;
    first.splice(placeFor(first, one), 0, one);
    if (first.length > room) first.pop();
  }
  return first.map(({ id }) => id);
}

type Named = { id: string; name: string };

const isBefore = (a: Named, b: Named): boolean => a.name < b.name || (a.name === b.name && a.id < b.id);

function placeFor(sorted: readonly Named[], one: Named): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = sorted[middle];
    if (other && isBefore(other, one)) from = middle + 1;
    else to = middle;
  }
  return from;
}
