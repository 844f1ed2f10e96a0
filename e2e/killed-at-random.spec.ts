// Power cuts at random moments, of the laptop and of the server: every call that the screen has shown as logged is on the
// server exactly once in the end. CALLBOOK_KILLS says how often; 6 unless it is set.
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { expect, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const KILLS = Number(process.env['CALLBOOK_KILLS']) || 6;
/** Most calls that are logged before a power cut. */
const MOST_CALLS = 8;
/** Calls that have been logged before every other power cut at least. */
const FIRST_CALLS = 3;
const LONGEST_MS = 1_500;

test(`${KILLS} power cuts at random moments lose no call and double none`, async ({
  launch,
  server,
  network,
}) => {
  test.setTimeout(120_000 + KILLS * 40_000);
  const { kam, api } = await workspaceAtNoon(server.url, KILLS * MOST_CALLS + 2);
  const before = new Set((await api.documents('interactions')).map(({ id }) => id));
  let desktop = await launch({ server: network.url });
  await signIn(desktop.page, kam);
  await expect(syncPill(desktop.page)).toContainText('All synced', { timeout: 45_000 });

  const shown: string[] = [];
  for (let n = 0; n < KILLS; n += 1) {
    await expect(queue(desktop.page).getByRole('option').first()).toBeVisible();
    const cut = new AbortController();
    const logging = logUntil(desktop.page, cut.signal, shown);
    // A slow machine logs little in any time, so by turns a few calls come first.
    const enough = shown.length + (n % 2 === 0 ? FIRST_CALLS : 0);
    await Promise.race([
      logging,
      expect.poll(() => shown.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(enough),
    ]);
    const wait = Math.round(Math.random() * LONGEST_MS);
    await new Promise((resolve) => setTimeout(resolve, wait));
    // By turns the laptop, the server, and both.
    const [laptop, machine] = [n % 3 !== 1, n % 3 !== 0];
    if (machine) await server.kill();
    if (laptop) await desktop.kill();
    cut.abort();
    await logging;
    if (machine) await server.start();
    if (laptop) desktop = await launch({ server: network.url, userData: desktop.userData });
  }

  await expect(syncPill(desktop.page)).toContainText('All synced', { timeout: 60_000 });
  const again = await signInByApi(server.url, kam);
  const made = (await again.documents('interactions')).filter(({ id }) => !before.has(id));
  const called = made.map((document) => String(document['lead_id']));
  expect(shown.filter((lead) => !called.includes(lead))).toEqual([]);
  expect(new Set(called).size).toBe(called.length);
  expect(shown.length).toBeGreaterThan(KILLS);
  await expect(desktop.page.getByRole('link', { name: 'Needs attention' })).not.toContainText(/\d/);
});

/** Logs a call after the other until the power is cut; notes whom the screen has shown as called. */
async function logUntil(page: Page, cut: AbortSignal, shown: string[]): Promise<void> {
  try {
    for (let n = 0; n < MOST_CALLS && !cut.aborted; n += 1) {
      const lead = await selectedLead(page);
      await page.keyboard.press('1');
      await page.keyboard.press('Control+Enter');
      await expect(queue(page).locator(`[data-lead-id="${lead}"]`)).toHaveCount(0);
      shown.push(lead);
    }
  } catch (fault) {
    // A page that is gone answers nothing any more.
    if (!cut.aborted && !/closed|crashed|disconnected/i.test(String(fault))) throw fault;
  }
}
