// The tour from its offer on Today to its end, by keyboard, and that it is not offered again.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

const always = { '1': [['00:00', '24:00']] as [string, string][] };
const alder = aLead({ name: 'Alder', call_hours: always });
const seed = {
  leads: [alder],
  interactions: [aCall({ lead_id: alder.id, occurred_at: '2026-02-16T10:00:00.000Z' })],
};
const KIM = '01890000-0000-7000-8000-000000000001';

async function open(at = '/today', id = KIM) {
  const stage = await openStage({ at, seed, user: { id } });
  close = stage.close;
  return stage;
}

const offer = () => page.getByRole('region', { name: 'New here?' });
const tour = () => page.getByRole('dialog', { name: 'Tour' });
const title = () => tour().getByRole('heading', { level: 3 }).element().textContent;
const ringed = () => [...document.querySelectorAll('[data-toured]')].map((part) => part.getAttribute('href'));
const TITLES = [
  'Today says whom to call',
  'Find anybody, do anything',
  'Work without a network',
  'Nothing is lost',
  'Every act has a key',
];

describe('the tour', () => {
  it('is offered on Today, goes through its steps by keyboard, and leaves the focus on the list', async () => {
    await open();
    await offer().getByRole('button', { name: 'Take the tour' }).click();
    await expect.element(tour()).toBeVisible();
    await expect.element(tour().getByRole('button', { name: 'Next' })).toHaveFocus();
    expect([title(), ringed()]).toEqual([TITLES[0], ['/today']]);
    const seen = [title()];
    for (const _ of TITLES.slice(1)) {
      await userEvent.keyboard('{ArrowRight}');
      seen.push(title());
    }
    expect(seen).toEqual(TITLES);
    await userEvent.keyboard('{ArrowRight}');
    expect(title()).toBe(TITLES.at(-1));
    await userEvent.keyboard('{ArrowLeft}');
    expect([title(), ringed()]).toEqual(['Nothing is lost', ['/attention']]);
    await userEvent.keyboard('{Enter}');
    await expect.element(tour().getByRole('button', { name: 'Begin to work' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(tour().elements()).toHaveLength(0));
    await expect.element(page.getByRole('listbox', { name: 'Today' })).toHaveFocus();
    expect([ringed(), offer().elements().length]).toEqual([[], 0]);
  });

  it('names the keys that the person has chosen', async () => {
    window.localStorage.setItem('callbook:keys', JSON.stringify({ remapped: { find: ['Ctrl+j'] } }));
    await open();
    await offer().getByRole('button', { name: 'Take the tour' }).click();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(tour().getByText('Ctrl + J')).toBeVisible();
  });

  it('rings a part of the page in every step', async () => {
    await open();
    await userEvent.keyboard('{Shift>}H{/Shift}');
    await expect.element(tour()).toBeVisible();
    for (const _ of TITLES) {
      expect(document.querySelectorAll('[data-toured]'), title() ?? '').toHaveLength(1);
      await userEvent.keyboard('{ArrowRight}');
    }
  });

  it('keeps the focus inside, and ends with Esc wherever it stands', async () => {
    await open();
    await userEvent.keyboard('{Shift>}H{/Shift}');
    await expect.element(tour()).toBeVisible();
    for (let turn = 0; turn < 6; turn += 1) {
      await userEvent.keyboard('{Tab}');
      expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull();
    }
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(tour().elements()).toHaveLength(0));
    await expect.element(page.getByRole('listbox', { name: 'Today' })).toHaveFocus();
    expect(offer().elements()).toHaveLength(0);
  });

  it('is not offered again once it was declined, not at the next start either, but to another person', async () => {
    await open();
    await offer().getByRole('button', { name: 'No, thanks' }).click();
    await expect.element(page.getByText('You find the tour in the menu under your initials.')).toBeVisible();
    expect(offer().elements()).toHaveLength(0);
    await close();
    await open();
    await expect.element(page.getByRole('listbox', { name: 'Today' })).toBeVisible();
    expect(offer().elements()).toHaveLength(0);
    await close();
    await open('/today', '01890000-0000-7000-8000-000000000002');
    await expect.element(offer()).toBeVisible();
  });

  it('can be taken again, from the menu, on any screen', async () => {
    await open('/sync');
    const menu = page.getByRole('button', { name: /: menu$/ });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Take the tour' }).click();
    await expect.element(tour()).toBeVisible();
    await tour().getByRole('button', { name: 'End the tour' }).click();
    await vi.waitFor(() => expect(tour().elements()).toHaveLength(0));
    await menu.click();
    await page.getByRole('menuitem', { name: 'Take the tour' }).click();
    await expect.element(tour()).toBeVisible();
    expect(title()).toBe(TITLES[0]);
  });
});
