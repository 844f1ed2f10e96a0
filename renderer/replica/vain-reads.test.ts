import Dexie from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freshName } from '../testing/replica-fixture.ts';
import { createVainReads } from './vain-reads.ts';

const opened: Dexie[] = [];

function open(name: string, addons: ((database: Dexie) => void)[] = []) {
  const database = new Dexie(name, { addons });
  database.version(1).stores({ docs: 'id' });
  opened.push(database);
  return database.table<{ id: string }, string>('docs');
}

/** Ids that were looked up on the disk since. */
function countReads(): unknown[] {
  const reads: unknown[] = [];
  const { get } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    reads.push(key);
    return get.call(this, key);
  });
  return reads;
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const database of opened.splice(0)) await database.delete();
});

describe('reads that would be in vain', () => {
  it('a table that was empty is read only for what has been written to it since', async () => {
    const { addon } = createVainReads();
    const docs = open(freshName(), [addon]);
    const reads = countReads();
    expect(await docs.bulkGet(['a', 'b'])).toEqual([undefined, undefined]);
    await docs.bulkPut([{ id: 'b' }]);
    await docs.add({ id: 'c' });
    expect(await docs.bulkGet(['a', 'b', 'c'])).toEqual([undefined, { id: 'b' }, { id: 'c' }]);
    expect(reads).toEqual(['b', 'c']);
  });

  it('a table that held rows is read as ever', async () => {
    const name = freshName();
    await open(name).bulkPut([{ id: 'a' }]);
    opened[0]?.close();
    const docs = open(name, [createVainReads().addon]);
    await docs.bulkPut([{ id: 'b' }]);
    expect(await docs.bulkGet(['a', 'b', 'c'])).toEqual([{ id: 'a' }, { id: 'b' }, undefined]);
  });

  it('one transaction that looks before it writes needs no read at all', async () => {
    const docs = open(freshName(), [createVainReads().addon]);
    const reads = countReads();
    const write = (id: string) =>
      docs.db.transaction('rw', docs, async () => {
        const [known] = await docs.bulkGet([id]);
        if (!known) await docs.bulkPut([{ id }]);
      });
    await Promise.all(['a', 'b', 'c'].map(write));
    expect(await docs.count()).toBe(3);
    expect(reads).toEqual([]);
  });

  it('a write that is taken back leaves nothing to be found', async () => {
    const docs = open(freshName(), [createVainReads().addon]);
    const failing = docs.db.transaction('rw', docs, async () => {
      await docs.put({ id: 'a' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await docs.bulkGet(['a'])).toEqual([undefined]);
  });

  it('after the first sync every read goes to the disk again', async () => {
    const vainReads = createVainReads();
    const docs = open(freshName(), [vainReads.addon]);
    await docs.bulkGet(['a']);
    vainReads.forget();
    const reads = countReads();
    expect(await docs.bulkGet(['a', 'b'])).toEqual([undefined, undefined]);
    expect(reads).toEqual(['a', 'b']);
  });
});
