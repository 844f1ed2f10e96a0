import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead } from '#domain/testing/builders.ts';
import type { DesktopApi } from '../../../electron/ipc/contract.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
let files: { name: string; text: string }[] = [];
beforeEach(async () => {
  localStorage.clear();
  files = [];
  await page.viewport(1280, 800);
  return async () => {
    await close();
    Reflect.deleteProperty(window, 'callbook');
  };
});

// The day after the stage's: a Tuesday.
const ON = '2026-03-03';

/** A lead that was last called so many days before the stage's Monday, every seven. */
function due(name: string, days: number, given: Parameters<typeof aLead>[0] = {}) {
  const lead = aLead({ name, city: 'Berlin', created_at: '2026-01-01T09:00:00.000Z', ...given });
  const at = new Date(Date.parse('2026-03-02T10:00:00.000Z') - days * 86_400_000).toISOString();
  return { lead, call: aCall({ lead_id: lead.id, occurred_at: at }) };
}

async function open(leads: ReturnType<typeof due>[], more: Partial<Parameters<typeof openStage>[0]> = {}) {
  const seed = { leads: leads.map(({ lead }) => lead), interactions: leads.map(({ call }) => call) };
  const stage = await openStage({ at: '/beat', seed, ...more });
  close = stage.close;
  await expect.element(page.getByRole('heading', { level: 1, name: 'Beat' })).toBeVisible();
  return stage;
}

const desktop: DesktopApi = {
  ...bareDesktop,
  saveFile: async (file, bytes) => {
    files.push({ name: file, text: new TextDecoder().decode(bytes) });
    return true;
  },
};
const dueNames = () =>
  [...document.querySelectorAll('[role=listbox] [role=option]')].map((row) =>
    row.getAttribute('data-lead-id'),
  );
const stopIds = () =>
  [...document.querySelectorAll('ol[aria-label=Stops] > li')].map((stop) =>
    stop.getAttribute('data-lead-id'),
  );
const count = () => page.getByRole('status', { name: 'Count' });
const toast = () => page.getByRole('status', { name: 'Last action' });
const ids = (...all: { lead: { id: string } }[]) => all.map(({ lead }) => lead.id);

test('an area is found, put in, reordered and exported by four keys', async () => {
  const [alder, birch, cedar] = [due('Alder', 20), due('Birch', 10), due('Cedar', 15, { city: 'Hamburg' })];
  window.callbook = desktop;
  await open([alder, birch, cedar]);
  await expect.poll(dueNames).toEqual(ids(alder, cedar, birch));
  await userEvent.keyboard('/');
  await userEvent.keyboard('berlin');
  await expect.poll(dueNames).toEqual(ids(alder, birch));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(stopIds).toEqual(ids(alder, birch));
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await expect.poll(stopIds).toEqual(ids(birch, alder));
  await expect
    .element(page.getByRole('status', { name: 'Place in the round' }))
    .toHaveTextContent('Alder is stop 2 of 2');
  await userEvent.keyboard('{Control>}e{/Control}');
  await expect.element(toast()).toHaveTextContent('2 stops saved for the calendar.');
  expect(files.map(({ name }) => name)).toEqual([`round-${ON}.ics`]);
  const [file = { text: '' }] = files;
  expect(
    [...file.text.matchAll(/SUMMARY:(\w+)|DTSTART;TZID=Europe\/Berlin:(\w+)/g)].map(
      (found) => found[1] ?? found[2],
    ),
  ).toEqual(['20260303T090000', 'Birch', '20260303T093000', 'Alder']);
});

test('the round is kept at each change: it is there when the screen is opened again', async () => {
  const [alder, birch] = [due('Alder', 20), due('Birch', 10)];
  const { router } = await open([alder, birch]);
  await page.getByRole('button', { name: 'Put all 2 in' }).click();
  await page.getByRole('button', { name: 'Move Alder down' }).click();
  await page.getByLabelText('The first stop begins at').fill('10:15');
  await page.getByLabelText('Time for a stop, with the way').selectOptions('45 min a stop');
  await router.navigate({ to: '/sync' });
  await expect.poll(() => document.querySelector('ol[aria-label=Stops]')).toBeNull();
  await router.navigate({ to: '/beat' });
  await expect.poll(stopIds).toEqual(ids(birch, alder));
  await expect
    .element(page.getByRole('region', { name: 'Round', exact: true }))
    .toHaveTextContent('2 stops · 10:15–11:45');
});

test('a stop is moved and taken out by its buttons, the focus stays, and Undo brings it back', async () => {
  const [alder, birch, cedar] = [due('Alder', 20), due('Birch', 15), due('Cedar', 10)];
  await open([alder, birch, cedar]);
  await page.getByRole('button', { name: 'Put all 3 in' }).click();
  await page.getByRole('button', { name: 'Move Cedar up' }).click();
  await expect.element(page.getByRole('button', { name: 'Move Cedar up' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(stopIds).toEqual(ids(cedar, alder, birch));
  // There is no way up from the first place: its stop has the focus now.
  await expect.element(page.getByRole('button', { name: /1\. Cedar/ })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('button', { name: /2\. Alder/ })).toHaveFocus();
  await userEvent.keyboard('{Delete}');
  await expect.poll(stopIds).toEqual(ids(cedar, birch));
  await expect.element(page.getByRole('button', { name: /2\. Birch/ })).toHaveFocus();
  await expect.element(toast()).toHaveTextContent('Alder taken out.');
  await userEvent.keyboard('u');
  await expect.poll(stopIds).toEqual(ids(cedar, alder, birch));
});

test('a stop can be dragged to another place', async () => {
  const [alder, birch, cedar] = [due('Alder', 20), due('Birch', 15), due('Cedar', 10)];
  await open([alder, birch, cedar]);
  await page.getByRole('button', { name: 'Put all 3 in' }).click();
  await userEvent.dragAndDrop(
    page.getByRole('button', { name: /1\. Alder/ }),
    page.getByRole('button', { name: /3\. Cedar/ }),
  );
  await expect.poll(stopIds).toEqual(ids(birch, cedar, alder));
});

test('one lead at a time is put in by Enter, and the next one is selected', async () => {
  const [alder, birch] = [due('Alder', 20), due('Birch', 15)];
  await open([alder, birch]);
  await expect.poll(dueNames).toHaveLength(2);
  await userEvent.keyboard('{Enter}');
  await expect.poll(stopIds).toEqual(ids(alder));
  await userEvent.keyboard('{Enter}');
  await expect.poll(stopIds).toEqual(ids(alder, birch));
  await expect.element(page.getByText('All who are due are in the round')).toBeVisible();
  await expect.element(count()).toHaveTextContent('2 due, 2 in the round');
});

test('G suggests the order: areas together, and from neighbour to neighbour', async () => {
  const far = due('Far', 30, { custom: { lat: 52.5, lon: 13.9 } });
  const near = due('Near', 12, { custom: { lat: 52.5, lon: 13.8 } });
  const middle = due('Middle', 20, { custom: { lat: 52.5, lon: 13.1 } });
  const other = due('Other', 14, { city: 'Hamburg' });
  await open([near, middle, other, far]);
  for (const name of ['Other', 'Middle', 'Near', 'Far']) {
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await page.getByRole('button', { name: 'Put in', exact: true }).click();
  }
  await expect.poll(stopIds).toEqual(ids(other, middle, near, far));
  await userEvent.keyboard('g');
  await expect.poll(stopIds).toEqual(ids(far, near, middle, other));
  await expect.element(page.getByRole('button', { name: /2\. Near/ })).toHaveTextContent('+6.8 km');
  await userEvent.keyboard('u');
  await expect.poll(stopIds).toEqual(ids(other, middle, near, far));
});

test('who is closed that day, or before it is his turn, is shown so and not exported', async () => {
  window.callbook = desktop;
  const closed = due('Closed', 30, { call_hours: { '1': [['09:00', '18:00']] } });
  const early = due('Early', 15, { call_hours: { '1': [['08:00', '09:00']], '2': [['08:00', '09:10']] } });
  await open([closed, early]);
  await page.getByRole('button', { name: 'Put all 2 in' }).click();
  await expect.element(page.getByRole('button', { name: /1\. Closed/ })).toHaveTextContent('closed Tue');
  await expect.element(page.getByRole('button', { name: /2\. Early/ })).toHaveTextContent('no time');
  await page.getByRole('button', { name: 'Export .ics' }).click();
  await expect.element(toast()).toHaveTextContent('No stop fits into the hours of its lead that day.');
  await page.getByLabelText('The first stop begins at').fill('08:00');
  await page.getByRole('button', { name: 'Export .ics' }).click();
  await expect
    .element(toast())
    .toHaveTextContent('1 stop saved for the calendar. 1 without a time is not in it.');
  expect(files).toHaveLength(1);
});

test('area, weekday and distance narrow the list, stand in the address, and are cleared together', async () => {
  const tuesdays = { kind: 'weekdays' as const, days: [2], every_weeks: 1, anchor_on: '2026-01-05' };
  const alder = due('Alder', 20, { custom: { lat: 52.5, lon: 13.4 } });
  const birch = due('Birch', 15, { city: 'Hamburg', custom: { lat: 53.5, lon: 10 }, cadence: tuesdays });
  const { router } = await open([alder, birch]);
  await page.getByRole('button', { name: 'Weekday filter' }).click();
  await page.getByRole('checkbox', { name: 'Tuesday' }).click();
  await expect.poll(dueNames).toEqual(ids(birch));
  await userEvent.keyboard('{Escape}');
  await page.getByLabelText('Distance from the last stop').selectOptions('Within 10 km');
  await expect.element(page.getByText('Nobody else matches')).toBeVisible();
  expect(router.state.location.search).toMatchObject({ weekday: ['2'], within: 10 });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(dueNames).toEqual(ids(alder, birch));
});

test('another day has its own round and its own due leads', async () => {
  const [alder, birch] = [due('Alder', 20), due('Birch', 4)];
  await open([alder, birch]);
  await expect.poll(dueNames).toEqual(ids(alder));
  await page.getByRole('button', { name: 'Put all 1 in' }).click();
  await page.getByRole('button', { name: 'The day after' }).click();
  await page.getByRole('button', { name: 'The day after' }).click();
  await expect.element(count()).toHaveTextContent('2 due, 0 in the round');
  await expect.element(page.getByText('No stops yet')).toBeVisible();
});

test('a round holds sixty stops, of however many are due, and only a window of them is drawn', async () => {
  const many = Array.from({ length: 3000 }, (_, at) => due(`Kiosk ${String(at).padStart(4, '0')}`, 20));
  await open(many);
  await expect.element(count()).toHaveTextContent('3000 due, 0 in the round');
  expect(dueNames().length).toBeLessThan(60);
  await page.getByRole('button', { name: 'Put all 3000 in' }).click();
  await expect.element(toast()).toHaveTextContent('60 stops put in. 2940 did not fit: a round holds 60.');
  await page.getByRole('button', { name: 'Put all 2940 in' }).click();
  await expect.element(toast()).toHaveTextContent('A round holds 60 stops. Take one out first.');
  expect(stopIds()).toHaveLength(60);
}, 120_000);

test('what is printed is the plan of the day, with whom to ask for', async () => {
  const alder = due('Alder', 20, { address: 'Mill Lane 1', phone: '+49 30 5550 1' });
  await open([alder]);
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => document.querySelector('[data-print]')?.textContent)
    .toContain('Round of Tue 3 Mar');
  const sheet = document.querySelector('[data-print]')?.textContent;
  for (const words of ['09:00', 'open 09:00–18:00', '1. Alder', 'Mill Lane 1, Berlin', '+49 30 5550 1'])
    expect(sheet).toContain(words);
});

test('without anybody due the screen says how leads come', async () => {
  await open([]);
  await expect.element(page.getByText('Nobody is due by then')).toBeVisible();
  await expect.element(page.getByText('No stops yet')).toBeVisible();
});
