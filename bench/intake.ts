// Prospects who apply: how many a second, and how long one waits at half of that. Ours stores the lead, its contact, the
// submission, two mails and a line of the audit in one transaction; the peer stores a row.
import type { Bench, Engine } from './harness/bench.ts';
import { FASTAPI, fastApiContender } from './harness/fastapi.ts';
import type { Contender, Figure, Measure } from './harness/figure.ts';
import { paced, type Shot, saturate } from './harness/load.ts';
import type { OurServer } from './server/serve.ts';

const CONNECTIONS = 32;
const SECONDS = 8;
const ENGINES: readonly Engine[] = ['postgres', 'pglite'];

const rate = (engine: Engine): Measure => ({
  id: `${engine}_rate`,
  title: `applications, ${engine}`,
  unit: 'requests/s',
  statistic: 'median',
  targets: [
    { least_times: 4, of: FASTAPI },
    { least_times: 8, of: FASTAPI },
  ],
});

const wait = (engine: Engine): Measure => ({
  id: `${engine}_wait`,
  title: `one of them at half of that, p99, ${engine}`,
  unit: 'ms',
  statistic: 'p99',
  targets: [{ most: 100 }],
});

export const intake: Figure = {
  id: 'intake',
  title: 'intake',
  limit_minutes: 15,
  measures: ENGINES.flatMap((engine) => [rate(engine), wait(engine)]),
  contenders: (bench) => [ours(bench), peer(bench)],
};

function ours(bench: Bench): Contender {
  const servers = new Map<Engine, OurServer>();
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      for (const engine of ENGINES) servers.set(engine, await bench.oursOn(engine, {}));
    },
    run: async (run) => {
      const samples: Record<string, number[]> = {};
      for (const [engine, { url }] of servers) {
        const applied = applications(url, `${run}`);
        const per_second = await saturate(applied, CONNECTIONS, SECONDS);
        samples[`${engine}_rate`] = [per_second];
        samples[`${engine}_wait`] = await paced(applications(url, `${run}p`), per_second / 2, SECONDS);
      }
      return samples;
    },
  };
}

const peer = (bench: Bench): Contender =>
  fastApiContender(bench, {
    run: async (url, run) => {
      const per_second = await saturate(applications(url, `${run}`), CONNECTIONS, SECONDS);
      const waits = await paced(applications(url, `${run}p`), per_second / 2, SECONDS);
      return Object.fromEntries(
        ENGINES.flatMap((engine) => [
          [`${engine}_rate`, [per_second]],
          [`${engine}_wait`, waits],
        ]),
      );
    },
  });

const applications =
  (url: string, run: string) =>
  (at: number): Shot => ({
    method: 'POST',
    url: `${url}/api/leads`,
    body: JSON.stringify({
      first_name: 'Ada',
      last_name: `Applicant ${at}`,
      email: `applicant.${run}.${at}@example.com`,
      resume: 'https://example.com/resume.pdf',
      message: 'I have worked in a bakery for eight years and would like to hear from you.',
    }),
    expects: 201,
  });
