// Rows as a file for a spreadsheet, in which no cell is taken for a formula.

/** A number is written as it is; text is guarded; null is an empty cell. */
export type Cell = string | number | null;

// What a spreadsheet begins to calculate on, with the wide forms that some take for the same.
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const QUOTED = /[",\r\n]/;
/** Tells spreadsheets that the text is UTF-8. */
const MARK = '\uFEFF';

/**
 * The text of the file: a header, then the rows. Text that a spreadsheet would take for a formula gets an apostrophe
 * before it. Source: RFC 4180; OWASP, CSV injection.
 */
export const csvText = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `${MARK}${[header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
