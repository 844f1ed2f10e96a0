import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

async function open(options: Parameters<typeof openStage>[0]) {
  const stage = await openStage(options);
  close = stage.close;
  return stage;
}

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const selected = () => document.querySelector('[aria-selected="true"] a')?.textContent;
const beside = (label: string) => page.getByRole('navigation', { name: `In ${label}` });

const dated = { created_at: '2026-01-01T09:00:00.000Z', won_at: '2026-01-01T09:00:00.000Z' };
const seed = {
  leads: ['Alder', 'Birch', 'Cedar'].map((name) => aLead({ name, state: 'WON', ...dated })),
};

test.each(['/leads?sort="name"&desc=true', '/leads?as="board"&sort="name"&desc=true'])(
  'from %s one goes on in its order, and comes back to where one has got',
  async (at) => {
    await open({ at, seed });
    await expect.poll(selected).toBe('Cedar');
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('Cedar')).toBeVisible();
    await expect.element(beside('Leads')).toHaveTextContent('1 of 3');
    await userEvent.keyboard('j');
    await expect.element(heading('Birch')).toBeVisible();
    await page.getByRole('button', { name: 'Next in Leads' }).click();
    await expect.element(heading('Alder')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Next in Leads' })).toBeDisabled();
    await userEvent.keyboard('k');
    await expect.element(heading('Birch')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(selected).toBe('Birch');
  },
);

test.each([
  ['/today', 'Today', 'l'],
  ['/accounts', 'Accounts', '{Enter}'],
])('from %s one goes on in its order too', async (at, label, key) => {
  await open({ at, seed });
  await expect.element(page.getByRole('listbox', { name: label }).getByRole('option').first()).toBeVisible();
  const second = () => page.getByRole('option').nth(1);
  const id = second().element().getAttribute('data-lead-id');
  await userEvent.keyboard(key);
  await expect.element(beside(label)).toHaveTextContent('1 of 3');
  await userEvent.keyboard('j');
  await expect.element(beside(label)).toHaveTextContent('2 of 3');
  await userEvent.keyboard('{Escape}');
  await expect.element(second()).toHaveAttribute('aria-selected', 'true');
  await expect.element(second()).toHaveAttribute('data-lead-id', String(id));
});

test('a lead that was not opened from a list has nobody beside it', async () => {
  await open({ at: `/leads/${seed.leads[0]?.id}`, seed });
  await expect.element(heading('Alder')).toBeVisible();
  expect(beside('Leads').query()).toBeNull();
});
