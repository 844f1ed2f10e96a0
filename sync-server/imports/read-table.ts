// A file of comma-separated values as rows of text: its encoding and its delimiter are found, its first row is the header.
import { Readable } from 'node:stream';
import { type Options, parse } from 'csv-parse';
import { MAX_IMPORT_ROWS } from '#domain/imports/import-reply.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';

const DELIMITERS = [',', ';', '\t', '|'];
// The parser gives way to others between two pieces of a file.
const PIECE = 65_536;

export interface Table {
  header: string[];
  rows: string[][];
}

export interface TableForm {
  /** Name of the encoding where the file has no byte order mark. Default UTF-8. */
  encoding?: string | undefined;
  /** Default: the one that gives the header most columns. */
  delimiter?: string | undefined;
}

/** Reads it. Empty rows are left out. Refusals: `invalid` (with a path of `file` or `encoding`), `too_large`. */
export async function readTable(bytes: Uint8Array, form: TableForm = {}): Promise<Result<Table, Refusal>> {
  const decoded = decode(bytes, form.encoding);
  if (!decoded.ok) return decoded;
  const named = /^sep=(.)\r?\n/i.exec(decoded.value);
  const text = named ? decoded.value.slice(named[0].length) : decoded.value;
  const delimiter = form.delimiter ?? named?.[1] ?? (await delimiterOf(text));
  const records: string[][] = [];
  try {
    for await (const record of recordsOf(text, { delimiter })) {
      records.push(record);
      if (records.length > MAX_IMPORT_ROWS + 1) {
        return refuse(refusal('too_large', { detail: `A file may have at most ${MAX_IMPORT_ROWS} rows.` }));
      }
    }
  } catch (error) {
    return refuseFile(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [header, ...rows] = records;
  return header ? ok({ header, rows }) : refuseFile('is empty');
}

const refuseFile = (message: string, path = 'file'): Result<never, Refusal> =>
  refuse(refusal('invalid', { errors: [{ path, message }] }));

function recordsOf(text: string, options: Options): AsyncIterable<string[]> {
  const parser = parse({
    ...options,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  return Readable.from(piecesOf(text)).pipe(parser) as AsyncIterable<string[]>;
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

async function delimiterOf(text: string): Promise<string> {
  let best = { delimiter: ',', columns: 1 };
  for (const delimiter of DELIMITERS) {
    const columns = await columnsOf(text.slice(0, PIECE), delimiter);
    if (columns > best.columns) best = { delimiter, columns };
  }
  return best.delimiter;
}

/** How many columns the first row has; 0 where it cannot be read with this delimiter. */
async function columnsOf(start: string, delimiter: string): Promise<number> {
  try {
    for await (const record of recordsOf(start, { delimiter, to: 1 })) return record.length;
  } catch {
    // Another delimiter may read it; if none does, the whole file says why.
  }
  return 0;
}

const MARKS: [encoding: string, mark: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function decode(bytes: Uint8Array, named: string | undefined): Result<string, Refusal> {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  const encoding = marked ?? named ?? 'utf-8';
  const decoder = decoderOf(encoding);
  if (!decoder) return refuseFile('is no encoding that is known here', 'encoding');
  try {
    return ok(decoder.decode(bytes));
  } catch {
    return refuseFile(
      named === undefined
        ? 'is not UTF-8: save it as UTF-8, or name its encoding (for example encoding=windows-1252)'
        : `is not ${named}`,
    );
  }
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}
