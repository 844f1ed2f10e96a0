// Finding while a person types, among 50,000 leads and 100,000 notes: how long each answer takes, and how long the indexes
// take to be filled.
import type { Bench, OurDevice } from './harness/bench.ts';
import type { Contender, Figure, Measure } from './harness/figure.ts';

const SIZES = { full: { leads: 50_000, notes: 100_000 }, small: { leads: 5_000, notes: 10_000 } };

const answer = (id: string, title: string, statistic: Measure['statistic'], most?: number): Measure => ({
  ...{ id, title, unit: 'ms', statistic },
  targets: most === undefined ? [] : [{ most }],
});

export const find: Figure = {
  id: 'find',
  title: 'finding among 50,000 leads and 100,000 notes',
  limit_minutes: 10,
  measures: [
    answer('names', 'a name, contact, city or number, p50', 'median'),
    answer('names', 'a name, contact, city or number, p95', 'p95', 50),
    answer('notes', 'words of notes, p50', 'median'),
    answer('notes', 'words of notes, p95', 'p95', 50),
    { id: 'fill_names', title: 'filling the names', unit: 's', statistic: 'median', targets: [] },
    { id: 'fill_notes', title: 'filling the notes', unit: 's', statistic: 'median', targets: [] },
  ],
  contenders: (bench) => [ours(bench), scan(bench)],
};

function ours(bench: Bench): Contender {
  return {
    name: 'callbook',
    kind: 'ours',
    run: async () => {
      const { device, filled } = await filledDevice(bench);
      const names = await device.call('findNames');
      const notes = await device.call('findNotes');
      await device.close();
      return { names, notes, fill_names: [filled.names], fill_notes: [filled.notes] };
    },
  };
}

/** What a search without an index would do: look through every text, without typos, order or where it was found. */
function scan(bench: Bench): Contender {
  return {
    name: 'looking through every text',
    kind: 'floor',
    run: async () => {
      const { device } = await filledDevice(bench);
      const taken = await device.call('scanTexts');
      await device.close();
      return { names: taken, notes: taken };
    },
  };
}

async function filledDevice(
  bench: Bench,
): Promise<{ device: OurDevice; filled: { names: number; notes: number } }> {
  const device = await bench.emptyDevice();
  const filled = await device.call('fillSearch', SIZES[bench.options.size.name]);
  return { device, filled };
}
