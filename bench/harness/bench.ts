// What a figure works with: servers that are started once, devices, and the options. Whatever was opened is closed at
// the end of the figure, servers and the large device at the end of the bench.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { signInByApi } from '../../e2e/fixtures/api.ts';
import { ROOT } from '../../scripts/run.mjs';
import type { Options } from '../options.ts';
import type { OurPage } from '../page/main.ts';
import type { Given } from '../peers/documents.ts';
import type { PeerPage } from '../peers/page/main.ts';
import type { PeerServer, PeerServerOptions } from '../peers/serve.ts';
import { type Holdings, holdingsOf, type Name } from '../server/people.ts';
import type { OurServer, OurServerOptions } from '../server/serve.ts';
import { startChild } from './child.ts';
import { type Device, openDevice, type PageApi } from './device.ts';
import { startFastApi } from './fastapi.ts';
import { installPeers } from './install-peers.ts';
import { buildOurPage, buildPeerPage } from './pages.ts';
import type { Scope } from './scope.ts';

export type OurDevice = Device<OurPage>;
export type PeerDevice = Device<PeerPage>;
export type Engine = OurServerOptions['engine'];

export interface Bench {
  options: Options;
  /** The server with everybody's documents, on PGlite. */
  ours(): Promise<OurServer>;
  /** A further server on this engine, with these holdings alone. */
  oursOn(engine: Engine, holdings: Partial<Record<Name, Holdings>>): Promise<OurServer>;
  /** Rejects with the reason where the peers cannot be had. */
  peers(): Promise<PeerServer>;
  /** A fresh FastAPI peer; its address. Rejects with the reason where it cannot be had. */
  fastApi(): Promise<string>;
  /** How many documents a first sync brings, those of the workspace included. */
  documents(): Promise<number>;
  /** A fresh laptop on our page, with this person signed in. */
  ourDevice(name: Name): Promise<OurDevice>;
  /** A laptop on our page with nobody signed in, from a server that holds nothing: for what needs neither. */
  emptyDevice(): Promise<OurDevice>;
  peerDevice(): Promise<PeerDevice>;
  /** One laptop with the large replica on it, synced; the same for every figure. */
  largeDevice(): Promise<OurDevice>;
  say(line: string): void;
}

/** Deps: the scope of the whole bench, and that of the figure under way. */
export function createBench(deps: {
  options: Options;
  whole: Scope;
  current(): Scope;
  say(line: string): void;
}): Bench {
  const { options, whole, current, say } = deps;
  const ourPage = lazily(buildOurPage);
  const start = async (engine: Engine, holdings: Partial<Record<Name, Holdings>>, scope: Scope) => {
    say(`Filling a server on ${engine} …`);
    const script = join(ROOT, 'bench/server/serve.ts');
    const given = { engine, holdings, pages: await ourPage() };
    const child = await startChild<OurServerOptions, OurServer>(script, given);
    scope.atEnd(child.stop);
    return child.ready;
  };
  const ours = lazily(() => start('pglite', holdingsOf(options.size, options.runs), whole));
  const documents = lazily(async () => documentsOf(await ours()));
  const peers = lazily(async () => {
    if (options.alone) throw new Error('left out');
    const reason = await installPeers(say);
    if (reason !== null) throw new Error(reason);
    return startPeers(await documents(), whole, say);
  });
  const device = async <Api extends PageApi>(url: string, scope: Scope) =>
    scope.hold(await openDevice<Api>(`${url}/app/`));
  const signedIn = async (name: Name, scope: Scope): Promise<OurDevice> => {
    const { page_url, people } = await ours();
    const opened = await device<OurPage>(page_url, scope);
    await opened.call('signIn', people[name]);
    return opened;
  };
  return {
    options,
    say,
    ours,
    peers,
    oursOn: (engine, holdings) => start(engine, holdings, current()),
    fastApi: async () => {
      if (options.alone) throw new Error('left out');
      return startFastApi(current());
    },
    documents: async () => (await documents()).length,
    ourDevice: (name) => signedIn(name, current()),
    emptyDevice: async () => device<OurPage>((await start('pglite', {}, current())).page_url, current()),
    peerDevice: async () => device<PeerPage>((await peers()).url, current()),
    largeDevice: lazily(async () => {
      const opened = await signedIn('large', whole);
      say('Bringing the large replica onto a laptop …');
      await opened.call('firstSync');
      return opened;
    }),
  };
}

async function startPeers(
  documents: Given[],
  scope: Scope,
  say: (line: string) => void,
): Promise<PeerServer> {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-bench-peers-'));
  scope.atEnd(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'documents.json');
  await writeFile(file, JSON.stringify(documents));
  say('Filling the servers of the peers …');
  const script = join(ROOT, 'bench/peers/serve.ts');
  const given = { documents: file, folder, pages: await buildPeerPage() };
  const child = await startChild<PeerServerOptions, PeerServer>(script, given);
  scope.atEnd(child.stop);
  return child.ready;
}

/** Everything that the replica of the first sync will hold. */
async function documentsOf({ url, people }: OurServer): Promise<Given[]> {
  const api = await signInByApi(url, people.sync);
  const lists = COLLECTIONS.map(async (collection) =>
    (await api.documents(collection)).map((document) => ({ collection, document })),
  );
  return (await Promise.all(lists)).flat();
}

/** Made at the first call; a failure stays, so that nothing is tried for every contender anew. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
