// Searching at the size of a large workspace: the names by the desk's own index on the page's thread, the notes by the real
// finder with its worker. Names and words are made up, the same in every run, as uneven as they are in life.

import { aLead, aPoc } from '#domain/testing/builders.ts';
import type { DeskEntry } from '../../renderer/replica/desk/entry.ts';
import { emptyEntry } from '../../renderer/replica/desk/entry.ts';
import { createSearchIndex } from '../../renderer/replica/desk/search-index.ts';
import { createLive } from '../../renderer/replica/live.ts';
import { createFinder } from '../../renderer/replica/search/finder.ts';
import type { SearchedNote } from '../../renderer/replica/search/search-types.ts';

const SYLLABLES =
  'ka lo mi ra ten bor sel vin dor mar nis pe tra gun ols ber hal fis wat zu ri cha ment stein burg hof'.split(
    ' ',
  );
const LIMIT = { names: 8, notes: 5 };
const AT_ONCE = 400;
const MONTHS = 36;

/** The same numbers in every run. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  /** Few words stand in most texts. */
  const often = <T>(from: readonly T[]): T => from[Math.floor(from.length * next() ** 3)] as T;
  const word = () => Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(SYLLABLES)).join('');
  return { next, pick, often, words: (count: number) => Array.from({ length: count }, word) };
}

interface Filled {
  names: ReturnType<typeof createSearchIndex>;
  finder: ReturnType<typeof createFinder>;
  texts: string[];
  asked: { names: string[]; notes: string[] };
}

let filled: Filled | null = null;
const open = (): Filled => {
  if (filled === null) throw new Error('the search is empty');
  return filled;
};

export const findApi = {
  /** Fills both searches. Seconds until the names, and then the notes, can be asked for. */
  fillSearch: async (size: { leads: number; notes: number }): Promise<{ names: number; notes: number }> => {
    const { entries, notes, asked } = madeUp(size);
    const names = createSearchIndex();
    let start = performance.now();
    for (const entry of entries) names.put(entry);
    const named = (performance.now() - start) / 1000;
    start = performance.now();
    const finder = createFinder({
      source: { follow: () => () => undefined, parts: () => inParts(notes) },
      ready: createLive('ready'),
      report: (message) => {
        throw new Error(message);
      },
    });
    await finder.ask('begin', 1);
    await new Promise<void>((resolve) => {
      if (finder.state.get() === 'ready') resolve();
      else finder.state.subscribe(resolve);
    });
    await finder.ask('begun', 1);
    const texts = [
      ...entries.map(({ lead }) => `${lead?.name} ${lead?.company} ${lead?.city}`.toLowerCase()),
      ...notes.map(({ text }) => text),
    ];
    filled = { names, finder, texts, asked };
    return { names: named, notes: (performance.now() - start) / 1000 };
  },
  /** Milliseconds of each question for names: three, four and five letters, a typo, a whole name, digits. */
  findNames: async (): Promise<number[]> => {
    const { names, asked } = open();
    return asked.names.map((query) => {
      const start = performance.now();
      names.find(query, LIMIT.names);
      return performance.now() - start;
    });
  },
  /** Milliseconds of each question for notes, on the way to the worker and back. */
  findNotes: async (): Promise<number[]> => {
    const { finder, asked } = open();
    const taken: number[] = [];
    for (const query of asked.notes) {
      const start = performance.now();
      await finder.ask(query, LIMIT.notes);
      taken.push(performance.now() - start);
    }
    return taken;
  },
  /** Milliseconds of each question where every text is looked through for it, without any index. */
  scanTexts: async (): Promise<number[]> => {
    const { texts, asked } = open();
    return [...asked.names, ...asked.notes].map((query) => {
      const start = performance.now();
      texts.filter((text) => text.includes(query));
      return performance.now() - start;
    });
  },
};

async function* inParts(notes: readonly SearchedNote[]) {
  for (let at = 0; at < notes.length; at += AT_ONCE) {
    yield { notes: notes.slice(at, at + AT_ONCE), gone: [] };
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const QUESTIONS = 60;

function madeUp(size: { leads: number; notes: number }) {
  const { next, pick, often, words } = chance(42);
  const [names, cities, vocabulary] = [words(8_000), words(600), words(6_000)];
  const pattern = aLead();
  const contact = aPoc();
  const entries = Array.from({ length: size.leads }, (_, n): DeskEntry => {
    const id = `lead-${n}`;
    const lead = {
      ...{ ...pattern, id, name: `${pick(names)} ${pick(names)}`, company: pick(names), city: pick(cities) },
      email: `${pick(names)}@${pick(names)}.example`,
      phone: `+49 30 ${Math.floor(next() * 1e7)}`,
      tags: [pick(['vip', 'cafe', 'bar', 'hotel'])],
    };
    return { ...emptyEntry(id), lead, pocs: [{ ...contact, name: `${pick(names)} ${pick(names)}` }] };
  });
  const notes = Array.from({ length: size.notes }, (_, n): SearchedNote => {
    const month = n % MONTHS;
    const at = new Date(Date.UTC(2023, month, 1 + (n % 28), 9)).toISOString();
    const text = Array.from({ length: 12 }, () => often(vocabulary)).join(' ');
    return { id: `note-${n}`, lead_id: `lead-${n % size.leads}`, at, text };
  });
  const questions = <T>(ask: () => T[]): T[] => Array.from({ length: QUESTIONS }, ask).flat();
  const asked = {
    names: questions(() => {
      const name = pick(entries).lead?.name ?? '';
      const [word = ''] = name.split(' ');
      const typo = `${word.slice(0, 2)}${word.slice(3, 8)}`;
      const digits = String(1_000 + Math.floor(next() * 90_000));
      return [word.slice(0, 3), word.slice(0, 4), word.slice(0, 5), typo, name, digits];
    }),
    notes: questions(() => {
      const [common, other] = [often(vocabulary), often(vocabulary)];
      return [common.slice(0, 3), common.slice(0, 4), common, `${common} ${other}`, `${other}x`];
    }),
  };
  return { entries, notes, asked };
}
