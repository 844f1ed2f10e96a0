// Two devices of one KAM show the same day.
import { signInByApi } from './fixtures/api.ts';
import { expect, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { addDueLeads, makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

/** The promise of the product, in milliseconds. */
const AT_ONCE_MS = 1000;

test('a call logged on one device moves the lead out of Today on the other within a second', async ({
  launch,
  server,
}) => {
  const zone = zoneWhereItIs(12);
  const { kam } = await makeWorkspace(server.url, zone);
  const leads = await addDueLeads(await signInByApi(server.url, kam), 6, zone);
  const [desk, road] = await Promise.all([launch({ server: server.url }), launch({ server: server.url })]);
  for (const { page } of [desk, road]) {
    await signIn(page, kam);
    await expect(queue(page).getByRole('option')).toHaveCount(leads.length);
    await expect(syncPill(page)).toContainText('All synced');
  }
  const called = await selectedLead(desk.page);
  const row = queue(road.page).locator(`[data-lead-id="${called}"]`);
  await expect(row).toBeVisible();
  await desk.page.keyboard.press('1');
  await desk.page.keyboard.press('Control+Enter');
  await expect(row).toHaveCount(0, { timeout: AT_ONCE_MS });
  await expect(queue(road.page).getByRole('option')).toHaveCount(leads.length - 1);
});
