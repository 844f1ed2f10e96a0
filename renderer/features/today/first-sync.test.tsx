// Today while the history is still on its way: the server's list, and never a wrong bucket. Monday 2 March 2026, 13:00 in
// Berlin. Everything has arrived but the interactions, which the server holds back.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';
import { loadingWords } from './first-sync-banner.tsx';

let close: () => Promise<void> = () => Promise.resolve();
let release: () => void;
let reached: boolean;
beforeEach(async () => {
  localStorage.clear();
  localStorage.setItem('callbook:today-view', 'bucket');
  reached = true;
  await page.viewport(1280, 800);
});
afterEach(async () => {
  release();
  await close();
});

const hours = (opens: string, closes: string): Pick<Lead, 'call_hours'> => ({
  call_hours: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [[opens, closes]]])),
});
const old = { created_at: '2026-01-05T09:00:00.000Z', state: 'REACHED_OUT' };
const named = (name: string, given: Partial<Lead> = {}) =>
  aLead({ ...old, ...hours('08:00', '18:00'), name, ...given });

async function open() {
  const leads = {
    late: named('Alder'),
    now: named('Birch'),
    today: named('Cedar', hours('15:00', '18:00')),
    waiting: named('Dogwood', {
      call_hours: {
        '1': [
          ['08:00', '10:00'],
          ['16:00', '18:00'],
        ],
      },
    }),
    tried: named('Elm'),
    called: named('Fir'),
    fresh: named('Ginkgo', {
      state: 'PENDING',
      created_at: '2026-03-02T11:30:00.000Z',
      sla_due_at: '2026-03-02T13:30:00.000Z',
    }),
  };
  const call = (lead: Lead, on: string, outcome: 'CONNECTED' | 'NO_ANSWER' = 'CONNECTED') =>
    aCall({ lead_id: lead.id, occurred_at: `${on}:00.000Z`, outcome });
  let held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const stage = await openStage({
    at: '/today',
    at_once: true,
    seed: {
      leads: Object.values(leads),
      pocs: [aPoc({ lead_id: leads.late.id, name: 'Mara Lind', phone: '+49 170 1', is_primary: true })],
      interactions: [
        call(leads.late, '2026-02-16T10:00'),
        ...[leads.now, leads.today, leads.waiting].map((lead) => call(lead, '2026-02-23T10:00')),
        call(leads.tried, '2026-02-16T10:00'),
        call(leads.tried, '2026-03-02T11:00', 'NO_ANSWER'),
        call(leads.called, '2026-02-27T10:00'),
      ],
    },
    faults: {
      before: async (path) => {
        if (!reached) return null;
        if (path.startsWith('/api/sync/interactions/pull')) await held;
        return reached ? undefined : null;
      },
    },
  });
  close = stage.close;
  held = held.then(() => undefined);
  return { ...stage, leads };
}

const options = () => page.getByRole('listbox', { name: 'Today' }).getByRole('option');
const loading = () => page.getByRole('status', { name: 'Loading' });
/** Each lead's section on the screen, by its id, in the order of the list. */
const shown = () =>
  options()
    .elements()
    .map((option) => [
      option.getAttribute('data-lead-id'),
      option.closest('[role="group"]')?.getAttribute('aria-label')?.split(',')[0],
    ]);
const SECTIONS: Readonly<Record<string, string>> = {
  OVERDUE: 'Overdue',
  CALL_NOW: 'Call now',
  WAITING: 'Waiting',
  DUE_TODAY: 'Due today',
  LATER_TODAY: 'Later today',
};
const inSections = (rows: readonly { id: string; bucket: string }[]) =>
  Object.keys(SECTIONS).flatMap((bucket) =>
    rows.filter((row) => row.bucket === bucket).map(({ id }) => [id, SECTIONS[bucket]]),
  );

it('shows the server’s buckets and order until the history is here, then its own, the selection kept', async () => {
  const { server, user, replica, leads } = await open();
  await expect.element(loading()).toHaveTextContent(/the server’s list/);
  await expect.element(options().first()).toBeVisible();
  const served = server
    .dueToday(user.id)
    .items.map(({ id, plan }) => ({ id, bucket: plan.bucket as string }));
  const fresh = [[leads.fresh.id, 'New']];
  const expected = [...fresh, ...inSections(served.filter(({ id }) => id !== leads.fresh.id))];
  expect(new Set(expected.map(([, section]) => section)).size).toBe(6);
  await vi.waitFor(() => expect(shown()).toEqual(expected), 10_000);
  expect(replica.desk.ready()).toBe('loading');
  expect(shown().map(([id]) => id)).not.toContain(leads.called.id);

  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  const chosen = page.getByRole('option', { selected: true });
  await expect.element(chosen).toHaveAttribute('data-lead-id', expected[2]?.[0] ?? '');
  release();
  await vi.waitFor(() => expect(replica.desk.ready()).toBe('ready'), 10_000);
  await expect.element(loading()).not.toBeInTheDocument();
  const own = replica.desk.today();
  expect(own.queue.map(({ lead_id }) => lead_id)).toEqual(
    served.map(({ id }) => id).filter((id) => id !== leads.fresh.id),
  );
  await vi.waitFor(() => expect(shown()).toEqual(expected), 10_000);
  await expect.element(chosen).toHaveAttribute('data-lead-id', expected[2]?.[0] ?? '');
});

it('lets a call be logged on such a row: it leaves the list, is sent, and an undo brings it back', async () => {
  const { server, user, leads } = await open();
  const row = page.getByRole('option', { name: /Alder/ });
  await row.click();
  await expect.element(page.getByRole('button', { name: 'Call Mara Lind' })).toBeVisible();
  await userEvent.keyboard('1{Control>}{Enter}{/Control}');
  await expect.element(row).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('status', { name: 'Last action' }))
    .toHaveTextContent(/Call logged: connected/);
  const calls = () =>
    [...server.viewOf(user.id, 'interactions').values()].filter(({ lead_id }) => lead_id === leads.late.id);
  await vi.waitFor(() => expect(calls()).toHaveLength(2), 10_000);
  await expect.element(row).not.toBeInTheDocument();
  await userEvent.keyboard('u');
  await expect.element(row).toBeVisible();
  await expect.element(row).toHaveAttribute('aria-selected', 'true');
  expect(shown()).toContainEqual([leads.late.id, 'Overdue']);
});

it('shows leads without buckets while the server cannot be reached, and says so', async () => {
  const { leads, replica } = await open();
  await expect.element(page.getByRole('option', { name: /Alder/ })).toBeVisible();
  await vi.waitFor(() => expect(replica.desk.list()).toHaveLength(Object.keys(leads).length), 10_000);
  reached = false;
  await replica.acts.addNote(leads.late.id, 'Ask for the big oven.');
  await expect.element(loading()).toHaveTextContent(/cannot be reached.*without their dates/);
  const sections = () => new Set(shown().map(([, section]) => section));
  await vi.waitFor(() => expect(sections()).toEqual(new Set(['History not complete yet'])), 10_000);
  expect(shown()).toHaveLength(Object.keys(leads).length - 1);
  await expect
    .element(page.getByRole('option', { name: /Birch/ }))
    .toHaveTextContent('history not complete yet');
  const elm = page.getByRole('option', { name: /Elm/ });
  await elm.click();
  await userEvent.keyboard('n');
  await expect.element(elm).not.toBeInTheDocument();
  reached = true;
  await expect.element(loading()).toHaveTextContent(/the server’s list/);
  await vi.waitFor(() => expect(shown()).toContainEqual([leads.now.id, 'Call now']), 10_000);
});

it('says how far the loading is, as far as it can be known', () => {
  expect(loadingWords(0, null)).toBe('Loading your history.');
  expect(loadingWords(12_300, 40_000)).toBe('Loading your history: 12,300 of about 40,000 records.');
  expect(loadingWords(12_300, null)).toBe('Loading your history: 12,300 records.');
  expect(loadingWords(12_300, 12_000)).toBe('Loading your history: 12,300 records.');
});

it('says nothing of what is due or how an account does before the history is here, wherever one looks', async () => {
  const { replica, router, leads } = await open();
  await vi.waitFor(() => expect(replica.desk.row(leads.late.id)).not.toBeNull(), 10_000);
  await router.navigate({ to: '/leads' });
  const row = page.getByRole('row', { name: /Alder/ });
  await expect.element(row.getByTitle('Said as soon as the whole history is here.')).toBeVisible();
  await router.navigate({ to: '/leads/$id', params: { id: leads.late.id } });
  await expect.element(page.getByText('Being worked out …')).toBeVisible();
  await router.navigate({ to: '/accounts' });
  await expect.element(page.getByText('The history is being loaded')).toBeVisible();
  release();
  await vi.waitFor(() => expect(replica.desk.ready()).toBe('ready'), 10_000);
  await expect.element(page.getByText('No accounts yet')).toBeVisible();
  await router.navigate({ to: '/leads/$id', params: { id: leads.late.id } });
  await expect.element(page.getByText('Being worked out …')).not.toBeInTheDocument();
  await router.navigate({ to: '/leads' });
  await expect.element(row).toBeVisible();
  await expect.element(row.getByTitle('Said as soon as')).not.toBeInTheDocument();
});
