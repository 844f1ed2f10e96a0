// The server's list of due calls over ten thousand leads: from what it keeps, whole and its first page; and how long another
// request waits meanwhile, which is how long the list keeps the server to itself.
import { Agent } from 'node:http';
import type { Bench, Engine } from './harness/bench.ts';
import type { Contender, Figure, Measure } from './harness/figure.ts';
import { type Shot, shoot } from './harness/load.ts';
import { type SignedInServer, signedInServers } from './harness/signed-in-servers.ts';

const LEADS = 10_000;
const CALLS_EACH = 9;
const TIMES = 30;
const ENGINES: readonly Engine[] = ['postgres', 'pglite'];

const measure = (id: string, title: string, most: number, statistic: Measure['statistic']): Measure => ({
  id,
  title,
  unit: 'ms',
  statistic,
  targets: [{ most }],
});

export const dueToday: Figure = {
  id: 'due-today',
  title: `due calls of ${LEADS.toLocaleString('en')} leads on the server`,
  limit_minutes: 20,
  measures: ENGINES.flatMap((engine) => [
    measure(`${engine}_page`, `first 50, ${engine}`, 150, 'median'),
    measure(`${engine}_whole`, `the whole list, ${engine}`, 150, 'median'),
    measure(`${engine}_wait`, `another request meanwhile, longest, ${engine}`, 50, 'highest'),
  ]),
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  let servers = new Map<Engine, SignedInServer>();
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      const holdings = { leads: LEADS, interactions: LEADS * CALLS_EACH, bare: true };
      servers = await signedInServers(bench, ENGINES, holdings);
    },
    run: async () => {
      const samples: Record<string, number[]> = {};
      for (const [engine, { url, token }] of servers) {
        const list = `${url}/api/leads/due_today`;
        const get = (address: string): Shot => ({ method: 'GET', url: address, token, expects: 200 });
        samples[`${engine}_page`] = await timesOf(get(`${list}?page_size=50`));
        samples[`${engine}_whole`] = await timesOf(get(list));
        samples[`${engine}_wait`] = await waitsBeside(get(list), `${url}/health`);
      }
      return samples;
    },
  };
}

async function timesOf(shot: Shot): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let at = 0; at < TIMES; at += 1) {
    const start = performance.now();
    await shoot(shot, agent);
    times.push(performance.now() - start);
  }
  agent.destroy();
  return times;
}

/** How long small requests wait while the list is asked for again and again, with another instant each time. */
async function waitsBeside(shot: Shot, health: string): Promise<number[]> {
  const [lists, small] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  const waits: number[] = [];
  let over = false;
  const asking = (async () => {
    for (let at = 0; at < TIMES; at += 1) await shoot(shot, lists);
    over = true;
  })();
  while (!over) {
    const start = performance.now();
    await shoot({ method: 'GET', url: health, expects: 200 }, small);
    waits.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await asking;
  for (const agent of [lists, small]) agent.destroy();
  return waits;
}
