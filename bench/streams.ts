// Five hundred laptops listen at one server, and one of them writes: how long until all others have heard.
import { Agent, type ClientRequest, request } from 'node:http';
import type { Bench, Engine } from './harness/bench.ts';
import type { Contender, Figure } from './harness/figure.ts';
import { shoot } from './harness/load.ts';
import { type SignedInServer, signedInServers } from './harness/signed-in-servers.ts';
import { until } from './harness/within.ts';

const STREAMS = 500;
const CHANGES = 10;
const GAP_MS = 1_500;
const WAIT_MS = 60_000;
const ENGINES: readonly Engine[] = ['postgres', 'pglite'];

export const streams: Figure = {
  id: 'streams',
  title: `a change to ${STREAMS} open streams`,
  limit_minutes: 10,
  measures: ENGINES.map((engine) => ({
    id: engine,
    title: `until each has heard, ${engine}`,
    unit: 'ms' as const,
    statistic: 'p95' as const,
    targets: [{ most: 500 }],
  })),
  contenders: (bench) => [ours(bench)],
};

function ours(bench: Bench): Contender {
  let servers = new Map<Engine, SignedInServer>();
  return {
    name: 'callbook',
    kind: 'ours',
    prepare: async () => {
      servers = await signedInServers(bench, ENGINES, { leads: 100, interactions: 0, bare: true });
    },
    run: async () => {
      const samples: Record<string, number[]> = {};
      for (const [engine, server] of servers) samples[engine] = await delaysOf(server);
      return samples;
    },
  };
}

/** Milliseconds from the sending of each change until each stream has told of it. */
async function delaysOf({ url, token }: SignedInServer): Promise<number[]> {
  const agent = new Agent({ keepAlive: false, maxSockets: STREAMS });
  const delays: number[] = [];
  let open = 0;
  const readers: ClientRequest[] = [];
  for (let at = 0; at < STREAMS; at += 1)
    readers.push(
      listen(
        { url, token, agent },
        () => {
          open += 1;
        },
        (sent) => delays.push(performance.now() - sent),
      ),
    );
  await until(WAIT_MS, 'the streams', async () => open === STREAMS);
  const page = await shoot({ method: 'GET', url: `${url}/api/leads?page_size=1`, token, expects: 200 });
  const [lead] = (JSON.parse(page) as { items: { id: string }[] }).items;
  for (let at = 1; at <= CHANGES; at += 1) {
    const body = JSON.stringify({ lead_id: lead?.id, type: 'NOTE', note: `sent ${performance.now()} .` });
    await shoot({ method: 'POST', url: `${url}/api/interactions`, body, token, expects: 201 });
    await until(WAIT_MS, 'the change', async () => delays.length >= at * STREAMS);
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
  }
  for (const reader of readers) reader.destroy();
  agent.destroy();
  return delays;
}

/** Opens one stream; says when the server has begun it, and of each change when that was sent. */
function listen(
  { url, token, agent }: { url: string; token: string; agent: Agent },
  begun: () => void,
  heard: (sent: number) => void,
): ClientRequest {
  const asked = request(
    `${url}/api/sync/stream`,
    { agent, headers: { authorization: `Bearer ${token}` } },
    (answer) => {
      let rest = '';
      let told = false;
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        if (!told) begun();
        told = true;
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const [, sent] = /sent ([\d.]+) \./.exec(line) ?? [];
          if (sent !== undefined) heard(Number(sent));
        }
      });
      answer.on('error', () => undefined);
    },
  );
  // Its end is ours.
  asked.on('error', () => undefined);
  asked.end();
  return asked;
}
