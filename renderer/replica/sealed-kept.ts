// The page's storage, sealed: it is read and opened once at the start, answers from memory, and each change is sealed and put
// on the disk at once. What is still plain, of an older version, is sealed at the start; what cannot be opened stays where it is.
import { LANGUAGE_KEY } from '../words/languages.ts';
import { fromBase64, type Seal, toBase64 } from './seal.ts';

export interface SealedKept {
  storage: Storage;
  /** Resolves when every change so far is on the disk. */
  flushed(): Promise<void>;
}

/** What belongs to the program; other libraries keep their own beside it. */
const OURS = 'callbook';
const MARK = 'sealed:';
/** The lock itself speaks the language of the program. */
const isSealed = (name: string): boolean => name.startsWith(OURS) && name !== LANGUAGE_KEY;

/** Opens what `below` holds. `report` hears of values that cannot be opened or kept, without what they hold. */
export async function openSealedKept(
  below: Storage,
  seal: Seal,
  report: (message: string) => void,
): Promise<SealedKept> {
  const values = new Map<string, string>();
  const writing = new Map<string, Promise<void>>();
  const waiting = new Set<string>();
  const [writer, reader] = [new TextEncoder(), new TextDecoder()];

  const write = async (name: string) => {
    waiting.delete(name);
    const value = values.get(name);
    if (value === undefined) return;
    const sealed = MARK + toBase64(await seal.seal(name, writer.encode(value)));
    // It may have been taken away meanwhile.
    if (values.has(name)) below.setItem(name, sealed);
  };
  const later = (name: string) => {
    if (waiting.has(name)) return;
    waiting.add(name);
    const turn = (writing.get(name) ?? Promise.resolve())
      .then(() => write(name))
      .catch((fault: unknown) => report(`not kept: ${String(fault)}`));
    writing.set(name, turn);
  };
  const read = async (name: string) => {
    const text = below.getItem(name) ?? '';
    if (!text.startsWith(MARK)) {
      values.set(name, text);
      later(name);
      return;
    }
    try {
      values.set(name, reader.decode(await seal.open(name, fromBase64(text.slice(MARK.length)))));
    } catch (fault) {
      report(`a kept value cannot be opened: ${String(fault)}`);
    }
  };

  const names = Array.from({ length: below.length }, (_, at) => below.key(at) ?? '');
  await Promise.all(names.filter(isSealed).map(read));
  const flushed = async () => void (await Promise.all(writing.values()));
  await flushed();
  const remove = (name: string) => {
    values.delete(name);
    below.removeItem(name);
  };
  const storage: Storage = {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => {
      values.set(name, String(value));
      later(name);
    },
    removeItem: remove,
    clear: () => {
      for (const name of [...values.keys()]) remove(name);
    },
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size;
    },
  };
  return { storage, flushed };
}
