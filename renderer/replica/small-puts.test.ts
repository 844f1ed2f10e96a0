import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freshName } from '../testing/replica-fixture.ts';
import { smallPuts } from './small-puts.ts';

let database: Dexie;
let sizes: number[];
beforeEach(async () => {
  sizes = [];
  database = new Dexie(freshName(), { addons: [countPuts, smallPuts] });
  database.version(1).stores({ docs: 'id, &place' });
  await database.open();
});
afterEach(() => database.delete({ disableAutoOpen: true }));

function countPuts(opened: Dexie) {
  opened.use({
    stack: 'dbcore',
    name: 'counting',
    level: 0,
    create: (down) => ({
      ...down,
      table: (name) => {
        const table = down.table(name);
        return {
          ...table,
          mutate: (request) => {
            if (request.type === 'put') sizes.push(request.values.length);
            return table.mutate(request);
          },
        };
      },
    }),
  });
}
const page = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `id-${at}`, place: at }));

it('writes a page in pieces, whole and in order', async () => {
  const keys = await database.table('docs').bulkPut(page(120), { allKeys: true });
  expect(sizes).toEqual([50, 50, 20]);
  expect(keys).toEqual(page(120).map(({ id }) => id));
  expect(await database.table('docs').count()).toBe(120);
});

it('leaves nothing of a page of which a later piece could not be written', async () => {
  const rows = [...page(120), { id: 'another', place: 3 }];
  await expect(
    database.transaction('rw', 'docs', () => database.table('docs').bulkPut(rows)),
  ).rejects.toThrow(/1 of 121 operations failed/);
  expect(await database.table('docs').count()).toBe(0);
});

it('lets a small write go as it is', async () => {
  await database.table('docs').bulkPut(page(50));
  expect(sizes).toEqual([50]);
});
