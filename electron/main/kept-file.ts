// Small files of the app's own (settings, window, session): written beside and moved into place, so that a power cut
// leaves the old one or the new one, never half of it. Readable by this person only.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that is read whole and replaced whole. */
export type KeptFile = {
  /** The text, or null when there is no file. Other faults are thrown. */
  read(): Promise<string | null>;
  /** Replaces the text. Writes are done one after another, in the order of the calls. */
  write(text: string): Promise<void>;
  remove(): Promise<void>;
};

/** A kept file at the given path; its folder is made at the first write. */
export function createKeptFile(path: string): KeptFile {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  return {
    read: () => readText(path),
    write: (text) => inTurn(() => replace(path, text)),
    remove: () => inTurn(() => rm(path, { force: true })),
  };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null;
    throw fault;
  }
}

async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  await writeFile(beside, text, { mode: 0o600, flush: true });
  await rename(beside, path);
}
