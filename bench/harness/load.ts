// Requests at a server: as many as it takes, or so many a second. From one process, which shares the machine.
import { Agent, request } from 'node:http';

export interface Shot {
  method: 'GET' | 'POST';
  url: string;
  /** JSON, as text. */
  body?: string;
  token?: string;
  /** The status without which the shot is a fault. */
  expects: number;
}

/** Requests a second, by so many connections that each ask again as soon as they are answered. */
export async function saturate(
  shots: (at: number) => Shot,
  connections: number,
  seconds: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let count = 0;
  let next = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const connection = async () => {
    while (performance.now() < end) {
      next += 1;
      await shoot(shots(next), agent);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const per_second = (count * 1000) / (performance.now() - start);
  agent.destroy();
  return per_second;
}

/** Milliseconds of each of the requests that are sent at this rate, whether the ones before are answered or not. */
export async function paced(
  shots: (at: number) => Shot,
  per_second: number,
  seconds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const total = Math.floor(per_second * seconds);
  const start = performance.now();
  const pending: Promise<number>[] = [];
  while (pending.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) * per_second) / 1000));
    while (pending.length < due) pending.push(timed(shots(pending.length), agent));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const times = await Promise.all(pending);
  agent.destroy();
  return times;
}

/** The access token of a person. */
export async function tokenOf(
  url: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const body = JSON.stringify({ email, password });
  const answer = await shoot({ method: 'POST', url: `${url}/api/auth/login`, body, expects: 200 });
  return (JSON.parse(answer) as { access_token: string }).access_token;
}

async function timed(shot: Shot, agent: Agent): Promise<number> {
  const start = performance.now();
  await shoot(shot, agent);
  return performance.now() - start;
}

/** One request; resolves when the answer is here whole. */
export function shoot({ method, url, body, token, expects }: Shot, agent?: Agent): Promise<string> {
  const headers = {
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, ...(agent ? { agent } : {}) }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => void parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (answer.statusCode === expects) resolve(text);
        else
          reject(new Error(`${method} ${url} was answered with ${answer.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
