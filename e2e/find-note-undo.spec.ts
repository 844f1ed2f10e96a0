// Anybody is found, a note is written from anywhere, and both are taken back and done again: by keyboard, without a network,
// within their budgets of keys; and after it was sent, the server hears of each turn.
import type { Api } from './fixtures/api.ts';
import { countKeys, pointerEvents, watchMouse } from './fixtures/keyboard.ts';
import { expect, goOffline, goOnline, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

/** Keys beside the words: the key that opens and the one that ends; for a lead that is searched, Enter between them. */
const BUDGET = { find: 2, note: 2, noteAboutAnother: 3, undo: 1 };
const LETTERS = 4;

test('finding, noting, undoing and redoing take their few keys offline, and reach the server after each turn', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api, zone } = await workspaceAtNoon(server.url, 3);
  const bakery = await api.ask<{ id: string }>('POST', '/api/leads', {
    name: 'Zwieback Bakery',
    city: 'Kiel',
    time_zone: zone,
  });
  const first = await launch({ server: network.url });
  const { page } = first;
  await watchMouse(page);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  const atSignIn = await pointerEvents(page);
  await goOffline(page, network);
  await expect(syncPill(page)).toContainText(/offline/i);

  const finding = countKeys(page);
  await finding.press('Control+k');
  await finding.write('Zwieback'.slice(0, LETTERS));
  const found = page
    .getByRole('dialog')
    .getByRole('option', { name: /Zwieback Bakery.*Kiel/, selected: true });
  await expect(found).toBeVisible();
  await finding.press('Enter');
  expect(finding.count()).toBeLessThanOrEqual(BUDGET.find);
  await expect(page.getByRole('heading', { level: 1, name: 'Zwieback Bakery' })).toBeVisible();

  const noting = countKeys(page);
  await noting.press('Control+Shift+n');
  await noting.write('Their oven comes on Friday');
  await noting.press('Control+Enter');
  expect(noting.count()).toBeLessThanOrEqual(BUDGET.note);
  const said = page.getByRole('status', { name: 'Last action' });
  await expect(said).toContainText('Note about Zwieback Bakery kept.');

  // Words of a note that was written a moment ago are found from another screen.
  await openPlace(page, '#/sync');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('oven');
  await expect(page.getByRole('option', { name: /Note of today: Their oven comes/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // Nobody is at hand here: the lead is found in the note itself. A new start of the page in the middle loses no letter.
  await page.keyboard.press('Control+Shift+n');
  await page.keyboard.type('Zwie');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Half a thou');
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a thou');
  expect(await pointerEvents(page, atSignIn)).toBe(0);
  await page.reload();

  const again = first;
  await expect(again.page.getByRole('heading', { level: 1, name: 'Sync' })).toBeVisible();
  const late = countKeys(again.page);
  await late.press('Control+Shift+n');
  await expect(again.page.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a thou');
  await again.page.keyboard.press('End');
  await late.write('ght');
  await late.press('Control+Enter');
  expect(late.count()).toBeLessThanOrEqual(BUDGET.noteAboutAnother);
  const saidAgain = again.page.getByRole('status', { name: 'Last action' });
  await expect(saidAgain).toContainText('Note about Zwieback Bakery kept.');

  const undoing = countKeys(again.page);
  await undoing.press('Control+z');
  await expect(saidAgain).toContainText('Undone.');
  expect(undoing.count()).toBeLessThanOrEqual(BUDGET.undo);
  await again.page.keyboard.press('Control+Shift+z');
  await expect(saidAgain).toContainText('Done again.');

  await goOnline(again.page, network);
  await expect(syncPill(again.page)).toContainText('All synced');
  expect(await standing(api, bakery.id)).toEqual(['Half a thought', 'Their oven comes on Friday']);

  // What was done before the page began anew, and was sent since, stands in the list of what was done.
  await again.page.keyboard.press('Shift+Z');
  const acts = again.page.getByRole('list', { name: 'Acts' }).getByRole('listitem');
  await expect(acts).toHaveCount(2);
  await again.page.keyboard.press('ArrowDown');
  await again.page.keyboard.press('Enter');
  await expect(acts.nth(1)).toContainText('undone');
  await expect.poll(() => standing(api, bakery.id)).toEqual(['Half a thought']);
  await acts.nth(1).getByRole('button', { name: 'Redo' }).focus();
  await again.page.keyboard.press('Enter');
  await expect.poll(() => standing(api, bakery.id)).toEqual(['Half a thought', 'Their oven comes on Friday']);
});

/** The notes of a lead that the server holds and nobody has struck out, by their words. */
async function standing(api: Api, leadId: string): Promise<unknown[]> {
  const notes = (await api.documents('interactions')).filter(
    (document) => document['lead_id'] === leadId && document['voided_at'] === null,
  );
  return notes.map((document) => document['note']).sort();
}
