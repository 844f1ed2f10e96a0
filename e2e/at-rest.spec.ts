// What lies on a laptop's disk: no word of anybody's work, whoever reads the files, and nobody gets past the lock. What is
// being typed is there after the unlock, without a network too.
import type { Page } from '@playwright/test';
import type { Desktop } from './fixtures/desktop.ts';
import { filesWith } from './fixtures/files-with.ts';
import { expect, goOffline, openPlace, queue, signIn, syncPill, test, writeNote } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const PIN = 'blue kettle';
/** Each is typed or fetched in another way. */
const WORDS = {
  lead: 'Quittenhain Bakery',
  phone: '+4943155501473',
  sent: 'Sesamkringel every Tuesday',
  unsent: 'Zimtsterne before Advent',
  draft: 'Mohnzopf in half a thou',
};

const quickNote = (page: Page) => page.getByRole('dialog').getByRole('textbox', { name: 'Note' });

test('no word of leads, notes, drafts or unsent work is on the disk', async ({ launch, server, network }) => {
  const { kam, api, zone } = await workspaceAtNoon(server.url, 2);
  const { id } = await api.ask<{ id: string }>('POST', '/api/leads', {
    ...{ name: WORDS.lead, phone: WORDS.phone, city: 'Kiel', time_zone: zone },
  });
  const desktop = await launch({ server: network.url });
  const { page } = desktop;
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  await openPlace(page, `#/leads/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: WORDS.lead })).toBeVisible();
  await writeNote(page, WORDS.sent);
  await expect(syncPill(page)).toContainText('All synced');
  await goOffline(page, network);
  await writeNote(page, WORDS.unsent);
  await expect(syncPill(page)).toContainText('pending');
  await page.keyboard.press('Control+Shift+n');
  await expect(quickNote(page)).toBeFocused();
  await page.keyboard.type(WORDS.draft);
  await expect(quickNote(page)).toHaveValue(WORDS.draft);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join(' '))).toContain('quick-note');
  const rows = await storedRows(page);
  expect(rows).toContain(id);
  for (const word of Object.values(WORDS)) expect(rows).not.toContain(word);
  await desktop.close();
  expect(await filesWith(desktop.userData, id)).not.toEqual([]);
  for (const word of Object.values(WORDS)) expect(await filesWith(desktop.userData, word)).toEqual([]);

  const again = await launch({ server: network.url, userData: desktop.userData });
  await again.page.keyboard.press('Control+Shift+n');
  await expect(syncPill(again.page)).toBeVisible();
  await openPlace(again.page, `#/leads/${id}`);
  await expect(again.page.getByText(WORDS.unsent)).toBeVisible();
});

test('the PIN locks it, offline too, and what was being typed is there after the unlock', async ({
  launch,
  server,
  network,
}) => {
  const { kam } = await workspaceAtNoon(server.url, 2);
  const first = await launch({ server: network.url });
  const { page } = first;
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await openPlace(page, '#/settings');
  await page.getByRole('button', { name: 'Set a PIN' }).click();
  await page.getByLabel('New PIN or password').fill(PIN);
  await page.getByLabel('Once more').fill(PIN);
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await expect(page.getByText('The PIN is set.')).toBeVisible();
  await goOffline(page, network);
  // A note belongs to the lead at hand.
  await openPlace(page, '#/today');
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+n');
  await expect(quickNote(page)).toBeFocused();
  await page.keyboard.type(WORDS.draft);
  await expect(quickNote(page)).toHaveValue(WORDS.draft);

  await sleepOf(first);
  const pin = page.getByLabel('PIN or password of this computer');
  await expect(pin).toBeVisible();
  await expect(page.getByText(WORDS.draft)).toHaveCount(0);
  expect(await page.evaluate(() => callbook.keyBytes())).toBeNull();
  await pin.fill('a wrong one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('That is not the PIN.');
  await pin.fill(PIN);
  await page.keyboard.press('Enter');
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+n');
  await expect(quickNote(page)).toHaveValue(WORDS.draft);
  await first.close();

  const again = await launch({ server: network.url, userData: first.userData });
  const asked = again.page.getByLabel('PIN or password of this computer');
  for (let guess = 0; guess < 3; guess++) {
    await asked.fill(`guess ${guess}`);
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByRole('alert')).toContainText('That is not the PIN.');
    await expect(asked).toBeFocused();
  }
  await expect(again.page.getByRole('button', { name: 'Unlock' })).toBeDisabled();
  await expect(again.page.getByRole('button', { name: 'Unlock' })).toBeEnabled({ timeout: 20_000 });
  await asked.fill(PIN);
  await again.page.keyboard.press('Enter');
  await expect(queue(again.page).getByRole('option').first()).toBeVisible();
});

/** The computer goes to sleep. */
const sleepOf = ({ app }: Desktop) => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));

/** Every row of every database of the page, and its storage, as one text: the engine may press the files together. */
const storedRows = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const texts = [JSON.stringify({ ...localStorage })];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of [...database.objectStoreNames]) {
        const rows = await done(database.transaction(store).objectStore(store).getAll());
        texts.push(JSON.stringify(rows));
      }
      database.close();
    }
    return texts.join('\n');
  });
