// A page of fifty leads among many: how often a second.
import type { Bench, Engine } from './harness/bench.ts';
import { FASTAPI, fastApiContender } from './harness/fastapi.ts';
import type { Contender, Figure } from './harness/figure.ts';
import { type Shot, saturate, shoot } from './harness/load.ts';
import { signedInServers } from './harness/signed-in-servers.ts';

const CONNECTIONS = 16;
const SECONDS = 6;
const LEADS = 10_000;
const ENGINES: readonly Engine[] = ['postgres', 'pglite'];

export const leadList: Figure = {
  id: 'lead-list',
  title: 'a page of 50 leads',
  limit_minutes: 20,
  measures: ENGINES.map((engine) => ({
    id: engine,
    title: `of ${LEADS.toLocaleString('en')}, ${engine}`,
    unit: 'requests/s',
    statistic: 'median',
    targets: [{ least_times: 20, of: FASTAPI }],
  })),
  contenders: (bench) => [ours(bench), peer(bench)],
};

function ours(bench: Bench): Contender {
  const shots = new Map<Engine, Shot>();
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      const servers = await signedInServers(bench, ENGINES, { leads: LEADS, interactions: 0, bare: true });
      for (const [engine, { url, token }] of servers) {
        const page = `${url}/api/leads?page_size=50&sort=-created_at`;
        shots.set(engine, { method: 'GET', url: page, token, expects: 200 });
      }
    },
    run: async () => {
      const samples: Record<string, number[]> = {};
      for (const [engine, shot] of shots)
        samples[engine] = [await saturate(() => shot, CONNECTIONS, SECONDS)];
      return samples;
    },
  };
}

const peer = (bench: Bench): Contender =>
  fastApiContender(bench, {
    prepare: fill,
    run: async (url) => {
      const shot: Shot = { method: 'GET', url: `${url}/api/leads?limit=50`, expects: 200 };
      const per_second = await saturate(() => shot, CONNECTIONS, SECONDS);
      return Object.fromEntries(ENGINES.map((engine) => [engine, [per_second]]));
    },
  });

/** Its own door is the only one that it has. */
async function fill(url: string): Promise<void> {
  for (let at = 0; at < LEADS; at += 1) {
    const body = JSON.stringify({
      first_name: 'Ada',
      last_name: `Listed ${at}`,
      email: `listed.${at}@example.com`,
      resume: 'https://example.com/resume.pdf',
    });
    await shoot({ method: 'POST', url: `${url}/api/leads`, body, expects: 201 });
  }
}
