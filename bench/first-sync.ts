// How long a new laptop takes until all documents are on its disk, sealed as in the desktop program. The peers get the same documents; the floors are the
// same writes without a network and without a replication.
import type { Bench, OurDevice, PeerDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';
import type { PouchAdapter } from './peers/page/pouch.ts';

/** As the browser edition keeps it. */
export const PLAIN = 'callbook, not sealed';
export const RX_FLOOR = 'RxDB bulkInsert';

export const firstSync: Figure = {
  id: 'first-sync',
  title: 'first sync',
  limit_minutes: 40,
  measures: [
    {
      id: 'time',
      title: 'until all is on the disk',
      unit: 's',
      statistic: 'median',
      targets: [
        { times: 2.5, of: RX_FLOOR },
        { times: 1, of: 'PouchDB idb' },
      ],
    },
  ],
  contenders: (bench) => [
    ours(bench, 'callbook', 'ours'),
    ours(bench, PLAIN, 'floor'),
    floor(bench, RX_FLOOR, (device) => device.call('rxBulkInsert')),
    floor(bench, 'Dexie bulkPut', (device) => device.call('dexieBulkPut')),
    pouch(bench, 'idb'),
    pouch(bench, 'indexeddb'),
    peer(bench, 'TinyBase', async (device, count) => {
      await device.call('tinyOpen');
      return { ms: await device.call('tinyFirstSync', count), count: await device.call('tinyCount') };
    }),
    peer(bench, 'WatermelonDB (in memory)', async (device) => {
      await device.call('watermelonOpen');
      return { ms: await device.call('watermelonFirstSync'), count: await device.call('watermelonCount') };
    }),
  ],
};

function ours(bench: Bench, name: string, kind: 'ours' | 'floor'): Contender {
  return {
    name,
    kind,
    run: async () => {
      const expected = await bench.documents();
      const device = await bench.ourDevice('sync');
      if (name !== PLAIN) await device.call('seal');
      const ms = await device.call('firstSync');
      const counts = Object.values(await device.call('countOnDisk'));
      await device.close();
      return inSeconds(
        ms,
        counts.reduce((sum, count) => sum + count, 0),
        expected,
      );
    },
  };
}

function floor(bench: Bench, name: string, write: (device: OurDevice) => Promise<number>): Contender {
  return {
    name,
    kind: 'floor',
    run: async () => {
      const device = await bench.ourDevice('sync');
      const count = await device.call('fetchDocuments');
      const ms = await write(device);
      await device.close();
      return inSeconds(ms, count, await bench.documents());
    },
  };
}

const pouch = (bench: Bench, adapter: PouchAdapter): Contender =>
  peer(bench, `PouchDB ${adapter}`, async (device) => {
    await device.call('pouchOpen', adapter);
    return { ms: await device.call('pouchFirstSync'), count: await device.call('pouchCount') };
  });

function peer(
  bench: Bench,
  name: string,
  sync: (device: PeerDevice, count: number) => Promise<{ ms: number; count: number }>,
): Contender {
  return {
    name,
    kind: 'peer',
    run: async () => {
      const expected = await bench.documents();
      const device = await bench.peerDevice();
      const { ms, count } = await sync(device, expected);
      await device.close();
      return inSeconds(ms, count, expected);
    },
  };
}

/** Refuses a time in which not everything has arrived. */
function inSeconds(ms: number, count: number, expected: number): { time: number[] } {
  if (count !== expected) throw new Error(`${count} documents of ${expected} arrived`);
  return { time: [ms / 1000] };
}
