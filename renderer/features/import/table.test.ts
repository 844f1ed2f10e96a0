import { describe, expect, it } from 'vitest';
import { fileOf, readTable, type Table } from './table.ts';

const read = async (content: BlobPart): Promise<Table> => {
  const table = await readTable(new File([content], 'leads.csv'));
  if (!table.ok) throw new Error(table.error);
  return table.value;
};

describe('a file of leads', () => {
  it('is read whatever its delimiter and encoding, with quotes, short rows and empty ones', async () => {
    const { header, rows } = await read('Firm;Town\r\n"Brot; & ""Sohn""";Kiel\r\n\r\nMilch\r\n');
    expect({ header, rows }).toEqual({
      header: ['Firm', 'Town'],
      rows: [
        ['Brot; & "Sohn"', 'Kiel'],
        ['Milch', ''],
      ],
    });
    const old = new Uint8Array([...'name,city\nM'].map((c) => c.charCodeAt(0)).concat(0xfc, 10));
    expect((await read(old)).rows).toEqual([['Mü', '']]);
    expect((await read('sep=|\na;b|c\n1|2\n')).header).toEqual(['a;b', 'c']);
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'a\nb'].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect(await read(utf16)).toMatchObject({ header: ['a'], rows: [['b']] });
  });

  it('has a name for each column', async () => {
    expect((await read('name,,name\n1,2,3,4')).header).toEqual(['name', 'Column 2', 'name (2)', 'Column 4']);
  });

  it('is refused in words where it has no rows or too many', async () => {
    const refused = async (text: string) => {
      const table = await readTable(new File([text], 'x.csv'));
      return table.ok ? null : table.error;
    };
    expect(await refused('name\n')).toMatch(/has no rows/);
    expect(await refused(`name\n${'x\n'.repeat(10_001)}`)).toMatch(/more than 10,000 rows/);
  });

  it('is written so that it is read as it was', async () => {
    const table = await read('name,note\n"a ""b"", c","two\nlines"\n=1+1,\n');
    const again = await readTable(await fileOf(table, table.rows));
    expect(again).toEqual({ ok: true, value: table });
  });
});
