// Leads as a workplace without a network: a lead is moved by two keys, many are changed by four and put back by one, and
// the server ends with what the person saw.
import type { Page } from '@playwright/test';
import { countKeys, type Keyboard, pointerEvents, watchMouse } from './fixtures/keyboard.ts';
import { expect, goOffline, goOnline, openPlace, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const LEADS = 12;
/** M and a letter; Ctrl+A, M, a letter, Ctrl+Enter; one key to take all of it back; V and a digit. */
const BUDGET = { move: 2, many: 4, undo: 1, view: 2 };

test('offline, leads are moved on the board and changed together within their budget of keys, and reach the server', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api, leads } = await workspaceAtNoon(server.url, LEADS);
  const { page } = await launch({ server: network.url });
  await watchMouse(page);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  const atSignIn = await pointerEvents(page);
  await goOffline(page, network);
  await openPlace(page, '#/leads');
  await expect(page.getByRole('grid', { name: 'Leads', exact: true })).toBeVisible();
  await page.keyboard.press('b');
  await expect(card(page)).toBeVisible();

  const qualified = await move(page, 'q', 'Moved to Qualified');
  await page.keyboard.press('ArrowLeft');
  await expect(card(page)).not.toHaveAttribute('data-lead-id', qualified);
  const won = await move(page, 'w', 'Won. It is a customer now');

  const many = countKeys(page);
  await changeAll(page, many, `${LEADS - 1} leads move to Negotiation. 1 lead was refused.`);
  expect(many.count()).toBeLessThanOrEqual(BUDGET.many);
  const back = countKeys(page);
  await back.press('u');
  await expect(cardsIn(page, 'Negotiation')).toHaveCount(0);
  await expect(cardsIn(page, 'Reached out')).toHaveCount(LEADS - 2);
  expect(back.count()).toBe(BUDGET.undo);

  const view = countKeys(page);
  await view.press('v');
  await view.press('5');
  await expect(page.getByRole('button', { name: 'View: Won, by value' })).toBeVisible();
  await expect(page.locator(`tr[data-lead-id="${won}"]`)).toBeVisible();
  expect(view.count()).toBe(BUDGET.view);
  expect(await pointerEvents(page, atSignIn)).toBe(0);

  await goOnline(page, network);
  await expect(syncPill(page)).toContainText('All synced');
  const stored = await api.documents('leads');
  const stateOf = (id: string) => stored.find((lead) => lead.id === id)?.['state'];
  expect(stateOf(qualified)).toBe('QUALIFIED');
  expect(stateOf(won)).toBe('WON');
  const others = leads.filter(({ id }) => id !== qualified && id !== won).map(({ id }) => stateOf(id));
  expect(others).toEqual(others.map(() => 'REACHED_OUT'));
  expect((await api.documents('customers')).map((customer) => customer['lead_id'])).toEqual([won]);
});

/** The selected card of the board. */
const card = (page: Page) => page.locator('[data-board] [aria-selected="true"]');

const cardsIn = (page: Page, stage: string) =>
  page.getByRole('region', { name: stage, exact: true }).locator('[data-lead-id]');

/** Moves the selected lead. Answers which it was. */
async function move(page: Page, letter: string, words: string): Promise<string> {
  const id = (await card(page).getAttribute('data-lead-id')) ?? '';
  const keys = countKeys(page);
  await keys.press('m');
  await keys.press(letter);
  expect(keys.count()).toBeLessThanOrEqual(BUDGET.move);
  await expect(page.getByRole('status', { name: 'Last action' })).toContainText(words);
  await expect(card(page)).toHaveAttribute('data-lead-id', id);
  return id;
}

async function changeAll(page: Page, keys: Keyboard, words: string): Promise<void> {
  await keys.press('Control+a');
  await keys.press('m');
  await expect(page.getByLabel('Move to')).toBeFocused();
  await keys.press('n');
  await expect(page.getByRole('status', { name: 'What will change' })).toContainText('Negotiation');
  await keys.press('Control+Enter');
  await expect(page.getByRole('status', { name: 'Last action' })).toContainText(words);
}
