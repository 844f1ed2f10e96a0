// A desk over a real database for one test, with counters of what it reads.

import { defaultSettings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { createActs } from '../replica/acts/acts.ts';
import { openDesk } from '../replica/desk/desk.ts';
import type { DeskReady } from '../replica/desk-types.ts';
import { createLive } from '../replica/live.ts';
import { openTestDatabase, stillClock } from './replica-fixture.ts';

export const NOON = '2026-03-02T12:00:00.000Z';
export const KIM: Actor = { id: '01890000-0000-7000-8000-000000000001', role: 'kam' };

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

/** Opens a database and its desk at noon of Monday 2 March 2026, seen from Berlin. */
export async function openTestDesk(options: { name?: string; at?: string; actor?: Actor } = {}) {
  const clock = stillClock(options.at ?? NOON);
  const open = await openTestDatabase({ clock, ...(options.name ? { name: options.name } : {}) });
  const { collections } = open.database;
  const read = { interactions: 0 };
  const { storageInstance } = collections.interactions;
  const query = storageInstance.query.bind(storageInstance);
  storageInstance.query = async (prepared) => {
    const result = await query(prepared);
    read.interactions += result.documents.length;
    return result;
  };
  const settings = createLive({
    ...defaultSettings(NOON, open.ids.next()),
    cadence_defaults: { A: null, B: null, C: null, default: null },
  });
  const ready = createLive<DeskReady>('ready');
  const desk = await openDesk({
    collections,
    clock,
    timeZone: () => 'Europe/Berlin',
    settings,
    ready,
    report: open.report,
    keep_after_ms: 60_000,
  });
  const actor = options.actor ?? KIM;
  const acts = createActs({ ...open, collections, actor: () => actor, settings: settings.get, desk });
  const close = async () => {
    await desk.close();
    open.attention.close();
    await open.database.rx.close();
  };
  /** Ends without writing the desk to disk, as a crash does. */
  const crash = async () => {
    open.attention.close();
    await open.database.rx.close();
  };
  return { ...open, collections, clock, desk, acts, settings, ready, read, close, crash };
}
