// Finds leads while a person types: every word of the query must begin a word of the lead, digits must stand in a number
// of it. Where nothing fits, one typo in each longer word is forgiven.
import type { SearchHit } from '../desk-types.ts';
import type { DeskEntry } from './entry.ts';
import { beginsNearly, digitsOf, plainWords } from './plain-words.ts';

type Kind = SearchHit['matched']['kind'];

interface Indexed {
  entry: DeskEntry;
  words: { word: string; kind: Kind; text: string; rank: number }[];
  phones: { digits: string; text: string }[];
}

export interface SearchIndex {
  /** These entries are new or have changed. */
  put(entry: DeskEntry): void;
  remove(leadId: string): void;
  find(query: string, limit: number): SearchHit[];
}

const FORGIVING_FROM = 4;
const DIGITS_FROM = 3;
/** A hit in a field further down the list stands after all hits above it. */
const RANKS: Record<Kind, number> = { name: 0, company: 1, poc: 2, city: 3, email: 4, tag: 5, phone: 6 };

/** An empty index. */
export function createSearchIndex(): SearchIndex {
  const indexed = new Map<string, Indexed>();
  const byWord = new Map<string, Set<string>>();

  const remove = (leadId: string) => {
    for (const { word } of indexed.get(leadId)?.words ?? []) {
      const ids = byWord.get(word);
      ids?.delete(leadId);
      if (ids?.size === 0) byWord.delete(word);
    }
    indexed.delete(leadId);
  };
  const leadsWith = (fitting: (word: string) => boolean): Set<string> => {
    const ids = new Set<string>();
    for (const [word, having] of byWord) if (fitting(word)) for (const id of having) ids.add(id);
    return ids;
  };

  return {
    put: (entry) => {
      remove(entry.lead_id);
      if (entry.lead === null || entry.lead.deleted_at !== null || entry.lead.merged_into_id !== null) return;
      const made = indexOf(entry);
      indexed.set(entry.lead_id, made);
      for (const { word } of made.words) {
        const ids = byWord.get(word);
        if (ids) ids.add(entry.lead_id);
        else byWord.set(word, new Set([entry.lead_id]));
      }
    },
    remove,
    find: (query, limit) => {
      const digits = digitsOf(query);
      if (/^[\d\s+()./-]+$/.test(query) && digits.length >= DIGITS_FROM)
        return byDigits(
          indexed,
          digits,
          leadsWith((word) => word.startsWith(digits)),
        ).slice(0, limit);
      const wanted = plainWords(query).split(' ').filter(Boolean);
      if (wanted.length === 0) return [];
      const exact = (word: string) => (candidate: string) => candidate.startsWith(word);
      const nearly = (word: string) =>
        word.length < FORGIVING_FROM ? exact(word) : (candidate: string) => beginsNearly(candidate, word);
      for (const fitting of [exact, nearly]) {
        const tests = wanted.map(fitting);
        const ids = tests.map(leadsWith).reduce(both);
        const hits = [...ids].flatMap((id) => hitOf(indexed.get(id), tests) ?? []);
        if (hits.length > 0)
          return hits
            .sort(bestFirst)
            .slice(0, limit)
            .map(({ hit }) => hit);
      }
      return [];
    },
  };
}

const both = (a: Set<string>, b: Set<string>): Set<string> => new Set([...a].filter((id) => b.has(id)));

function indexOf(entry: DeskEntry): Indexed {
  const { lead, pocs } = entry;
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
  const words = texts.flatMap(([kind, text]) =>
    text
      ? plainWords(text)
          .split(' ')
          .map((word, at) => ({ word, kind, text, rank: RANKS[kind] * 2 + Number(at > 0) }))
      : [],
  );
  const numbers = [lead?.phone, ...pocs.map(({ phone }) => phone)];
  const phones = numbers.flatMap((text) => (text ? [{ digits: digitsOf(text), text }] : []));
  return { entry, words, phones };
}

// People type a number with or without its country code and trunk zero: the digits may stand anywhere in it.
function byDigits(indexed: Map<string, Indexed>, digits: string, named: ReadonlySet<string>): SearchHit[] {
  const wanted = digits.replace(/^0+/, '');
  const hits: { hit: SearchHit; rank: number }[] = [];
  for (const { entry, phones, words } of indexed.values()) {
    const found = phones.find((phone) => phone.digits.includes(wanted));
    const name = named.has(entry.lead_id) && words.find(({ word }) => word.startsWith(digits));
    if (found)
      hits.push({ hit: asHit(entry, 'phone', found.text), rank: found.digits.endsWith(wanted) ? 0 : 1 });
    else if (name) hits.push({ hit: asHit(entry, name.kind, name.text), rank: 2 });
  }
  return hits.sort(bestFirst).map(({ hit }) => hit);
}

function hitOf(found: Indexed | undefined, tests: ((word: string) => boolean)[]) {
  if (!found) return null;
  const matches = tests.map((test) =>
    found.words
      .filter(({ word }) => test(word))
      .reduce((best, next) => (next.rank < best.rank ? next : best), NONE),
  );
  const shown = matches.reduce((worst, next) => (next.rank > worst.rank ? next : worst));
  const rank = matches.reduce((sum, { rank: one }) => sum + one, 0);
  return { hit: asHit(found.entry, shown.kind, shown.text), rank };
}

const NONE = { word: '', kind: 'name' as Kind, text: '', rank: 99 };

function asHit({ lead_id, lead }: DeskEntry, kind: Kind, text: string): SearchHit {
  const { name = '', company = null, city = null, state = '' } = lead ?? {};
  return { lead_id, name, company, city, state, matched: { kind, text } };
}

const bestFirst = (a: { hit: SearchHit; rank: number }, b: { hit: SearchHit; rank: number }): number =>
  a.rank - b.rank ||
  (a.hit.name < b.hit.name ? -1 : a.hit.name > b.hit.name ? 1 : a.hit.lead_id < b.hit.lead_id ? -1 : 1);
