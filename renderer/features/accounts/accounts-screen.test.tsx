import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead, aMetric, anOrder } from '#domain/testing/builders.ts';
import { openStage, STAGE_NOW } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

const DAY_MS = 86_400_000;

/** A won lead that orders every week; the last order was so many days ago. */
function account(name: string, last: number, count = 13) {
  const lead = aLead({ name, state: 'WON', won_at: '2025-01-01T09:00:00.000Z' });
  const orders = Array.from({ length: count }, (_, at) =>
    anOrder({
      lead_id: lead.id,
      occurred_at: new Date(Date.parse(STAGE_NOW) - (last + 7 * at) * DAY_MS).toISOString(),
    }),
  );
  return { lead, orders };
}

async function open(accounts: ReturnType<typeof account>[], more = {}) {
  const seed = {
    leads: accounts.map(({ lead }) => lead),
    interactions: accounts.flatMap(({ orders }) => orders),
    ...more,
  };
  const stage = await openStage({ at: '/accounts', seed });
  close = stage.close;
  return stage;
}

const option = (name: string) => page.getByRole('option', { name: new RegExp(name) });
const names = () =>
  [...document.querySelectorAll('[role=option]')].map((row) => row.getAttribute('data-lead-id'));
const selected = () => document.querySelector('[role=option][aria-selected="true"]')?.textContent;

test('who does badly and who does well stand in their lists, each with reasons in words', async () => {
  const [silent, late, well, young] = [
    account('Silent', 17),
    account('Late', 10),
    account('Fine', 1),
    account('Young', 3, 1),
  ];
  await open([well, silent, late, young]);
  await expect.element(page.getByRole('group', { name: 'Under performing' })).toHaveTextContent('Silent');
  await expect.element(page.getByRole('group', { name: 'Well performing' })).toHaveTextContent('Fine');
  await expect.element(page.getByRole('group', { name: /^New/ })).toHaveTextContent('Young');
  await expect
    .element(option('Silent'))
    .toHaveTextContent('Usually orders every 7 days; last order 17 days ago');
  await expect.element(option('Late')).toHaveTextContent('Watch');
  expect(names()).toEqual([silent, late, young, well].map(({ lead }) => lead.id));
  await expect
    .element(page.getByText('1 under performing, 1 to watch, 1 new, 1 well performing'))
    .toBeVisible();
});

test('those to watch can be left out, and a text narrows', async () => {
  await open([account('Silent', 17), account('Late', 10)]);
  await expect.element(option('Late')).toBeVisible();
  await page.getByRole('checkbox', { name: 'With those to watch' }).click();
  await expect.element(option('Late')).not.toBeInTheDocument();
  await userEvent.keyboard('/');
  await userEvent.keyboard('zzz');
  await expect.element(page.getByText('No account matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.element(option('Silent')).toBeVisible();
});

test('the keyboard chooses an account and opens it', async () => {
  await open([account('Silent', 17), account('Fine', 1)]);
  await expect.poll(selected).toContain('Silent');
  await userEvent.keyboard('j');
  await expect.poll(selected).toContain('Fine');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { level: 1, name: 'Fine' })).toBeVisible();
});

test('a rating by hand is shown as such, a sleeping account too', async () => {
  const [kept, asleep] = [account('Kept', 17), account('Asleep', 200)];
  const override = { rating: 'STEADY' as const, reason: 'Season', expires_on: '2026-03-31' };
  await open([kept, asleep], { metrics: [aMetric({ lead_id: kept.lead.id, override })] });
  await expect.element(option('Kept')).toHaveTextContent('Steady (set)');
  await expect.element(option('Asleep')).toHaveTextContent('Dormant');
});

test('without a won lead the screen says how one comes to be', async () => {
  await open([]);
  await expect.element(page.getByText('No accounts yet')).toBeVisible();
});
