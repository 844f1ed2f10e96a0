// The notices of a person over a real desk, with a clock that is moved by hand.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { defaultSettings, type Settings } from '#domain/settings/settings.ts';
import { aCallback, aLead, aUser } from '#domain/testing/builders.ts';
import type { User } from '#domain/user/user.ts';
import { createLive } from '../../replica/live.ts';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { createWire } from '../../replica/wire.ts';
import { createApi } from '../../session/api.ts';
import { openNoticeChoices } from '../../session/notice-choices.ts';
import { KIM, NOON, openTestDesk, type TestDesk } from '../../testing/desk-fixture.ts';
import { memoryStorage } from '../../testing/replica-fixture.ts';
import type { SystemNotice } from '../../ui/system-notices.ts';
import { tellNotices } from './tell-notices.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const MAIL = {
  ...{ id: createIds().next(), template: 'assigned', to: 'a@b.test', status: 'failed', attempts: 5 },
  ...{ last_error: 'x', lead_id: null, resend_of: null, created_at: NOON, sent_at: null },
};

interface Given {
  desk: TestDesk;
  me?: Partial<User>;
  kept?: Storage;
  touched?: (leadId: string) => boolean;
}

/** Tells what stands on the desk from now on. */
function tell({ desk: open, me: given = {}, kept = memoryStorage(), touched = () => false }: Given) {
  const shown: SystemNotice[] = [];
  const me = aUser({ ...KIM, time_zone: 'Europe/Berlin', ...given });
  const users = createLive<readonly User[]>([me]);
  const attention = createLive<readonly AttentionEntry[]>([]);
  const choices = openNoticeChoices(kept, KIM.id);
  const settings = createLive<Settings | undefined>(defaultSettings(NOON, createIds().next()));
  const asked: string[] = [];
  const wire = createWire({
    clock: { learn: () => undefined },
    fetch: async (path) => {
      asked.push(String(path));
      const page = { items: [MAIL], total: 1, has_more: false, last_id: MAIL.id };
      return new Response(JSON.stringify(page), { headers: { 'content-type': 'application/json' } });
    },
  });
  let wake: () => void = () => undefined;
  const stop = tellNotices({
    replica: {
      ...{ user_id: KIM.id, desk: open.desk, settings, users, now: open.clock.now },
      attention: attention as never,
    },
    ...{ kept, choices, me, touched, api: createApi({ wire }), first_mails_ms: 0 },
    notices: { show: async (notice) => shown.push(notice) > 0 },
    onResume: (listener) => {
      wake = listener;
      return () => undefined;
    },
  });
  stops.push(stop);
  const titles = () => shown.map(({ title, body }) => `${title}: ${body}`);
  return { shown, titles, attention, choices, users, asked, wake: () => wake(), stop };
}

async function openDeskOf(leads: ReturnType<typeof aLead>[], at = NOON) {
  const desk = await openTestDesk({ at });
  stops.push(desk.close);
  await desk.collections.leads.bulkInsert(leads);
  await desk.desk.settled();
  return desk;
}

const promise = async (desk: TestDesk, lead: { id: string }, until: string) => {
  await desk.collections.plan_events.insert(
    aCallback({ lead_id: lead.id, until, occurred_at: '2026-03-02T11:00:00.000Z' }),
  );
  await desk.desk.settled();
};

describe('a promised call', () => {
  it('is told when its hour comes, once, and not again by the next start', async () => {
    const alder = aLead({ name: 'Alder', assignee_id: KIM.id });
    const desk = await openDeskOf([alder]);
    await promise(desk, alder, '2026-03-02T14:00:00.000Z');
    const kept = memoryStorage();
    const first = tell({ desk, kept });
    expect(first.titles()).toEqual([]);
    desk.clock.set('2026-03-02T14:00:00.000Z');
    first.wake();
    await expect.poll(first.titles).toEqual(['A call is due now: Alder, 15:00']);
    first.stop();
    const second = tell({ desk, kept });
    expect(second.titles()).toEqual([]);
  });

  it('comes by its own timer', async () => {
    const alder = aLead({ name: 'Alder', assignee_id: KIM.id });
    const desk = await openDeskOf([alder]);
    await promise(desk, alder, '2026-03-02T12:00:00.500Z');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    stops.push(() => vi.useRealTimers());
    const { titles } = tell({ desk });
    expect(titles()).toEqual([]);
    desk.clock.set('2026-03-02T12:00:00.500Z');
    await vi.advanceTimersByTimeAsync(500);
    expect(titles()).toEqual(['A call is due now: Alder, 13:00']);
  });

  it('is one of many after a sleep: they are told as one', async () => {
    const leads = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'].map((name) =>
      aLead({ name, assignee_id: KIM.id }),
    );
    const desk = await openDeskOf(leads);
    for (const [at, lead] of leads.entries()) await promise(desk, lead, `2026-03-02T13:0${at}:00.000Z`);
    const { shown, wake } = tell({ desk });
    desk.clock.set('2026-03-02T16:00:00.000Z');
    wake();
    await expect
      .poll(() => shown.map(({ title, route }) => [title, route]))
      .toEqual([['5 calls are due now', '/today']]);
  });

  it('that was logged meanwhile is told no more', async () => {
    const alder = aLead({ name: 'Alder', assignee_id: KIM.id });
    const birch = aLead({ name: 'Birch', assignee_id: KIM.id });
    const desk = await openDeskOf([alder, birch]);
    for (const lead of [alder, birch]) await promise(desk, lead, '2026-03-02T14:00:00.000Z');
    const { titles, wake } = tell({ desk });
    const done = await desk.acts.logCall({ lead_id: alder.id, outcome: 'CONNECTED' });
    expect(done.ok).toBe(true);
    await desk.desk.settled();
    desk.clock.set('2026-03-02T14:00:00.000Z');
    wake();
    await expect.poll(titles).toEqual(['A call is due now: Birch, 15:00']);
  });

  it('of a colleague is no news of mine', async () => {
    const alder = aLead({ name: 'Alder', assignee_id: createIds().next() });
    const fresh = aLead({ name: 'Birch', assignee_id: KIM.id });
    const desk = await openDeskOf([alder, fresh]);
    for (const lead of [alder, fresh]) await promise(desk, lead, '2026-03-02T14:00:00.000Z');
    const { titles, wake } = tell({ desk, me: { role: 'manager' } });
    desk.clock.set('2026-03-02T14:00:00.000Z');
    wake();
    await expect.poll(titles).toEqual(['A call is due now: Birch, 15:00']);
  });
});

it('a first answer is told half an hour before its end, at the weekend too, and names nobody where that is wanted', async () => {
  const saturday = '2026-03-07T12:00:00.000Z';
  const fresh = aLead({
    name: 'Alder',
    state: 'PENDING',
    assignee_id: KIM.id,
    sla_due_at: '2026-03-07T13:00:00.000Z',
  });
  const desk = await openDeskOf([fresh], saturday);
  const { titles, choices, wake } = tell({ desk });
  choices.set({ ...choices.get(), names: false });
  desk.clock.set('2026-03-07T12:30:00.000Z');
  wake();
  await expect.poll(titles).toEqual(['A first answer is due: Open Callbook to see more.']);
});

it('a lead that comes is told, one that I made is not', async () => {
  const [mine, theirs] = [
    aLead({ name: 'Mine', assignee_id: KIM.id }),
    aLead({ name: 'Alder', assignee_id: KIM.id }),
  ];
  const desk = await openDeskOf([aLead({ assignee_id: KIM.id })]);
  const { titles } = tell({ desk, touched: (id) => id === mine.id });
  await desk.collections.leads.bulkInsert([mine, theirs]);
  await expect.poll(titles).toEqual(['A lead is yours now: Alder']);
});

it('work that needs attention is told in the working hours, and not where that is off', async () => {
  const desk = await openDeskOf([], '2026-03-07T12:00:00.000Z');
  const { titles, attention, choices, wake } = tell({ desk });
  const entry = (id: string) => ({ id, lead_id: null, at: desk.clock.now() }) as AttentionEntry;
  attention.set([entry('a'), entry('b')]);
  desk.clock.set('2026-03-09T08:00:00.000Z');
  wake();
  await expect.poll(titles).toEqual(['2 changes need your attention: Open Callbook to see more.']);
  choices.set({ ...choices.get(), off: ['attention'] });
  attention.set([entry('a'), entry('b'), entry('c')]);
  const birch = aLead({ name: 'Birch', assignee_id: KIM.id });
  await desk.collections.leads.insert(birch);
  await expect.poll(titles).toHaveLength(2);
  expect(titles()[1]).toBe('A lead is yours now: Birch');
});

it('mails that failed are asked for by who may see them, and told', async () => {
  const desk = await openDeskOf([]);
  const { titles, asked } = tell({ desk, me: { role: 'admin' } });
  await expect.poll(titles).toEqual(['A mail could not be sent: Open Callbook to see more.']);
  expect(asked).toEqual(['/api/outbox?status=failed&page_size=50']);
  const kam = tell({ desk, me: { role: 'kam' } });
  await desk.collections.leads.insert(aLead({ name: 'Birch', assignee_id: KIM.id }));
  await expect.poll(kam.titles).toEqual(['A lead is yours now: Birch']);
  expect(kam.asked).toEqual([]);
});
