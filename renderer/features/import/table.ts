// A file of comma-separated values as rows of text, and rows as such a file. Nothing of it goes to the server before it
// was looked at.
import { MAX_IMPORT_ROWS } from '#domain/imports/import-reply.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';

export interface Table {
  file_name: string;
  header: readonly string[];
  /** As many cells as the header has columns; empty ones where a row is short. */
  rows: readonly (readonly string[])[];
}

/** What the server takes, with room for the fields beside the file. */
const MOST_BYTES = 10_000_000;
const DELIMITERS = [',', ';', '\t', '|'];

/** Why a file cannot be used, in words. */
export async function readTable(file: File): Promise<Result<Table, string>> {
  if (file.size > MOST_BYTES) return refuse(say('The file is larger than 10 MB. Part it into several.'));
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const { default: Papa } = await import('papaparse');
  const named = /^sep=(.)\r?\n/i.exec(text);
  const content = named ? text.slice(named[0].length) : text;
  const columnsBy = (delimiter: string) =>
    Papa.parse<string[]>(content, { delimiter, preview: 1 }).data[0]?.length ?? 0;
  // The one that gives the header most columns, as on the server; the first of those.
  const guess = DELIMITERS.reduce((best, one) => (columnsBy(one) > columnsBy(best) ? one : best));
  const { data } = Papa.parse<string[]>(content, {
    delimiter: named?.[1] ?? guess,
    skipEmptyLines: 'greedy',
  });
  const [header = [], ...rows] = data;
  if (rows.length === 0)
    return refuse(say('The file has no rows: its first row names the columns, leads follow.'));
  if (rows.length > MAX_IMPORT_ROWS)
    return refuse(
      say('The file has more than {most} rows. Part it into several.', {
        most: countLabel(MAX_IMPORT_ROWS),
      }),
    );
  const width = Math.max(header.length, ...rows.map(({ length }) => length));
  const wide = (row: readonly string[]) => Array.from({ length: width }, (_, at) => row[at] ?? '');
  return ok({ file_name: file.name, header: namesOf(wide(header)), rows: rows.map(wide) });
}

/** The file of some rows, by the same header. */
export async function fileOf(
  { header, file_name }: Table,
  rows: Table['rows'],
  name = file_name,
): Promise<File> {
  const { default: Papa } = await import('papaparse');
  const text = Papa.unparse({ fields: [...header], data: rows.map((row) => [...row]) });
  return new File([text], name, { type: 'text/csv' });
}

// Columns are told apart by their names.
function namesOf(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((words, at) => {
    const name = words.trim() || say('Column {at}', { at: at + 1 });
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

// UTF-8 with or without a mark; else as older spreadsheets write it.
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (fault) {
    if (fault instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw fault;
  }
}
