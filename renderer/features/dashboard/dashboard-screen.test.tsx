// The dashboard on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead, anOrder, aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

const ME = aUser({ name: 'Ada Quill' });
const KIRA = aUser({ name: 'Kira Solberg', email: 'kira@callbook.example' });

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

async function open(role: 'manager' | 'kam' = 'kam') {
  const mine = aLead({ name: 'Alder', assignee_id: ME.id, cadence: { kind: 'none' } });
  const theirs = aLead({ name: 'Birch', assignee_id: KIRA.id, state: 'WON', cadence: { kind: 'none' } });
  const at = (day: string, more: Parameters<typeof aCall>[0] = {}) =>
    aCall({ lead_id: mine.id, created_by: ME.id, occurred_at: `2026-${day}T10:00:00.000Z`, ...more });
  const stage = await openStage({
    at: '/dashboard',
    user: { ...ME, role },
    seed: {
      users: [KIRA],
      leads: [mine, theirs],
      interactions: [
        at('03-02', { outcome: 'ORDER_PLACED' }),
        at('03-02', { outcome: 'NO_ANSWER' }),
        at('02-20'),
        at('02-20'),
        at('03-02', { lead_id: theirs.id, created_by: KIRA.id }),
        anOrder({ lead_id: mine.id, occurred_at: '2026-03-02T10:00:00.000Z', amount_minor: 42_000 }),
      ],
    },
  });
  close = stage.close;
  await expect.element(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  return { ...stage, mine };
}

/** A tile's lines, one after the other. */
const tile = (name: string) =>
  [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === name)?.parentElement
    ?.textContent;

describe('the dashboard', () => {
  it('counts a KAM’s own calls, and follows what is logged', async () => {
    const { replica, mine } = await open();
    await expect.poll(() => tile('Calls made')).toMatch(/2calls$/);
    expect(tile('Reached')).toMatch(/50 %1 of 2$/);
    expect(tile('Strike rate')).toMatch(/50 %1 of 2; 1 order$/);
    expect(tile('Kept to the plan')).toMatch(/–none yet$/);
    await replica.acts.logCall({ lead_id: mine.id, outcome: 'CONNECTED' });
    await expect.poll(() => tile('Calls made')).toMatch(/3calls$/);
  });

  it('looks at another time by a click or a key, and remembers it', async () => {
    await open();
    await page.getByText('30 days').click();
    await expect.poll(() => tile('Calls made')).toMatch(/4calls$/);
    await userEvent.click(page.getByRole('region', { name: 'Figures' }));
    await userEvent.keyboard(',,');
    await expect.element(page.getByRole('radio', { name: 'This week' })).toBeChecked();
    await expect.poll(() => tile('Calls made')).toMatch(/2calls$/);
  });

  it('says by what rule each figure is counted', async () => {
    await open();
    await expect.poll(() => tile('Strike rate')).toBeTruthy();
    await page.getByRole('button', { name: /How “Strike rate” is counted/ }).hover();
    await expect.element(page.getByRole('tooltip')).toHaveTextContent(/ended in an order/);
  });

  it('has each chart as a table too', async () => {
    await open();
    const orders = page.getByRole('region', { name: 'Orders by month' });
    await expect.element(orders.getByRole('img', { name: /Mar 2026: 420 EUR, 1 order/ })).toBeVisible();
    await orders.getByRole('button', { name: 'Table' }).click();
    await expect.element(orders.getByRole('row', { name: 'Mar 2026 420 EUR 1' })).toBeInTheDocument();
    const calls = page.getByRole('region', { name: 'Calls by day' });
    await calls.getByRole('button', { name: 'Table' }).click();
    await expect.element(calls.getByRole('row', { name: 'Mon 2 Mar 2 1' })).toBeVisible();
  });

  it('shows managers everybody, person by person, or one of them', async () => {
    await open('manager');
    await expect.poll(() => tile('Calls made')).toMatch(/3calls$/);
    const people = page.getByRole('region', { name: 'By person' });
    await expect.element(people.getByRole('row', { name: /Kira Solberg 1 100 % 0 %/ })).toBeInTheDocument();
    await page.getByRole('combobox', { name: 'Whose figures' }).selectOptions('Kira Solberg');
    await expect.poll(() => tile('Calls made')).toMatch(/1call$/);
    await expect.element(people).not.toBeInTheDocument();
  });
});
