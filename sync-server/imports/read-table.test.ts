import { describe, expect, it } from 'vitest';
import { MAX_IMPORT_ROWS } from '#domain/imports/import-reply.ts';
import { readTable, type TableForm } from './read-table.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8', mark: number[] = []) =>
  new Uint8Array([...mark, ...Buffer.from(text, encoding)]);
const table = async (given: Uint8Array, form: TableForm = {}) => {
  const read = await readTable(given, form);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('a file of values', () => {
  it.each([',', ';', '\t', '|'])('is parted by "%s", found by its header', async (sign) => {
    const rows = [
      ['name', 'city'],
      ['"Nord, Süd; & Co"', 'Kiel'],
    ].map((row) => row.join(sign));
    expect(await table(bytes(rows.join('\r\n')))).toEqual({
      header: ['name', 'city'],
      rows: [['Nord, Süd; & Co', 'Kiel']],
    });
  });

  it('may name its sign in its first line, as spreadsheets do, and the caller’s word wins', async () => {
    expect((await table(bytes('sep=;\na,b;c\n1;2\n'))).header).toEqual(['a,b', 'c']);
    expect((await table(bytes('a,b,d;c\n1;2\n'), { delimiter: ';' })).header).toEqual(['a,b,d', 'c']);
  });

  it('keeps line breaks and quotes inside quotes, leaves out empty rows, takes short and long ones', async () => {
    const { rows } = await table(bytes('a,b\n"one\ntwo","say ""hi"""\n\n,\nshort\n1,2,3\n5" pipe,x\n'));
    expect(rows).toEqual([['one\ntwo', 'say "hi"'], ['short'], ['1', '2', '3'], ['5" pipe', 'x']]);
  });

  it.each([
    ['utf8', [0xef, 0xbb, 0xbf]],
    ['utf16le', [0xff, 0xfe]],
  ] as const)('says by its first bytes that it is %s', async (encoding, mark) => {
    expect((await table(bytes('Größe,ж\n', encoding, [...mark]))).header).toEqual(['Größe', 'ж']);
  });

  it('is refused in another encoding that nobody names, and read in the one that is named', async () => {
    const latin = bytes('Größe\n', 'latin1');
    const refused = { ok: false, error: { code: 'invalid', errors: [{ path: 'file' }] } };
    expect(await readTable(latin)).toMatchObject(refused);
    expect((await table(latin, { encoding: 'windows-1252' })).header).toEqual(['Größe']);
    expect(await readTable(latin, { encoding: 'utf-8' })).toMatchObject(refused);
    expect(await readTable(latin, { encoding: 'morse' })).toMatchObject({
      error: { errors: [{ path: 'encoding' }] },
    });
  });

  it('is refused when it is empty, has a quote without an end, or too many rows', async () => {
    expect(await readTable(bytes(''))).toMatchObject({ ok: false });
    expect(await readTable(bytes('a,b\n"1,2\n'))).toMatchObject({ error: { errors: [{ path: 'file' }] } });
    const long = bytes(`a\n${'x\n'.repeat(MAX_IMPORT_ROWS)}`);
    expect((await table(long)).rows).toHaveLength(MAX_IMPORT_ROWS);
    expect(await readTable(bytes(`a\n${'x\n'.repeat(MAX_IMPORT_ROWS + 1)}`))).toMatchObject({
      error: { code: 'too_large' },
    });
  });
});
