// TinyBase in the browser: a mergeable store in memory, synchronised over a WebSocket, saved to IndexedDB as a whole.
import { createMergeableStore, type MergeableStore } from 'tinybase';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { freshInteraction, instant, pause, timed } from './samples.ts';

const TABLE = 'interactions';
const ADDRESS = `${location.origin.replace('http', 'ws')}/documents`;
const PATIENCE_MS = 300_000;

interface Opened {
  store: MergeableStore;
  persister: ReturnType<typeof createIndexedDbPersister>;
}

let opened: Opened | null = null;
let heard: number[] = [];

function open(): Opened {
  if (!opened) throw new Error('no TinyBase store is open');
  return opened;
}

const rowsOf = (store: MergeableStore): number =>
  store.getTableIds().reduce((sum, table) => sum + store.getRowCount(table), 0);

export const tinyApi = {
  tinyOpen: async (): Promise<void> => {
    const store = createMergeableStore(crypto.randomUUID());
    opened = { store, persister: createIndexedDbPersister(store, `tiny-${crypto.randomUUID()}`) };
  },
  /** Milliseconds until so many rows have arrived and are saved. */
  tinyFirstSync: async (count: number): Promise<number> => {
    const { store, persister } = open();
    const start = performance.now();
    const synchronizer = await createWsSynchronizer(store, new WebSocket(ADDRESS), 120);
    await synchronizer.startSync();
    while (rowsOf(store) < count) {
      if (performance.now() - start > PATIENCE_MS) throw new Error(`${rowsOf(store)} of ${count} rows came`);
      await pause(5);
    }
    await persister.save();
    return performance.now() - start;
  },
  tinyCount: async (): Promise<number> => rowsOf(open().store),
  /** Milliseconds of each row that is set and saved. */
  tinySaves: async (count: number): Promise<number[]> =>
    timed(count, async () => {
      const { store, persister } = open();
      const { id, fields } = freshInteraction();
      store.setRow(TABLE, id, fields);
      await persister.save();
    }),
  tinyListen: async (): Promise<void> => {
    heard = [];
    const known = new Set<string>();
    open().store.addRowListener(TABLE, null, (store, table, row) => {
      if (!row.startsWith('fresh-') || known.has(row)) return;
      known.add(row);
      heard.push(instant() - Number(store.getCell(table, row, 'sent')));
    });
  },
  tinyHeard: async (): Promise<number[]> => heard,
  tinySend: async (): Promise<void> => {
    const { id, fields } = freshInteraction();
    open().store.setRow(TABLE, id, { ...fields, sent: instant() });
  },
};
