// A person writes on one device and sees it on the other: from the act until the other's desk shows it.
import type { Bench, OurDevice, PeerDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';
import { until } from './harness/within.ts';

const NOTES = 60;
const GAP_MS = 60;
const WAIT_MS = 30_000;

export const twoDevices: Figure = {
  id: 'two-devices',
  title: 'from one device to another',
  limit_minutes: 20,
  measures: [
    { id: 'delay', title: 'p50', unit: 'ms', statistic: 'median', targets: [{ most: 25 }] },
    { id: 'delay', title: 'p95', unit: 'ms', statistic: 'p95', targets: [{ most: 60 }] },
  ],
  contenders: (bench) => [ours(bench), pouch(bench), tiny(bench)],
};

function ours(bench: Bench): Contender {
  let pair: [OurDevice, OurDevice] | null = null;
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      pair = [await bench.ourDevice('work'), await bench.ourDevice('work')];
      for (const device of pair) {
        await device.call('firstSync');
        await device.call('untilSynced');
        await device.call('untilAudited');
      }
    },
    run: async () => {
      if (!pair) return {};
      const [from, to] = pair;
      await to.call('listenForNotes');
      await sendAll((at) => from.call('sendNote', at));
      await until(WAIT_MS, 'the notes', async () => (await to.call('heardNotes')).length >= NOTES);
      return { delay: await to.call('heardNotes') };
    },
  };
}

function pouch(bench: Bench): Contender {
  let pair: [PeerDevice, PeerDevice] | null = null;
  return {
    name: 'PouchDB live',
    kind: 'peer',
    prepare: async () => {
      pair = [await bench.peerDevice(), await bench.peerDevice()];
      for (const device of pair) {
        await device.call('pouchOpen', 'idb');
        await device.call('pouchFirstSync');
        await device.call('pouchLive');
      }
    },
    run: async () => {
      if (!pair) return {};
      const [from, to] = pair;
      const before = (await to.call('pouchHeard')).length;
      await sendAll(() => from.call('pouchSend'));
      const heard = async () => (await to.call('pouchHeard')).slice(before);
      await until(WAIT_MS, 'the documents', async () => (await heard()).length >= NOTES);
      return { delay: await heard() };
    },
  };
}

function tiny(bench: Bench): Contender {
  let pair: [PeerDevice, PeerDevice] | null = null;
  return {
    name: 'TinyBase (in memory)',
    kind: 'peer',
    prepare: async () => {
      pair = [await bench.peerDevice(), await bench.peerDevice()];
      for (const device of pair) {
        await device.call('tinyOpen');
        await device.call('tinyFirstSync', await bench.documents());
      }
    },
    run: async () => {
      if (!pair) return {};
      const [from, to] = pair;
      await to.call('tinyListen');
      await sendAll(() => from.call('tinySend'));
      await until(WAIT_MS, 'the rows', async () => (await to.call('tinyHeard')).length >= NOTES);
      return { delay: await to.call('tinyHeard') };
    },
  };
}

/** A person does not write all at once. */
async function sendAll(send: (at: number) => Promise<void>): Promise<void> {
  for (let at = 0; at < NOTES; at += 1) {
    await send(at);
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
  }
}
