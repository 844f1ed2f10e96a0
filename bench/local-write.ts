// How long a person waits for one write to be safe on the disk, sealed as in the desktop program: a logged call with all that follows from it, a note, and
// beside them one plain insert of RxDB, Dexie and the peers, each beside as many documents.
import { PLAIN } from './first-sync.ts';
import type { Bench } from './harness/bench.ts';
import type { Contender, Figure, Measure } from './harness/figure.ts';

const WRITES = 100;
const SLOW_WRITES = 20;

const measure = (id: string, title: string, statistic: Measure['statistic'], most?: number): Measure => ({
  id,
  title,
  unit: 'ms',
  statistic,
  targets: most === undefined ? [] : [{ most }],
});

export const localWrite: Figure = {
  id: 'local-write',
  title: 'one durable write',
  limit_minutes: 25,
  measures: [
    measure('call', 'a logged call, p50', 'median'),
    measure('call', 'a logged call, p95', 'p95', 15),
    measure('insert', 'one insert, p50', 'median', 5),
    measure('insert', 'one insert, p95', 'p95', 15),
  ],
  contenders: (bench) => [
    ours(bench, 'callbook', 'ours'),
    ours(bench, PLAIN, 'floor'),
    ...floors(bench),
    pouch(bench),
    tiny(bench),
  ],
};

function ours(bench: Bench, name: string, kind: 'ours' | 'floor'): Contender {
  return {
    name,
    kind,
    run: async () => {
      const device = await bench.ourDevice('work');
      if (name !== PLAIN) await device.call('seal');
      await device.call('firstSync');
      // Without a network: what is measured is the laptop, and the server keeps its documents for the next run.
      await device.goOffline(true);
      await device.call('addNotes', 10);
      const insert = await device.call('addNotes', WRITES);
      const call = await device.call('logCalls', WRITES);
      await device.close();
      return { call, insert };
    },
  };
}

function floors(bench: Bench): Contender[] {
  const floor = (name: string, fill: 'rxBulkInsert' | 'dexieBulkPut', write: 'rxInserts' | 'dexiePuts') => ({
    name,
    kind: 'floor' as const,
    run: async () => {
      const device = await bench.ourDevice('work');
      await device.call('fetchDocuments');
      await device.call(fill);
      await device.call(write, 10);
      const insert = await device.call(write, WRITES);
      await device.close();
      return { insert };
    },
  });
  return [floor('RxDB insert', 'rxBulkInsert', 'rxInserts'), floor('Dexie put', 'dexieBulkPut', 'dexiePuts')];
}

function pouch(bench: Bench): Contender {
  return {
    name: 'PouchDB put',
    kind: 'peer',
    run: async () => {
      const device = await bench.peerDevice();
      await device.call('pouchOpen', 'idb');
      await device.call('pouchFirstSync');
      await device.call('pouchPuts', 10);
      const insert = await device.call('pouchPuts', WRITES);
      await device.close();
      return { insert };
    },
  };
}

function tiny(bench: Bench): Contender {
  return {
    name: 'TinyBase save',
    kind: 'peer',
    run: async () => {
      const device = await bench.peerDevice();
      await device.call('tinyOpen');
      await device.call('tinyFirstSync', await bench.documents());
      const insert = await device.call('tinySaves', SLOW_WRITES);
      await device.close();
      return { insert };
    },
  };
}
