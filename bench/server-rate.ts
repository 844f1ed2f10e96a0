// How much the server takes and gives in a second, over HTTP, on both engines.
import 'temporal-polyfill/global';
import { Agent, request } from 'node:http';
import { createIds } from '#domain/ids.ts';
import { signInByApi } from '../e2e/fixtures/api.ts';
import { makeScale } from '../sync-server/demo/make-scale.ts';
import type { Bench, Engine } from './harness/bench.ts';
import type { Contender, Figure, Measure } from './harness/figure.ts';
import { tokenOf } from './harness/load.ts';
import type { Holdings } from './server/people.ts';
import type { OurServer } from './server/serve.ts';

const LAPTOPS = 4;
/** Rows of a laptop's push, and documents of a page. */
const PUSHED_AT_ONCE = 100;
const PULLED_AT_ONCE = 1000;

const rate = (id: string, title: string, least?: number): Measure => ({
  id,
  title,
  unit: 'docs/s',
  statistic: 'median',
  targets: least === undefined ? [] : [{ least }],
});

export const serverRate: Figure = {
  id: 'server-rate',
  title: 'server',
  limit_minutes: 25,
  measures: (['postgres', 'pglite'] as const).flatMap((engine) => [
    rate(`${engine}_push`, `push of ${LAPTOPS} laptops, ${engine}`, 4000),
    rate(`${engine}_push_one`, `push of one laptop, ${engine}`),
    rate(`${engine}_pull`, `pull of ${LAPTOPS} laptops, ${engine}`, 40_000),
    rate(`${engine}_pull_one`, `pull of one laptop, ${engine}`),
  ]),
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  const servers = new Map<Engine, OurServer>();
  const { pushed } = bench.options.size;
  const held: Holdings = { leads: pushed / 10, interactions: (pushed * 9) / 10, bare: true };
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      for (const engine of ['postgres', 'pglite'] as const)
        servers.set(engine, await bench.oursOn(engine, { large: held }));
    },
    run: async () => {
      const samples: Record<string, number[]> = {};
      for (const [engine, server] of servers) {
        samples[`${engine}_push`] = [await pushRate(server, pushed, LAPTOPS)];
        samples[`${engine}_push_one`] = [await pushRate(server, pushed / 4, 1)];
        samples[`${engine}_pull`] = [await pullRate(server, held, LAPTOPS)];
        samples[`${engine}_pull_one`] = [await pullRate(server, held, 1)];
      }
      return samples;
    },
  };
}

/** Documents a second of so many laptops that push new leads, and then their history. */
async function pushRate({ url, people }: OurServer, count: number, laptops: number): Promise<number> {
  const { ask, userId } = await signInByApi(url, people.work);
  const bodies = bodiesOf(userId, count);
  const send = async (collection: string, rows: unknown[][]) => {
    const waiting = [...rows];
    const laptop = async () => {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        const path = `/api/sync/${collection}/push`;
        const { results } = await ask<{ results: { outcome: string }[] }>('POST', path, { rows: batch });
        const refused = results.find(({ outcome }) => outcome !== 'ok');
        if (refused) throw new Error(`a pushed row was not taken: ${JSON.stringify(refused)}`);
      }
    };
    await Promise.all(Array.from({ length: laptops }, laptop));
  };
  const start = performance.now();
  await send('leads', bodies.leads);
  await send('interactions', bodies.interactions);
  return (count * 1000) / (performance.now() - start);
}

function bodiesOf(kam: string, count: number) {
  const rows = { leads: [] as unknown[], interactions: [] as unknown[] };
  const input = { now: new Date().toISOString(), ids: createIds(), kams: [kam], currency: 'EUR', from: 0 };
  for (const { leads, interactions } of makeScale({
    ...input,
    leads: count / 10,
    interactions: (count * 9) / 10,
  })) {
    rows.leads.push(...leads.map(rowOf));
    rows.interactions.push(...interactions.map(rowOf));
  }
  return { leads: batches(rows.leads), interactions: batches(rows.interactions) };
}

const rowOf = (document: object) => ({ base: null, document: { ...document, _deleted: false } });

const batches = (rows: unknown[]): unknown[][] =>
  Array.from({ length: Math.ceil(rows.length / PUSHED_AT_ONCE) }, (_, at) =>
    rows.slice(at * PUSHED_AT_ONCE, (at + 1) * PUSHED_AT_ONCE),
  );

/** Documents a second of so many laptops that each pull everything. */
async function pullRate({ url, people }: OurServer, held: Holdings, laptops: number): Promise<number> {
  const token = await tokenOf(url, people.large);
  const agent = new Agent({ keepAlive: true, maxSockets: laptops });
  const laptop = async () => {
    for (const [collection, count] of [
      ['leads', held.leads],
      ['interactions', held.interactions],
    ] as const) {
      let checkpoint = '';
      for (let left: number = count; left > 0; left -= PULLED_AT_ONCE) {
        const query = new URLSearchParams({ checkpoint, limit: String(PULLED_AT_ONCE) });
        checkpoint = await pulledTo(`${url}/api/sync/${collection}/pull?${query}`, token, agent);
      }
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: laptops }, laptop));
  const ms = performance.now() - start;
  agent.destroy();
  return (laptops * (held.leads + held.interactions) * 1000) / ms;
}

/**
 * The checkpoint after a page. It stands at the end of the answer, whose documents are not parsed: what is measured is
 * the server, with which this process shares the machine.
 */
function pulledTo(url: string, token: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let tail = '';
      answer.on('data', (chunk: Buffer) => {
        tail = (tail + chunk.subarray(-600).toString('latin1')).slice(-600);
      });
      answer.on('end', () => {
        const found = /"checkpoint":"([^"]+)"\}$/.exec(tail)?.[1];
        if (found && answer.statusCode === 200) resolve(found);
        else reject(new Error(`a pull was answered with ${answer.statusCode}`));
      });
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
