// A push that is broken off is sent again: nothing is lost, and nothing is there twice.
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { expect, goOffline, goOnline, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { addDueLeads, makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

const CALLS = 6;
const PUSH = '/api/sync/interactions/push';

for (const [how, where, ends] of [
  ['dies with half of a push received', 'half of it', 'kill'],
  ['dies after it stored a push whose answer never arrived', 'the answer', 'kill'],
  ['is stopped in order after a push whose answer never arrived', 'the answer', 'stop'],
] as const) {
  test(`the server ${how}: each call is there once when it is back`, async ({ launch, server, network }) => {
    const zone = zoneWhereItIs(12);
    const { kam } = await makeWorkspace(server.url, zone);
    const api = await signInByApi(server.url, kam);
    await addDueLeads(api, CALLS + 2, zone);
    const before = new Set((await api.documents('interactions')).map(({ id }) => id));
    const { page } = await launch({ server: network.url });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    await goOffline(page, network);
    const called: string[] = [];
    for (let n = 0; n < CALLS; n += 1) called.push(await logConnected(page));

    const broken = network.breakOff(PUSH, where);
    await goOnline(page, network);
    await broken;
    await server[ends]();
    await expect(syncPill(page)).toContainText(/pending/);
    called.push(await logConnected(page));

    await server.start();
    await expect(syncPill(page)).toContainText('All synced', { timeout: 45_000 });
    const again = await signInByApi(server.url, kam);
    const made = (await again.documents('interactions')).filter(({ id }) => !before.has(id));
    expect(made.map((document) => document['lead_id']).sort()).toEqual([...called].sort());
    await expect(page.getByRole('link', { name: 'Needs attention' })).not.toContainText(/\d/);
  });
}

/** Logs a call with the selected lead. Answers which one. */
async function logConnected(page: Page): Promise<string> {
  const lead = await selectedLead(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(queue(page).locator(`[data-lead-id="${lead}"]`)).toHaveCount(0);
  return lead;
}
