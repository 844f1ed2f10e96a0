// Everything that lies on this device as one ZIP file: each kind of record as JSON, whole, and as CSV for a spreadsheet, in
// which no cell is taken for a formula. It goes page by page, so that it can be watched and stopped.
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { type Cell, csvText } from '#domain/csv.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import type { Contents } from './contents.ts';

export interface ExportOptions {
  contents: Contents;
  /** Stops it at the next page. */
  signal: AbortSignal;
  /** From 0 to 1, after each page. */
  onProgress(part: number): void;
  /** Records of one page; default 500. */
  page_size?: number;
}

type Row = Record<string, unknown>;

/** The file; null where it was stopped. */
export async function exportData(options: ExportOptions): Promise<Uint8Array<ArrayBuffer> | null> {
  const { contents, signal, onProgress, page_size = 500 } = options;
  const counts = await contents.counts();
  const all = Math.max(
    1,
    COLLECTIONS.reduce((sum, name) => sum + counts[name], 0),
  );
  const file = zipInMemory();
  let done = 0;
  for (const collection of COLLECTIONS) {
    const rows: Row[] = [];
    for (let after: string | null = null; ; ) {
      if (signal.aborted) return null;
      const page = await contents.page(collection, after, page_size);
      const last = page.at(-1)?.['id'];
      if (typeof last !== 'string') break;
      after = last;
      rows.push(...page);
      done += page.length;
      onProgress(Math.min(1, done / all));
    }
    file.add(`json/${collection}.json`, jsonOf(rows));
    file.add(`csv/${collection}.csv`, tableOf(rows));
  }
  return signal.aborted ? null : file.end();
}

const jsonOf = (rows: readonly Row[]): string => `[${rows.map((row) => JSON.stringify(row)).join(',\n')}]\n`;

// Columns are all fields that occur, in the order in which they first do; what is no plain value stands as JSON.
function tableOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return csvText(
    names,
    rows.map((row) => names.map((name) => cellOf(row[name]))),
  );
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return JSON.stringify(value);
}

function zipInMemory() {
  const parts: Uint8Array[] = [];
  const zip = new Zip((fault, part) => {
    if (fault) throw fault;
    parts.push(part);
  });
  return {
    add: (name: string, text: string) => {
      const entry = new ZipDeflate(name, { level: 6 });
      zip.add(entry);
      entry.push(strToU8(text), true);
    },
    end: (): Uint8Array<ArrayBuffer> => {
      zip.end();
      const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
  };
}
