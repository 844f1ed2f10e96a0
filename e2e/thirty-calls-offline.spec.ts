// The main job without a network: thirty calls by keyboard alone, a power cut in between, and every one of them on the
// server exactly once when the network is back.
import type { Page } from '@playwright/test';
import type { Outcome } from '../domain/interaction/interaction.ts';
import { type Api, signInByApi } from './fixtures/api.ts';
import { countKeys, type Keyboard, pointerEvents, watchMouse } from './fixtures/keyboard.ts';
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

const CALLS = 30;
/** C, a digit, Ctrl+Enter: what a call may cost beside its words. Enter leads from the list into the note. */
const BUDGET = { call: 3, note: 1, order: 4, callback: 4, snooze: 2 };

type Logged = { lead_id: string; outcome: Outcome; note: string | null };

const OUTCOMES: readonly [digit: string, outcome: Outcome, words: string][] = [
  ['1', 'CONNECTED', 'connected'],
  ['2', 'NO_ANSWER', 'no answer'],
  ['3', 'FOLLOW_UP', 'follow-up'],
  ['1', 'CONNECTED', 'connected'],
  ['7', 'BUSY', 'busy'],
  ['8', 'VOICEMAIL', 'voicemail'],
  ['6', 'NOT_INTERESTED', 'not interested'],
  ['9', 'WRONG_NUMBER', 'wrong number'],
];
const PROMISE_AT = 4;
const ORDER_AT = 9;

test('thirty calls offline by keyboard survive a power cut and reach the server exactly once', async ({
  launch,
  server,
  network,
  browser,
}) => {
  const { kam, colleague, api } = await workspaceAtNoon(server.url, CALLS + 4);
  const before = new Set((await api.documents('interactions')).map(({ id }) => id));
  const first = await launch({ server: network.url });
  await watchMouse(first.page);
  await signIn(first.page, kam);
  await expect(syncPill(first.page)).toContainText('All synced');
  await expect(queue(first.page).getByRole('option').first()).toBeVisible();
  const atSignIn = await pointerEvents(first.page);
  await goOffline(first.page, network);
  await expect(syncPill(first.page)).toContainText(/offline/i);
  first.page.on('dialog', () => expect.soft('a dialog').toBe('none'));

  const logged: Logged[] = [];
  for (let n = 0; n < CALLS; n += 1) logged.push(await logOne(first.page, n));
  const snoozed = await snooze(first.page);

  expect(await pointerEvents(first.page, atSignIn)).toBe(0);
  await expect(first.page.getByRole('dialog')).toHaveCount(0);
  const waiting = await waitingOf(first.page);
  expect(waiting).toBeGreaterThanOrEqual(CALLS + 3);
  await first.kill();

  const again = await launch({ server: network.url, userData: first.userData });
  await again.page.context().setOffline(true);
  await expect(queue(again.page)).toBeVisible();
  await expect(syncPill(again.page)).toContainText(`${waiting} pending`);
  await expect(syncPill(again.page)).toContainText('offline');
  expect(
    (await dueOnes(again.page)).filter((id) => connected(logged).includes(id) || id === snoozed),
  ).toEqual([]);
  await openPlace(again.page, '#/sync');
  const unsent = again.page.getByRole('region', { name: 'Waiting to be sent' });
  await expect(unsent.getByRole('listitem')).toHaveCount(waiting);
  for (const call of logged) await expectInTimeline(again.page, call);

  await goOnline(again.page, network);
  await expect(syncPill(again.page)).toContainText('All synced');
  const { calls, orders } = await storedBeside(before, api);
  expect(calls.sort(byLead)).toEqual([...logged].sort(byLead));
  expect(orders).toEqual([
    { lead_id: logged[ORDER_AT]?.lead_id, outcome: null, amount_minor: 124_950, currency: 'EUR' },
  ]);
  const events = await api.documents('plan_events');
  expect(events.map(({ kind, lead_id }) => `${kind} ${lead_id}`).sort()).toEqual([
    `callback ${logged[PROMISE_AT]?.lead_id}`,
    `snooze ${snoozed}`,
  ]);

  const theirs = await signInByApi(server.url, colleague);
  expect(await theirs.ask('GET', '/api/leads')).toMatchObject({ total: 0, items: [] });
  expect(await theirs.ask('GET', '/api/interactions')).toMatchObject({ total: 0, items: [] });
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(`${server.url}/app/`);
  await signIn(elsewhere, colleague);
  await expect(syncPill(elsewhere)).toContainText('All synced');
  await expect(elsewhere.getByText('Nobody is waiting for your call')).toBeVisible();
});

/** Call number `n`, from the row that is selected to the next one. Fails when it takes more keys than its budget. */
async function logOne(page: Page, n: number): Promise<Logged> {
  const lead_id = await selectedLead(page);
  expect(lead_id).not.toBe('');
  const keys = countKeys(page);
  await keys.press('c');
  await expect(page.getByRole('timer')).toBeVisible();
  const done =
    n === PROMISE_AT
      ? await promise(keys)
      : n === ORDER_AT
        ? await takeOrder(keys)
        : await plainCall(keys, n);
  await keys.press('Control+Enter');
  expect(keys.count(), `keys of call ${n + 1}`).toBeLessThanOrEqual(done.budget);
  await expect(page.getByRole('status', { name: 'Last action' })).toContainText(`Call logged: ${done.words}`);
  await expect(queue(page).getByRole('option', { selected: true })).not.toHaveAttribute(
    'data-lead-id',
    lead_id,
  );
  return { lead_id, outcome: done.outcome, note: done.note };
}

type Done = { outcome: Outcome; words: string; note: string | null; budget: number };

async function plainCall(keys: Keyboard, n: number): Promise<Done> {
  const [digit, outcome, words] = OUTCOMES[n % OUTCOMES.length] ?? OUTCOMES[0] ?? ['', 'CONNECTED', ''];
  await keys.press(digit);
  if (n % 3 !== 0) return { outcome, words, note: null, budget: BUDGET.call };
  const note = `Call ${n + 1}: they want two boxes more.`;
  await keys.press('Enter');
  await keys.write(note);
  return { outcome, words, note, budget: BUDGET.call + BUDGET.note };
}

async function promise(keys: Keyboard): Promise<Done> {
  await keys.press('4');
  await keys.write('tomorrow 3pm');
  return { outcome: 'CALLBACK', words: 'callback', note: null, budget: BUDGET.callback };
}

async function takeOrder(keys: Keyboard): Promise<Done> {
  await keys.press('o');
  await keys.write('1249.50');
  await keys.press('Enter');
  return { outcome: 'ORDER_PLACED', words: 'order placed', note: null, budget: BUDGET.order };
}

/** Puts the selected lead off till tomorrow. Answers whom. */
async function snooze(page: Page): Promise<string> {
  const lead = await selectedLead(page);
  const keys = countKeys(page);
  await keys.press('s');
  await keys.press('2');
  expect(keys.count()).toBeLessThanOrEqual(BUDGET.snooze);
  await expect(queue(page).locator(`[data-lead-id="${lead}"]`)).toHaveCount(0);
  return lead;
}

/** The lead's own page shows the call once, as it was logged. */
async function expectInTimeline(page: Page, { lead_id, outcome, note }: Logged): Promise<void> {
  await openPlace(page, `#/leads/${lead_id}`);
  const words = new RegExp(`call · ${outcome.replace('_', '.')}`, 'i');
  const calls = page.getByRole('article').filter({ hasText: words });
  const fresh = calls.filter({ hasNotText: 'asked for the new list' });
  await expect(fresh).toHaveCount(1);
  if (note !== null) await expect(fresh).toContainText(note);
}

/** How many documents are waiting now. The pill's words follow a moment later, so as not to flicker. */
const waitingOf = async (page: Page): Promise<number> =>
  Number(await syncPill(page).getByRole('link').getAttribute('data-pending'));

const dueOnes = (page: Page): Promise<string[]> =>
  queue(page)
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('data-lead-id') ?? ''));

/** Those who were spoken to, and so are not due any more. */
const connected = (logged: readonly Logged[]): string[] =>
  logged
    .filter(({ outcome }) => ['CONNECTED', 'ORDER_PLACED', 'CALLBACK'].includes(outcome))
    .map(({ lead_id }) => lead_id);

/** What the server holds beside what was there before, as content. */
async function storedBeside(before: ReadonlySet<string>, api: Api) {
  const made = (await api.documents('interactions')).filter(({ id }) => !before.has(id));
  const of = (type: string) => made.filter((document) => document['type'] === type);
  return {
    calls: of('CALL').map(({ lead_id, outcome, note }) => ({ lead_id, outcome, note })) as Logged[],
    orders: of('ORDER').map(({ lead_id, outcome, amount_minor, currency }) => ({
      ...{ lead_id, outcome, amount_minor, currency },
    })),
  };
}

const byLead = (a: Logged, b: Logged): number => (a.lead_id < b.lead_id ? -1 : 1);
