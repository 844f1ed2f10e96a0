import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

const cellOf = (cell: string | number | null) =>
  csvText(['a'], [[cell]])
    .slice(1)
    .split('\r\n')[1];

describe('a file for a spreadsheet', () => {
  it('says that it is UTF-8, and ends each line with both signs', () => {
    expect(csvText(['name', 'city'], [['Käse', 'Köln']])).toBe('\uFEFFname,city\r\nKäse,Köln\r\n');
  });

  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '＝1', '\tx'])('takes no formula from %j', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=a,b', '"\'=a,b"'],
    ['a-b', 'a-b'],
    [-2.5, '-2.5'],
    [null, ''],
  ])('writes %j as %s', (cell, text) => {
    expect(cellOf(cell)).toBe(text);
  });

  it('keeps a line break within a cell', () => {
    expect(csvText(['a'], [['x\ny']])).toBe('\uFEFFa\r\n"x\ny"\r\n');
  });
});
