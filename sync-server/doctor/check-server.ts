// Whether a server runs at the configured place already, and what it says of itself.
import type { Config } from '../config.ts';
import { type Finding, reasonOf } from './finding.ts';

/** Asks /ready; nobody there is no fault. */
export async function checkServer({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): Promise<Finding> {
  const part = 'server';
  const reachable = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${PORT}`;
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5000) });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && isReady(body))
      return { part, state: 'ok', words: `runs at ${url}, and its database answers` };
    if (response.status === 503) {
      return { part, state: 'wrong', words: `runs at ${url}, but its database does not answer: see its log` };
    }
    return { part, state: 'wrong', words: `something else than Callbook answers at ${url}: set PORT` };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'ECONNREFUSED') return { part, state: 'ok', words: `does not run; ${url} is free` };
    return { part, state: 'note', words: `does not run, or does not answer at ${url} (${reason})` };
  }
}

const isReady = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'status' in body && body.status === 'ready';
