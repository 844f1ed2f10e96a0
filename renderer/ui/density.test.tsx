// Compact and comfortable on a real screen: the rows, and what is kept.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCustomer, aLead } from '#domain/testing/builders.ts';
import { openStage } from '../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(async () => {
  await close();
  window.localStorage.clear();
});

const alder = aLead({ name: 'Alder', state: 'WON', won_at: '2026-01-05T10:00:00.000Z' });
const birch = aLead({ name: 'Birch', state: 'WON', won_at: '2026-01-05T10:00:00.000Z' });
const seed = {
  leads: [alder, birch],
  customers: [alder, birch].map(({ id, name }) => aCustomer({ lead_id: id, name })),
};

async function open(at: string) {
  const stage = await openStage({ at, seed });
  close = stage.close;
  return stage;
}

/** How high the rows of a list are, and how far below the first the second stands. */
function measured(rows: string): number[] {
  const boxes = [...document.querySelectorAll(rows)].map((row) => row.getBoundingClientRect());
  const [first, second] = boxes;
  if (!first || !second) throw new Error(`there are no two rows ${rows}`);
  return [Math.round(first.height), Math.round(second.height), Math.round(second.top - first.top)];
}

const density = () => document.documentElement.dataset['density'];

describe('density', () => {
  it.each([
    ['Leads', '/leads', 'tr[data-lead-id]', 47, 39],
    ['Customers', '/customers', 'tr[data-customer-id]', 47, 39],
    ['Accounts', '/accounts', '[role=option]', 62, 52],
  ])(
    'of %s changes by key: rows are lower and stand closer, and come back',
    async (_, at, rows, wide, close) => {
      await open(at);
      await expect.poll(() => document.querySelectorAll(rows).length).toBe(2);
      expect(measured(rows)).toEqual([wide, wide, wide]);
      await userEvent.keyboard('{Shift>}Y{/Shift}');
      await vi.waitFor(() => expect(measured(rows)).toEqual([close, close, close]));
      expect(density()).toBe('compact');
      await userEvent.keyboard('{Shift>}Y{/Shift}');
      await vi.waitFor(() => expect(measured(rows)).toEqual([wide, wide, wide]));
    },
  );

  it('is chosen in the settings, and holds at the next start', async () => {
    await open('/settings');
    const choice = page.getByRole('radiogroup', { name: 'Density' });
    await choice.getByText('Compact').click();
    await expect.poll(density).toBe('compact');
    await close();
    await open('/settings');
    await expect.element(choice.getByRole('radio', { name: 'Compact' })).toBeChecked();
    expect(density()).toBe('compact');
    await choice.getByText('Comfortable').click();
    await expect.poll(density).toBe('comfortable');
  });

  it('leaves every target of Today and of a lead at least 24 pixels high', async () => {
    window.localStorage.setItem('callbook.density', 'compact');
    for (const at of ['/today', `/leads/${alder.id}`, '/leads']) {
      await open(at);
      await expect.poll(() => document.querySelectorAll('main button').length).toBeGreaterThan(0);
      const low = [
        ...document.querySelectorAll<HTMLElement>('main button, main [role=option], main [role=switch]'),
      ]
        .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 23.5)
        .map((target) => `${target.className}: ${target.textContent}`);
      expect(low, at).toEqual([]);
      await close();
    }
    await open('/today');
  });
});
