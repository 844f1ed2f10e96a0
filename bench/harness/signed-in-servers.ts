// A server of each engine with the same leads on it, and the token of the person who has them.
import type { Holdings } from '../server/people.ts';
import type { Bench, Engine } from './bench.ts';
import { tokenOf } from './load.ts';

export interface SignedInServer {
  url: string;
  token: string;
}

export async function signedInServers(
  bench: Bench,
  engines: readonly Engine[],
  holdings: Holdings,
): Promise<Map<Engine, SignedInServer>> {
  const servers = new Map<Engine, SignedInServer>();
  for (const engine of engines) {
    const { url, people } = await bench.oursOn(engine, { large: holdings });
    servers.set(engine, { url, token: await tokenOf(url, people.large) });
  }
  return servers;
}
