// The round of a day without a network: an area is found, put in order and sent to the calendar within the budget of keys
// and of clicks, and it is still there after a restart.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { countKeys } from './fixtures/keyboard.ts';
import { expect, goOffline, openPlace, signIn, syncPill, test } from './fixtures/test.ts';
import { addDueLeads, makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

/** Find the area (a key and its words), take all, move a stop, export. */
const KEYS = 4;
const CLICKS = 5;
const IN_PORTO = 4;

/** A KAM in whose day it is noon, with six due leads in two cities. */
async function workspaceIn(url: string) {
  const zone = zoneWhereItIs(12);
  const { kam } = await makeWorkspace(url, zone);
  const api = await signInByApi(url, kam);
  const leads = await addDueLeads(api, 6, zone);
  for (const [at, { id }] of leads.entries())
    await api.ask('PATCH', `/api/leads/${id}`, { city: at < IN_PORTO ? 'Porto' : 'Lisboa' });
  return { kam, zone };
}

const due = (page: Page) => page.getByRole('listbox', { name: 'Due' }).getByRole('option');
const stops = (page: Page) => page.getByRole('list', { name: 'Stops' }).getByRole('listitem');
const stopIds = (page: Page) =>
  stops(page).evaluateAll((lines) => lines.map((line) => line.getAttribute('data-lead-id')));

test('a round is planned offline by four keys, and the calendar file has each stop in its zone', async ({
  page,
  server,
}) => {
  const { kam, zone } = await workspaceIn(server.url);
  await page.goto(`${server.url}/app/`);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await openPlace(page, '#/beat');
  await expect(due(page)).toHaveCount(6);
  await page.context().setOffline(true);
  await expect(syncPill(page)).toContainText(/offline/i);

  const keys = countKeys(page);
  await keys.press('/');
  await keys.write('porto');
  await expect(due(page)).toHaveCount(IN_PORTO);
  await keys.press('Control+Enter');
  await expect(stops(page)).toHaveCount(IN_PORTO);
  const before = await stopIds(page);
  await keys.press('Alt+ArrowDown');
  await expect.poll(() => stopIds(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  const saved = page.waitForEvent('download');
  await keys.press('Control+e');
  const file = await saved;
  expect(keys.count()).toBeLessThanOrEqual(KEYS);
  expect(file.suggestedFilename()).toMatch(/^round-\d{4}-\d\d-\d\d\.ics$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(IN_PORTO);
  expect(text.match(new RegExp(`DTSTART;TZID=${zone}:`, 'g'))).toHaveLength(IN_PORTO);
  expect(text).toContain(`BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n`);
});

test('the same takes five clicks, offline', async ({ page, server }) => {
  const { kam } = await workspaceIn(server.url);
  await page.goto(`${server.url}/app/`);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await openPlace(page, '#/beat');
  await page.context().setOffline(true);
  let clicks = 0;
  const click = async (role: 'button' | 'checkbox', name: RegExp | string) => {
    clicks += 1;
    await page.getByRole(role, { name }).click();
  };
  await click('button', 'Area filter');
  await click('checkbox', /^Porto/);
  await click('button', `Put all ${IN_PORTO} in`);
  const before = await stopIds(page);
  await page
    .getByRole('button', { name: /^Move .* down$/ })
    .first()
    .click();
  clicks += 1;
  await expect.poll(() => stopIds(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  const saved = page.waitForEvent('download');
  await click('button', 'Export .ics');
  await saved;
  expect(clicks).toBeLessThanOrEqual(CLICKS);
});

test('the round is there again after a restart without a network', async ({ launch, server, network }) => {
  const { kam } = await workspaceIn(server.url);
  const first = await launch({ server: network.url });
  await signIn(first.page, kam);
  await expect(syncPill(first.page)).toContainText('All synced');
  await goOffline(first.page, network);
  await openPlace(first.page, '#/beat');
  await first.page.keyboard.press('/');
  await first.page.keyboard.type('lisboa');
  await expect(due(first.page)).toHaveCount(2);
  await first.page.keyboard.press('Control+Enter');
  await first.page.keyboard.press('Alt+ArrowDown');
  await expect(first.page.getByRole('status', { name: 'Place in the round' })).toContainText('stop 2 of 2');
  const planned = await stopIds(first.page);
  await first.close();
  const again = await launch({ server: network.url, userData: first.userData });
  await expect(syncPill(again.page)).toContainText(/offline/i);
  await openPlace(again.page, '#/beat');
  await expect.poll(() => stopIds(again.page)).toEqual(planned);
});
