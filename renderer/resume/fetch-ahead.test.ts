// Résumés that come before anybody asks, over a real desk; and when they leave the device.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { aLead } from '#domain/testing/builders.ts';
import type { SyncStatus } from '../replica/replica-types.ts';
import { createWire, type Fetch } from '../replica/wire.ts';
import { createSession } from '../session/session.ts';
import { openTestDesk, type TestDesk } from '../testing/desk-fixture.ts';
import { freshName, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { forgetAtSignOut } from './forget-at-sign-out.ts';
import { createResumeShelf } from './resume-shelf.ts';
import { createResumeStore } from './resume-store.ts';

const anApplicant = (given: Partial<Lead> = {}) =>
  aLead({ state: 'PENDING', resume: { kind: 'file', name: 'cv.txt', size: 4 }, ...given });

const synced = () => createStore<SyncStatus>(() => ({ state: 'synced' }) as SyncStatus);

describe('résumés that are fetched ahead', () => {
  let open: TestDesk;
  let end: () => void = () => undefined;
  beforeEach(async () => {
    open = await openTestDesk();
  });
  afterEach(async () => {
    end();
    await open.close();
  });

  function start(status = synced()) {
    const asked: string[] = [];
    const fetch: Fetch = async (path) => {
      asked.push(path.split('/')[3] ?? '');
      return new Response('Noor', { headers: { 'content-disposition': 'attachment' } });
    };
    let uses = 0;
    const store = createResumeStore({ name: freshName(), now: () => ++uses });
    const shelf = createResumeShelf({ store, owner: 'kim', fetch });
    end = fetchAhead({ shelf, desk: open.desk, status, quiet_ms: 1 });
    return { asked, shelf, status };
  }

  it('are those of new leads that have a file, the newest first, each once', async () => {
    const leads = [
      anApplicant({ created_at: '2026-02-01T10:00:00.000Z' }),
      anApplicant({ created_at: '2026-02-03T10:00:00.000Z' }),
      anApplicant({ resume: { kind: 'link', name: 'cv.example', size: null } }),
      anApplicant({ state: 'REACHED_OUT' }),
      anApplicant({ resume: null }),
    ];
    await open.collections.leads.bulkInsert(leads);
    const { asked } = start();
    await expect.poll(() => asked).toEqual([leads[1]?.id, leads[0]?.id]);
    const later = anApplicant();
    await open.collections.leads.insert(later);
    await expect.poll(() => asked).toEqual([leads[1]?.id, leads[0]?.id, later.id]);
  });

  it('wait for a network, and leave the device with their lead', async () => {
    const lead = anApplicant();
    await open.collections.leads.insert(lead);
    const status = createStore<SyncStatus>(() => ({ state: 'waiting' }) as SyncStatus);
    const { asked, shelf } = start(status);
    await open.desk.settled();
    expect(asked).toEqual([]);
    status.setState({ state: 'synced' });
    await expect.poll(() => shelf.isHere(lead)).toBe(true);
    await (await open.collections.leads.findOne(lead.id).exec())?.remove();
    await expect.poll(() => shelf.isHere(lead)).toBe(false);
  });
});

it('go with every sign-out, although the leads stay on the device', async () => {
  const kept = memoryStorage();
  const user = { id: 'kim', email: 'kim@callbook.example', name: 'Kim', role: 'kam', time_zone: 'UTC' };
  kept.setItem('callbook.user', JSON.stringify(user));
  const fetch: Fetch = async () => new Response('{}');
  const session = createSession({
    ...{ kept, origin: 'https://page.example', desktop: undefined },
    wire: createWire({ fetch, clock: stillClock() }),
    wipe: async () => undefined,
    onSignedIn: () => undefined,
  });
  await session.start();
  const store = createResumeStore({ name: freshName(), now: () => 1 });
  const key = { lead_id: createIds().next(), name: 'cv.txt', size: 1 };
  await store.put('kim', key, { name: 'cv.txt', media_type: '', bytes: new Uint8Array([65]) });
  forgetAtSignOut(session, store, expect.unreachable);
  expect(await store.has('kim', key)).toBe(true);
  await session.signOut();
  await expect.poll(() => store.has('kim', key)).toBe(false);
});
