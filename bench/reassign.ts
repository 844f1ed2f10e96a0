// A lead with a long history changes hands: until the one has it no more and the other has all of it.
import { signInByApi } from '../e2e/fixtures/api.ts';
import type { Bench, OurDevice } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';

export const reassign: Figure = {
  id: 'reassign',
  title: 'a lead with its history changes hands',
  limit_minutes: 15,
  measures: [
    { id: 'taken', title: 'gone from the one', unit: 's', statistic: 'median', targets: [{ most: 1 }] },
    { id: 'given', title: 'whole with the other', unit: 's', statistic: 'median', targets: [{ most: 1 }] },
  ],
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  let pair: { from: OurDevice; to: OurDevice } | null = null;
  let leadIds: string[] = [];
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      pair = { from: await bench.ourDevice('give'), to: await bench.ourDevice('take') };
      for (const device of [pair.from, pair.to]) {
        await device.call('firstSync');
        await device.call('untilSynced');
        await device.call('untilAudited');
      }
      leadIds = await pair.from.call('leadIds');
    },
    run: async (run) => {
      const leadId = leadIds[run];
      if (!pair || !leadId) throw new Error('there is no further lead to give away');
      const { url, people } = await bench.ours();
      const admin = await signInByApi(url, people.admin);
      const taken = pair.from.call('untilTaken', leadId);
      const given = pair.to.call('untilGiven', { leadId, children: bench.options.size.children });
      const start = performance.timeOrigin + performance.now();
      await admin.ask('POST', `/api/leads/${leadId}/assign`, { assignee_id: people.take.id });
      return { taken: [((await taken) - start) / 1000], given: [((await given) - start) / 1000] };
    },
  };
}
