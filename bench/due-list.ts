// The desk at a large history: opening it from what it has kept, and the list of due calls after each call.
import type { Bench, OurDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';

const CALLS = 50;
const KEPT_AFTER_MS = 5_000;

export const dueList: Figure = {
  id: 'due-list',
  title: 'due calls of the large history',
  limit_minutes: 20,
  measures: [
    { id: 'open', title: 'opening the replica', unit: 'ms', statistic: 'median', targets: [] },
    { id: 'first', title: 'first list after opening', unit: 'ms', statistic: 'median', targets: [] },
    { id: 'list', title: 'list after a call, p50', unit: 'ms', statistic: 'median', targets: [] },
    { id: 'list', title: 'list after a call, p95', unit: 'ms', statistic: 'p95', targets: [{ most: 10 }] },
    { id: 'anew', title: 'list for another minute', unit: 'ms', statistic: 'median', targets: [] },
  ],
  contenders: (bench) => [ours(bench), scan(bench)],
};

function ours(bench: Bench): Contender {
  let device: OurDevice | null = null;
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      device = await bench.largeDevice();
      await device.goOffline(true);
    },
    run: async () => {
      if (!device) return {};
      await device.call('closeReplica');
      await reload(device);
      const open = await device.call('openAgain');
      const { first, after, anew } = await device.call('dueLists', CALLS);
      await new Promise((resolve) => setTimeout(resolve, KEPT_AFTER_MS));
      return { open: [open], first: [first], list: after, anew };
    },
  };
}

/** What a list without a projection would have to read each time. */
function scan(bench: Bench): Contender {
  return {
    name: 'RxDB, reading all interactions',
    kind: 'floor',
    run: async () => {
      const device = await bench.largeDevice();
      await device.call('closeReplica');
      await reload(device);
      const list = [await device.call('scanInteractions')];
      await reload(device);
      return { list };
    },
  };
}

/** A new page in the same profile, as after a restart of the program; the page itself still needs its server. */
async function reload(device: OurDevice): Promise<void> {
  await device.goOffline(false);
  await device.page.reload();
  await device.call('signedInBefore');
  await device.goOffline(true);
}
