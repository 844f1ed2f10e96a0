import { expect, test } from 'vitest';
import { createPaper, type PrintingContents } from './paper.ts';

function setUp(contents: PrintingContents | null) {
  const saved: [string, Uint8Array][] = [];
  const paper = createPaper({
    contents: () => contents,
    save: async (name, bytes) => saved.push([name, bytes]) > 0,
  });
  return { paper, saved };
}

test('it is printed by the system, or not', async () => {
  for (const printed of [true, false]) {
    const { paper } = setUp({
      print: (_options, done) => done(printed),
      printToPDF: async () => new Uint8Array(),
    });
    expect(await paper.print()).toBe(printed);
  }
});

test('it is saved as a PDF where the person says', async () => {
  const bytes = new Uint8Array([37, 80, 68, 70]);
  const { paper, saved } = setUp({ print: () => undefined, printToPDF: async () => bytes });
  expect(await paper.save('day.pdf')).toBe(true);
  expect(saved).toEqual([['day.pdf', bytes]]);
});

test('without a page there is nothing to print', async () => {
  const { paper, saved } = setUp(null);
  expect([await paper.print(), await paper.save('day.pdf')]).toEqual([false, false]);
  expect(saved).toEqual([]);
});
