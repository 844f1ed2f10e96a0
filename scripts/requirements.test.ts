// Reads docs/requirements.md and holds it to itself and to the repository: ids, states, proofs, the counts at its end.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const STATES = ['done', 'partly', 'not yet'];

/** How many ids each table has, by what its ids begin with. */
const TABLES = { D: 20, S0: 40, S1: 32, S2: 52, S3: 25, S4: 59 };

interface Row {
  id: string;
  words: string;
  state: string;
  proof: string;
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const page = readFileSync(join(ROOT, 'docs/requirements.md'), 'utf8');
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    title: text.slice(0, text.indexOf('\n')),
    table: text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map(cellsOf),
  }));
const tableOf = (name: string): Row[] =>
  (sections.find(({ title }) => title.startsWith(`${name}:`))?.table ?? []).map(
    ([id = '', words = '', state = '', proof = '']) => ({ id, words, state, proof }),
  );
const tables = Object.entries(TABLES).map(([name, count]) => ({ name, count, rows: tableOf(name) }));
const rows = tables.flatMap((table) => table.rows);
const idsWhere = (wrong: (row: Row) => boolean): string[] => rows.filter(wrong).map(({ id }) => id);

/** The files that a row names, each with the part of a test's name where one is given. */
const proofsOf = ({ proof }: Row) =>
  [...proof.matchAll(/`([^`]+)`(?: "([^"]+)")?/g)].map(([, file = '', test = '']) => ({ file, test }));

/** What is wrong with a proof, or null. */
function faultOf({ file, test }: { file: string; test: string }): string | null {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `${file} is not there`;
  if (/\.(test|spec)\.tsx?$/.test(file) && test === '') return `${file} without the name of a test`;
  return readFileSync(path, 'utf8').includes(test) ? null : `${file} has no test "${test}"`;
}

describe('the page of requirements', () => {
  it.each(tables)('has each of the $count ids of $name once, in order', ({ name, count, rows: listed }) => {
    const id = (at: number) => (name === 'D' ? `D${at + 1}` : `${name}-${at + 1}`);
    expect(listed.map((row) => row.id)).toEqual(Array.from({ length: count }, (_, at) => id(at)));
  });

  it('says of each what the product does, and one of three states', () => {
    expect(idsWhere(({ words, state }) => words === '' || !STATES.includes(state))).toEqual([]);
  });

  it('proves what is done, says what is missing of what is partly there, and nothing of the rest', () => {
    const saysMissing = ({ proof }: Row) => proof.includes('Missing: ');
    expect(idsWhere((row) => row.state === 'done' && proofsOf(row).length === 0)).toEqual([]);
    expect(idsWhere((row) => saysMissing(row) !== (row.state === 'partly'))).toEqual([]);
    expect(idsWhere(({ state, proof }) => state === 'not yet' && proof !== '')).toEqual([]);
  });

  it('names only proofs that are there', () => {
    const faults = rows.flatMap((row) =>
      proofsOf(row).flatMap((proof) => {
        const fault = faultOf(proof);
        return fault === null ? [] : [`${row.id}: ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('counts its states as they are', () => {
    const counted = sections.find(({ title }) => title === 'How much is done')?.table ?? [];
    const countsOf = (listed: Row[]) =>
      [...STATES.map((state) => listed.filter((row) => row.state === state)), listed].map(({ length }) =>
        String(length),
      );
    expect(counted).toEqual([
      ...tables.map(({ name, rows: listed }) => [name, ...countsOf(listed)]),
      ['all', ...countsOf(rows)],
    ]);
  });
});
