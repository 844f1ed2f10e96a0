import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

async function open(options: Parameters<typeof openStage>[0]) {
  const stage = await openStage(options);
  close = stage.close;
  return stage;
}

const grid = () => page.getByRole('grid', { name: 'Leads' });
const count = () => page.getByRole('status', { name: 'Count' });
const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-lead-id]')];
const names = () => rows().map((row) => row.querySelector('a')?.textContent);
const selected = () => document.querySelector('tr[aria-selected="true"] a')?.textContent;
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

const ALDER = aLead({ name: 'Alder', city: 'Porto', state: 'WON', tags: ['north'], tier: 'B' });
const BIRCH = aLead({ name: 'Birch', phone: '+49 30 777 123', state: 'PENDING' });
const CEDAR = aLead({ name: 'Cedar', state: 'LOST', tier: 'A' });
const THREE = { leads: [ALDER, BIRCH, CEDAR] };

test('ten thousand leads are drawn as a window, and a letter typed finds at once', async () => {
  const leads = Array.from({ length: 10_000 }, (_, at) =>
    aLead({ name: `Kiosk ${String(at).padStart(5, '0')}`, city: at % 100 === 0 ? 'Porto' : 'Bremen' }),
  );
  await open({ at: '/leads', seed: { leads } });
  await expect.element(count()).toHaveTextContent('10,000');
  await expect.poll(() => rows().length).toBeGreaterThan(10);
  expect(rows().length).toBeLessThan(60);
  await userEvent.keyboard('{End}');
  await expect.poll(selected).toBe('Kiosk 09999');
  expect(rows().length).toBeLessThan(60);
  const before = rows()[0];
  await userEvent.keyboard('/');
  await userEvent.keyboard('porto');
  await expect.element(count()).toHaveTextContent('100 of 10,000');
  expect(rows().length).toBeLessThan(60);
  expect(rows()[0]).not.toBe(before);
}, 120_000);

test('the keyboard moves through the rows, opens one, and comes back to it', async () => {
  const { router } = await open({ at: '/leads', seed: THREE });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('jj');
  await expect.poll(selected).toBe('Cedar');
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(selected).toBe('Birch');
  await userEvent.keyboard('{Enter}');
  await expect.element(heading('Birch')).toBeVisible();
  expect(router.state.location.pathname).toBe(`/leads/${BIRCH.id}`);
  await userEvent.keyboard('{Escape}');
  await expect.poll(selected).toBe('Birch');
});

test('a click anywhere in a row opens the lead', async () => {
  await open({ at: '/leads', seed: THREE });
  await page.getByText('Lost', { exact: true }).click();
  await expect.element(heading('Cedar')).toBeVisible();
});

test('contacts and digits are searched too, and the row says what was found', async () => {
  const pocs = [aPoc({ lead_id: CEDAR.id, name: 'Mara Lind' })];
  await open({ at: '/leads', seed: { ...THREE, pocs } });
  await userEvent.keyboard('/');
  await userEvent.keyboard('mara');
  await expect.poll(names).toEqual(['Cedar']);
  await expect.element(page.getByText('Contact: Mara Lind')).toBeVisible();
  await userEvent.fill(page.getByRole('searchbox', { name: 'Search leads' }), '777123');
  await expect.poll(names).toEqual(['Birch']);
  await userEvent.keyboard('{Enter}');
  await expect.element(heading('Birch')).toBeVisible();
});

test('text, filters and order stand in the address, and hold when it is opened', async () => {
  const { router } = await open({ at: '/leads', seed: THREE });
  await page.getByRole('button', { name: 'State filter' }).click();
  await page.getByRole('checkbox', { name: 'Won' }).click();
  await page.getByRole('checkbox', { name: 'Lost' }).click();
  await expect.poll(names).toEqual(['Alder', 'Cedar']);
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Tier', exact: true }).click();
  await expect.poll(names).toEqual(['Cedar', 'Alder']);
  await expect
    .element(page.getByRole('columnheader', { name: 'Tier' }))
    .toHaveAttribute('aria-sort', 'ascending');
  await userEvent.keyboard('/');
  await userEvent.keyboard('alder');
  await expect.poll(names).toEqual(['Alder']);
  await expect
    .poll(() => router.state.location.search)
    .toMatchObject({ q: 'alder', state: ['WON', 'LOST'], sort: 'tier' });
});

test('an address with filters is shown as it says; a third click on a column goes back to the usual order', async () => {
  await open({ at: '/leads?tag=["north"]&sort="name"&desc=true', seed: THREE });
  await expect.poll(names).toEqual(['Alder']);
  await expect.element(page.getByRole('button', { name: 'Tag filter, 1 chosen' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(names).toEqual(['Cedar', 'Birch', 'Alder']);
  await page.getByRole('button', { name: 'Lead', exact: true }).click();
  await expect.poll(names).toEqual(['Alder', 'Birch', 'Cedar']);
});

test('nothing found says so and leads back to all', async () => {
  await open({ at: '/leads?q=zzzz', seed: THREE });
  await expect.element(page.getByText('No lead matches')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect.poll(names).toEqual(['Alder', 'Birch', 'Cedar']);
});

test('an empty workspace says how leads come to be here', async () => {
  await open({ at: '/leads' });
  await expect.element(page.getByText('No leads yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add lead' }).click();
  await expect.element(heading('New lead')).toBeVisible();
});

test('only staff see and filter by whose a lead is', async () => {
  await open({ at: '/leads', seed: THREE, user: { role: 'manager' } });
  await expect.element(page.getByRole('columnheader', { name: 'Assignee' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Assignee filter' })).toBeVisible();
  await close();
  await open({ at: '/leads', seed: THREE });
  await expect.element(grid()).toBeVisible();
  expect(page.getByRole('columnheader', { name: 'Assignee' }).query()).toBeNull();
});

test('at 1024 by 700 nothing of a row is clipped, for staff either', async () => {
  await page.viewport(1024, 700);
  const lead = aLead({ name: 'A'.repeat(120), phone: '+49 30 5550 12345', state: 'WON' });
  await open({ at: '/leads', seed: { leads: [lead] }, user: { role: 'admin' } });
  await expect.element(grid()).toBeVisible();
  const scroller = grid().element();
  expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
});

test('a row follows what is written elsewhere: a call moves the due day', async () => {
  const lead = aLead({ name: 'Alder', created_at: '2026-01-01T09:00:00.000Z' });
  const old = aCall({ lead_id: lead.id, occurred_at: '2026-02-20T10:00:00.000Z' });
  const { server, user } = await open({ at: '/leads', seed: { leads: [lead], interactions: [old] } });
  await expect.element(page.getByText('Overdue 3 d')).toBeVisible();
  server.write(user.id, 'interactions', aCall({ lead_id: lead.id, occurred_at: '2026-03-02T11:00:00.000Z' }));
  await expect.element(page.getByText('Mon 9 Mar')).toBeVisible();
});
