// Chromium may throw the app's database away: on a full disk, after a downgrade, by a repair. What was not sent yet is in
// the journal of the main process, and nobody has to know that it was ever needed.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  expect,
  goOffline,
  goOnline,
  openPlace,
  queue,
  selectedLead,
  signIn,
  syncPill,
  test,
} from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const NOTES = ['They take twelve crates on Friday.', 'Ask again after the fair.'];

test('two calls logged offline outlive the loss of the whole database and reach the server once', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api } = await workspaceAtNoon(server.url, 4);
  const before = new Set((await api.documents('interactions')).map(({ id }) => id));
  const first = await launch({ server: network.url });
  await signIn(first.page, kam);
  await expect(syncPill(first.page)).toContainText('All synced');
  await expect(queue(first.page).getByRole('option').first()).toBeVisible();
  await goOffline(first.page, network);
  await expect(syncPill(first.page)).toContainText(/offline/i);

  const called: { lead_id: string; note: string }[] = [];
  for (const note of NOTES) {
    const lead_id = await selectedLead(first.page);
    called.push({ lead_id, note });
    await first.page.keyboard.press('c');
    await expect(first.page.getByRole('timer')).toBeVisible();
    await first.page.keyboard.press('1');
    await first.page.keyboard.press('Enter');
    await first.page.keyboard.type(note);
    await first.page.keyboard.press('Control+Enter');
    await expect(first.page.getByRole('status', { name: 'Last action' })).toContainText('Call logged');
    await expect(queue(first.page).getByRole('option', { selected: true })).not.toHaveAttribute(
      'data-lead-id',
      lead_id,
    );
  }
  await expect(syncPill(first.page)).toContainText('2 pending');
  await first.kill();
  for (const folder of await databasesIn(first.userData)) await rm(folder, { recursive: true });

  const again = await launch({ server: network.url, userData: first.userData });
  await again.page.context().setOffline(true);
  await expect(syncPill(again.page)).toContainText('2 pending, offline');
  await goOnline(again.page, network);
  await expect(syncPill(again.page)).toContainText('All synced');
  for (const { lead_id, note } of called) {
    await openPlace(again.page, `#/leads/${lead_id}`);
    await expect(again.page.getByText(note)).toBeVisible();
  }
  const stored = (await api.documents('interactions')).filter(({ id }) => !before.has(id));
  const facts = stored.map(({ lead_id, note }) => ({ lead_id, note }));
  expect(facts.sort(byNote)).toEqual([...called].sort(byNote));
  await openPlace(again.page, '#/attention');
  await expect(again.page.getByRole('listitem')).toHaveCount(0);
});

const byNote = (a: { note?: unknown }, b: { note?: unknown }) => (String(a.note) < String(b.note) ? -1 : 1);

/** Every folder in which Chromium keeps IndexedDB, wherever in the profile it stands. */
async function databasesIn(userData: string): Promise<string[]> {
  const entries = await readdir(userData, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name === 'IndexedDB');
  expect(folders.length).toBeGreaterThan(0);
  return folders.map((entry) => join(entry.parentPath, entry.name));
}
