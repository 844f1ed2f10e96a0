// Files on their way out of the app: saved where the person says, or opened in their own program from a folder that
// is emptied at the end of the run.
import { extname, join } from 'node:path';

/** Kinds that a résumé comes in. Anything else is not opened: a program or a script would run. */
const OPENED = new Set(['.pdf', '.doc', '.docx', '.odt', '.rtf', '.txt', '.png', '.jpg', '.jpeg']);
const MAX_NAME = 120;

/** A file name without folders, control characters and what systems forbid; never empty, at most 120 characters. */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}<>:"|?*]/gu, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return 'document';
  const ending = extname(clean);
  return clean.length <= MAX_NAME ? clean : clean.slice(0, MAX_NAME - ending.length) + ending;
}

export type DocumentDeps = {
  /** Makes a new empty folder that only this person can read. */
  makeFolder: () => Promise<string>;
  writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  removeFolder: (path: string) => void;
  /** Electron's shell.openPath: an empty text, or what went wrong. */
  openPath: (path: string) => Promise<string>;
  /** Asks where to save; null when cancelled. */
  askWhere: (suggestedName: string) => Promise<string | null>;
};

/** Saves and opens documents; `clear` removes what was opened. */
export function createDocuments(deps: DocumentDeps): {
  save(name: string, bytes: Uint8Array): Promise<boolean>;
  open(name: string, bytes: Uint8Array): Promise<boolean>;
  clear(): void;
} {
  const folders: string[] = [];
  return {
    save: async (name, bytes) => {
      const path = await deps.askWhere(safeFileName(name));
      if (path === null) return false;
      await deps.writeFile(path, bytes);
      return true;
    },
    open: async (name, bytes) => {
      const safe = safeFileName(name);
      if (!OPENED.has(extname(safe).toLowerCase())) return false;
      const folder = await deps.makeFolder();
      folders.push(folder);
      const path = join(folder, safe);
      await deps.writeFile(path, bytes);
      return (await deps.openPath(path)) === '';
    },
    clear: () => {
      for (const folder of folders.splice(0)) deps.removeFolder(folder);
    },
  };
}
