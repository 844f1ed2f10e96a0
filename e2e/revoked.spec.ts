// A laptop that the admin has revoked removes everything at its next contact, keys first; what it had not sent is sent before
// where the admin lets it, and is counted where he does not. An end that was interrupted is brought to its end.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { filesWith } from './fixtures/files-with.ts';
import {
  expect,
  goOffline,
  goOnline,
  openPlace,
  queue,
  signIn,
  syncPill,
  test,
  writeNote,
} from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const NOTE = 'Pflaumenkuchen for the summer party';
const removed = (page: Page) =>
  page.getByRole('heading', { name: 'This computer was removed from Callbook' });

interface Devices {
  items: { id: string; device_name: string | null; wiped_at: string | null; unsent_lost: number | null }[];
}

for (const { unsent, sent } of [
  { unsent: 'lose' as const, sent: false },
  { unsent: 'take' as const, sent: true },
])
  test(`a revoked laptop is emptied, keys first; what was not sent is ${sent ? 'sent before' : 'counted'}`, async ({
    launch,
    server,
    network,
  }) => {
    test.setTimeout(240_000);
    const { kam, admin, api, leads } = await workspaceAtNoon(server.url, 2);
    const office = await signInByApi(server.url, admin);
    const desktop = await launch({ server: network.url });
    const { page, userData } = desktop;
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced', { timeout: 45_000 });
    await openPlace(page, `#/leads/${leads[0]?.id}`);
    await expect(page.getByRole('heading', { level: 1, name: leads[0]?.name ?? '' })).toBeVisible();
    await goOffline(page, network);
    await writeNote(page, NOTE);
    await expect(syncPill(page)).toContainText('1 pending');
    expect(await readdir(userData)).toContain('device-key.json');
    expect(await readdir(join(userData, 'journal'))).toHaveLength(1);

    const { items } = await office.ask<Devices>('GET', '/api/devices');
    const device = items.find(({ device_name }) => device_name === 'Callbook desktop');
    await office.ask('DELETE', `/api/devices/${device?.id}?unsent=${unsent}`);
    await goOnline(page, network);
    await expect(removed(page)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Please ask Ada Quill (ada@callbook.test)', { exact: false })).toBeVisible();
    const words = sent ? 'Everything had been sent' : '1 change had not been sent';
    await expect(page.getByText(words, { exact: false })).toBeVisible();
    const list = await office.ask<Devices>('GET', '/api/devices?state=removed');
    expect(list.items).toMatchObject([{ id: device?.id, unsent_lost: sent ? 0 : 1 }]);
    expect(list.items[0]?.wiped_at).not.toBeNull();
    const notes = (await api.documents('interactions')).map(({ note }) => note);
    expect(notes.includes(NOTE)).toBe(sent);

    expect(await page.evaluate(() => callbook.keyBytes())).toBeNull();
    expect(await page.evaluate(() => callbook.hasSession())).toEqual({ user: null });
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    const left = await readdir(userData);
    for (const name of left) expect(name).not.toMatch(/^(device-key|session|lease|journal)/);
    await desktop.close();
    for (const word of [NOTE, leads[0]?.name ?? '']) expect(await filesWith(userData, word)).toEqual([]);

    const again = await launch({ server: network.url, userData });
    await expect(removed(again.page)).toBeVisible();
    await again.page.getByRole('button', { name: 'Sign in again' }).click();
    await signIn(again.page, kam);
    await expect(queue(again.page).getByRole('option')).toHaveCount(2);
  });

test('an end that was interrupted is brought to its end at the next start', async ({
  launch,
  server,
  network,
}) => {
  const { kam } = await workspaceAtNoon(server.url, 2);
  const first = await launch({ server: network.url });
  await signIn(first.page, kam);
  await expect(syncPill(first.page)).toContainText('All synced', { timeout: 45_000 });
  await first.close();
  // As the mark lies there when the power goes between it and the keys.
  const mark = { server: network.url, refresh_token: null, unsent: 2, done: false, by: null };
  await writeFile(join(first.userData, 'removed.json'), JSON.stringify(mark));
  const { page } = await launch({ server: network.url, userData: first.userData });
  await expect(removed(page)).toBeVisible();
  await expect(page.getByText('2 changes had not been sent', { exact: false })).toBeVisible();
  await expect
    .poll(async () => JSON.parse(await readFile(join(first.userData, 'removed.json'), 'utf8')).done)
    .toBe(true);
  expect(await readdir(first.userData)).not.toContain('device-key.json');
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});
