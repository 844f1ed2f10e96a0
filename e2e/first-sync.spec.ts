// While the history is still on its way, Today is the server's: no lead stands in a wrong bucket, and work goes on.
import type { Page } from '@playwright/test';
import { expect, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

type Due = { items: { id: string; plan: { bucket: string } }[] };

const SECTIONS: Readonly<Record<string, string>> = {
  OVERDUE: 'Overdue',
  CALL_NOW: 'Call now',
  WAITING: 'Waiting',
  DUE_TODAY: 'Due today',
  LATER_TODAY: 'Later today',
};

test('with the interactions held back, Today is the server’s list, and calls are logged on it', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api, leads } = await workspaceAtNoon(server.url, 8);
  // Called just now: without its history this one would look as due as the others.
  const called = leads[7]?.id ?? '';
  await api.ask('POST', '/api/interactions', {
    lead_id: called,
    type: 'CALL',
    outcome: 'CONNECTED',
    occurred_at: new Date().toISOString(),
  });
  const expected = sectionsOf(await api.ask<Due>('GET', '/api/leads/due_today'));
  expect(expected).toHaveLength(7);

  network.decide((_method, path) => (path.startsWith('/api/sync/interactions/pull') ? 'hold' : 'carry'));
  const { page } = await launch({ server: network.url });
  await signIn(page, kam);
  await page.getByText('By bucket').click();
  await expect.poll(() => shown(page)).toEqual(expected);
  await expect(page.getByRole('status', { name: 'Loading' })).toContainText('the server’s list');

  await queue(page).focus();
  const first = await selectedLead(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(queue(page).locator(`[data-lead-id="${first}"]`)).toHaveCount(0);
  await expect
    .poll(async () => sectionsOf(await api.ask<Due>('GET', '/api/leads/due_today')))
    .toHaveLength(6);
  await page.keyboard.press('ArrowDown');
  const chosen = await selectedLead(page);
  const rest = expected.filter(([id]) => id !== first);
  expect(await shown(page)).toEqual(rest);

  network.decide(() => 'carry');
  await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  expect(await shown(page)).toEqual(rest);
  expect(await selectedLead(page)).toBe(chosen);
});

const sectionsOf = ({ items }: Due) =>
  Object.keys(SECTIONS).flatMap((bucket) =>
    items.filter(({ plan }) => plan.bucket === bucket).map(({ id }) => [id, SECTIONS[bucket]]),
  );

/** Each lead with its section, in the order of the list. */
const shown = (page: Page) =>
  queue(page)
    .getByRole('option')
    .evaluateAll((options) =>
      options.map((option) => [
        option.getAttribute('data-lead-id'),
        option.closest('[role="group"]')?.getAttribute('aria-label')?.split(',')[0],
      ]),
    );
