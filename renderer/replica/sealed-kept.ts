// The page's storage, sealed: it is read and opened once at the start, answers from memory, and each change is sealed and on
// the disk before it returns. What is still plain, of an older version, is sealed at the start; what cannot be opened stays
// where it is.
import { LANGUAGE_KEY } from '../words/languages.ts';
import { fromBase64, toBase64 } from './seal.ts';
import type { SealAtOnce } from './seal-at-once.ts';

/** What belongs to the program; other libraries keep their own beside it. */
const OURS = 'callbook';
const MARK = 'sealed:';
/** The lock itself speaks the language of the program. */
const isSealed = (name: string): boolean => name.startsWith(OURS) && name !== LANGUAGE_KEY;

/**
 * Opens what `below` holds. `report` hears of values that cannot be opened or kept, without what they hold; one that cannot
 * be kept lasts as long as the page.
 */
export function openSealedKept(below: Storage, seal: SealAtOnce, report: (message: string) => void): Storage {
  const values = new Map<string, string>();
  const [writer, reader] = [new TextEncoder(), new TextDecoder()];

  const setItem = (name: string, value: string) => {
    values.set(name, value);
    try {
      below.setItem(name, MARK + toBase64(seal.seal(name, writer.encode(value))));
    } catch (fault) {
      report(`not kept: ${String(fault)}`);
    }
  };
  const read = (name: string) => {
    const text = below.getItem(name) ?? '';
    if (!text.startsWith(MARK)) {
      setItem(name, text);
      return;
    }
    try {
      values.set(name, reader.decode(seal.open(name, fromBase64(text.slice(MARK.length)))));
    } catch (fault) {
      report(`a kept value cannot be opened: ${String(fault)}`);
    }
  };
  const removeItem = (name: string) => {
    values.delete(name);
    below.removeItem(name);
  };

  const names = Array.from({ length: below.length }, (_, at) => below.key(at) ?? '');
  for (const name of names.filter(isSealed)) read(name);
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => setItem(name, String(value)),
    removeItem,
    clear: () => {
      for (const name of [...values.keys()]) removeItem(name);
    },
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size;
    },
  };
}
