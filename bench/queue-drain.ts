// The network is back after a long day: how long until everything that was written is with the server.
import type { Bench } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';

export const queueDrain: Figure = {
  id: 'queue-drain',
  title: 'the day’s writes after the network is back',
  limit_minutes: 20,
  measures: [
    { id: 'time', title: 'until all are confirmed', unit: 's', statistic: 'median', targets: [{ most: 5 }] },
  ],
  contenders: (bench) => [ours(bench), pouch(bench)],
};

function ours(bench: Bench): Contender {
  return {
    name: 'callbook',
    kind: 'ours',
    run: async () => {
      const { queued } = bench.options.size;
      const device = await bench.ourDevice('work');
      await device.call('firstSync');
      await device.goOffline(true);
      await device.call('addNotes', queued);
      const waiting = await device.call('pending');
      if (waiting !== queued) throw new Error(`${waiting} writes wait, not ${queued}`);
      await device.goOffline(false);
      const ms = await device.call('drain');
      await device.close();
      return { time: [ms / 1000] };
    },
  };
}

function pouch(bench: Bench): Contender {
  return {
    name: 'PouchDB replicate',
    kind: 'peer',
    run: async () => {
      const device = await bench.peerDevice();
      await device.call('pouchOpen', 'idb');
      await device.call('pouchFirstSync');
      await device.call('pouchPuts', bench.options.size.queued);
      const ms = await device.call('pouchDrain');
      await device.close();
      return { time: [ms / 1000] };
    },
  };
}
