// Fifty documents by an index out of the large history.
import type { Bench, OurDevice, PeerDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';

const QUERIES = 100;

export const indexedQuery: Figure = {
  id: 'indexed-query',
  title: 'fifty by an index of the large history',
  limit_minutes: 30,
  measures: [
    { id: 'query', title: 'p50', unit: 'ms', statistic: 'median', targets: [{ most: 5 }] },
    { id: 'query', title: 'p95', unit: 'ms', statistic: 'p95', targets: [{ most: 20 }] },
  ],
  contenders: (bench) => [ours(bench), pouch(bench)],
};

function ours(bench: Bench): Contender {
  let device: OurDevice | null = null;
  let leadIds: string[] = [];
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      device = await bench.largeDevice();
      leadIds = (await device.call('leadIds')).sort();
      await device.call('closeReplica');
    },
    run: async (run) => {
      // Others in each run, none near the end, and all of them new to RxDB's cache of queries.
      const among = Math.floor(leadIds.length * 0.9);
      const asked = Array.from(
        { length: QUERIES },
        (_, at) => leadIds[((run * QUERIES + at) * 7919) % among],
      );
      const query =
        (await device?.call(
          'queryFifty',
          asked.flatMap((id) => id ?? []),
        )) ?? [];
      return { query };
    },
  };
}

function pouch(bench: Bench): Contender {
  let device: PeerDevice | null = null;
  const { large } = bench.options.size;
  const leads = large / 10;
  return {
    name: 'PouchDB find',
    kind: 'peer',
    prepare: async () => {
      device = await bench.peerDevice();
      await device.call('pouchOpen', 'idb');
      await device.call('pouchFill', { leads, interactions: (large * 9) / 10 });
    },
    run: async () => ({
      query: (await device?.call('pouchFindFifty', { leads: Math.floor(leads * 0.9), count: QUERIES })) ?? [],
    }),
  };
}
