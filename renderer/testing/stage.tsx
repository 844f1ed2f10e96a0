// The whole app in a page of the test's browser: real session, replica on IndexedDB and sync, against the server's side
// in memory. The clock stands still at noon (UTC) of Monday 2 March 2026.
import { createMemoryHistory } from '@tanstack/react-router';
import { vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { createIds } from '#domain/ids.ts';
import { defaultSettings, type Settings } from '#domain/settings/settings.ts';
import type { Collection, DocumentOf } from '#domain/sync/collections.ts';
import { aUser } from '#domain/testing/builders.ts';
import type { User } from '#domain/user/user.ts';
import { App } from '../app.tsx';
import { Providers } from '../providers.tsx';
import { createReplicaOpener } from '../replica/opener.ts';
import type { Replica } from '../replica/replica-types.ts';
import { createWire, type Fetch } from '../replica/wire.ts';
import { createResumeStore } from '../resume/resume-store.ts';
import { createAppRouter } from '../router.tsx';
import { Screens } from '../screens.tsx';
import { createKeptUser } from '../session/kept-user.ts';
import type { NewerVersion } from '../session/newer-version.ts';
import { createSession } from '../session/session.ts';
import { freshName, memoryStorage, stillClock } from './replica-fixture.ts';
import { TestSyncServer } from './sync-server.ts';

export const STAGE_NOW = '2026-03-02T12:00:00.000Z';

type Seed = { [C in Collection]?: readonly DocumentOf<C>[] };

export interface StageOptions {
  /** Address after the #, for example "/leads". */
  at: string;
  seed?: Seed;
  user?: Partial<User>;
  settings?: Partial<Settings>;
  /** Answers in the server's place, or none at all. */
  faults?: Parameters<TestSyncServer['fetchFor']>[1];
  /** What answers the requests that are no replication. */
  serverFetch?: Fetch;
  /** What the browser edition knows of a newer one. */
  newerVersion?: NewerVersion;
  /** The app is shown before the first sync is complete. */
  at_once?: boolean;
}

/** Opens the app where `at` says, with everything of the seed on this device. */
export async function openStage({
  at,
  seed = {},
  user: given = {},
  settings = {},
  faults = {},
  serverFetch,
  newerVersion,
  at_once = false,
}: StageOptions) {
  const user = aUser(given);
  const ids = createIds();
  const server = new TestSyncServer();
  server.time = () => STAGE_NOW;
  server.write(user.id, 'users', user);
  server.write(user.id, 'settings', { ...defaultSettings(STAGE_NOW, ids.next()), ...settings });
  for (const [collection, documents] of Object.entries(seed))
    for (const document of documents) server.write(user.id, collection as Collection, document);

  const clock = stillClock(STAGE_NOW);
  const kept = memoryStorage();
  const wire = createWire({ fetch: server.fetchFor(user.id, faults), clock });
  const opener = createReplicaOpener({
    wire,
    clock,
    ids,
    kept,
    report: console.error,
    onEnded: () => undefined,
  });
  const origin = `http://${freshName()}.invalid`;
  const deps = { wire, kept, origin, desktop: undefined, wipe: opener.wipe, onSignedIn: opener.resume };
  createKeptUser(deps).write(user);
  const session = createSession(deps);
  const router = createAppRouter(createMemoryHistory({ initialEntries: [at] }));
  const first: Replica = await opener.open(user, origin);
  await new Promise<void>((resolve) => {
    const look = () => {
      if (first.sync.status.getState().first_sync && !at_once) return;
      stop();
      resolve();
    };
    const stop = first.sync.status.subscribe(look);
    look();
  });
  if (!at_once) await first.desk.settled();
  let uses = 0;
  const resumes = createResumeStore({ name: freshName(), now: () => ++uses });
  const place = document.createElement('div');
  place.id = 'root';
  document.body.append(place);
  document.title = '';
  const screen = await render(
    <Providers
      session={session}
      {...(serverFetch ? { serverFetch } : {})}
      {...(newerVersion ? { newerVersion } : {})}
    >
      <App openReplica={opener.open} unsentFile={opener.unsentFile}>
        <Screens router={router} resumes={resumes} />
      </App>
    </Providers>,
    { container: place },
  );
  await session.start();
  // A screen names the document in the same breath in which it takes its keys: from then on none is lost.
  await vi.waitUntil(() => document.title !== '', { timeout: 10_000 });
  const close = async () => {
    await screen.unmount();
    place.remove();
    await resumes.clear();
    await first.wipe();
  };
  return { screen, server, replica: first, router, user, close };
}
