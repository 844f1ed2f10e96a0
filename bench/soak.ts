// A long day in an hour: two devices of one person, mixed work, the network coming and going. What is measured is whether
// memory stays where it was.
import type { Bench, OurDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';
import { median } from './harness/statistics.ts';

const ROUND_MS = 5_000;
const WARM_SHARE = 0.2;

export const soak: Figure = {
  id: 'soak',
  title: 'mixed work for long',
  limit_minutes: 25 * 60,
  long: true,
  measures: [
    { id: 'growth', title: 'growth of the heap', unit: '%', statistic: 'median', targets: [{ most: 10 }] },
    { id: 'heap', title: 'heap', unit: 'MB', statistic: 'highest', targets: [] },
    { id: 'call', title: 'a logged call, p95', unit: 'ms', statistic: 'p95', targets: [{ most: 15 }] },
  ],
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  return {
    name: 'callbook',
    kind: 'ours',
    run: async (run) => {
      // Once is long enough.
      if (run > 0) return {};
      const [one, other] = [await bench.ourDevice('work'), await bench.ourDevice('work')];
      for (const device of [one, other]) await device.call('firstSync');
      const heap: number[] = [];
      const call: number[] = [];
      const end = Date.now() + bench.options.soak_minutes * 60_000;
      for (let round = 0; Date.now() < end; round += 1) {
        const began = Date.now();
        call.push(...(await workOn(one, other, round)));
        heap.push(await settledHeap(one));
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, ROUND_MS - (Date.now() - began))));
      }
      for (const device of [one, other]) await device.call('untilSynced');
      return { growth: [growthOf(heap)], heap, call };
    },
  };
}

/** One round: calls here, a note there, every third round without a network. Answers with the times of the calls. */
async function workOn(one: OurDevice, other: OurDevice, round: number): Promise<number[]> {
  const offline = round % 3 === 1;
  if (offline) await one.goOffline(true);
  const times = await one.call('logCalls', 3);
  await one.call('addNotes', 2);
  await other.call('addNotes', 2);
  await one.call('dueLists', 1);
  if (offline) {
    await one.goOffline(false);
    await one.call('drain');
  }
  return times;
}

async function settledHeap(device: OurDevice): Promise<number> {
  await device.collectGarbage();
  return (await device.heap()) / 1_000_000;
}

/** Percent by which the last fifth lies above the fifth after the start. */
function growthOf(heap: readonly number[]): number {
  const part = Math.max(1, Math.floor(heap.length * WARM_SHARE));
  const early = median(heap.slice(part, 2 * part).length > 0 ? heap.slice(part, 2 * part) : heap);
  return (median(heap.slice(-part)) / early - 1) * 100;
}
