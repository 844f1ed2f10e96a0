// A laptop whose clock is wrong does not put its calls into another day: they count everywhere at once.
import { expect, goOffline, goOnline, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';
import { setClockWrong } from './fixtures/wrong-clock.ts';

const DAY_MS = 86_400_000;
const AT_ONCE_MS = 1000;
const NEARLY_MS = 60_000;

test('the calls of a laptop whose clock is a day ahead count on the other device at once, made offline too', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api } = await workspaceAtNoon(server.url, 6);
  const seeded = new Set((await api.documents('interactions')).map(({ id }) => id));
  const [{ page: wrong }, { page: right }] = await Promise.all([
    launch({ server: network.url }),
    launch({ server: server.url }),
  ]);
  await setClockWrong(wrong, DAY_MS);
  const ahead = await wrong.evaluate(() => [
    Date.now(),
    Date.parse(new Date().toISOString()),
    Temporal.Now.instant().epochMilliseconds,
  ]);
  for (const time of ahead) expect(time - Date.now()).toBeGreaterThan(DAY_MS - NEARLY_MS);
  for (const page of [wrong, right]) {
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    await expect(queue(page).getByRole('option')).toHaveCount(6);
  }
  const rowThere = (lead: string) => queue(right).locator(`[data-lead-id="${lead}"]`);
  const log = async () => {
    const lead = await selectedLead(wrong);
    await wrong.keyboard.press('1');
    await wrong.keyboard.press('Control+Enter');
    return lead;
  };

  const online = await log();
  await expect(rowThere(online)).toHaveCount(0, { timeout: AT_ONCE_MS });

  await expect(queue(wrong).locator(`[data-lead-id="${online}"]`)).toHaveCount(0);
  await goOffline(wrong, network);
  const offline = await log();
  await expect(queue(wrong).locator(`[data-lead-id="${offline}"]`)).toHaveCount(0);
  await goOnline(wrong, network);
  await expect(rowThere(offline)).toHaveCount(0);

  await expect(syncPill(wrong)).toContainText('All synced');
  const made = (await api.documents('interactions')).filter(({ id }) => !seeded.has(id));
  expect(made.map(({ lead_id }) => lead_id).sort()).toEqual([online, offline].sort());
  for (const { occurred_at } of made)
    expect(Math.abs(Date.parse(String(occurred_at)) - Date.now())).toBeLessThan(NEARLY_MS);
});
