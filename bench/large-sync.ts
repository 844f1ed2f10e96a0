// A first sync of a large history: how long, how much memory, and whether the screen stays alive meanwhile.
import type { Bench, OurDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';

const LOOK_EVERY_MS = 100;
const MB = 1_000_000;

export const largeSync: Figure = {
  id: 'large-sync',
  title: 'first sync of the large history',
  limit_minutes: 40,
  measures: [
    {
      id: 'time',
      title: 'until all is on the disk',
      unit: 's',
      statistic: 'median',
      targets: [{ most: 45 }],
    },
    {
      id: 'heap',
      title: 'highest JavaScript heap',
      unit: 'MB',
      statistic: 'median',
      targets: [{ most: 150 }],
    },
    {
      id: 'block',
      title: 'longest block of the main thread',
      unit: 'ms',
      statistic: 'median',
      targets: [{ most: 100 }],
    },
  ],
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  return {
    name: 'callbook',
    kind: 'ours',
    run: async () => {
      const device = await bench.ourDevice('large');
      await device.collectGarbage();
      await device.call('watchBlocks');
      const watch = watchHeap(device);
      const ms = await device.call('firstSync');
      const heap = await watch.stop();
      const block = await device.call('longestBlock');
      const { leads, interactions } = await device.call('countOnDisk');
      await device.close();
      const expected = bench.options.size.large;
      if (leads + interactions !== expected)
        throw new Error(`${leads + interactions} of ${expected} arrived`);
      return { time: [ms / 1000], heap: [heap / MB], block: [block] };
    },
  };
}

/** The highest heap of all looks. */
function watchHeap(device: OurDevice): { stop(): Promise<number> } {
  let highest = 0;
  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      highest = Math.max(highest, await device.heap());
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await looking;
      return highest;
    },
  };
}
