// Finding anything by one key, over any screen. On a real replica with its search thread.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead, aPoc, aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

const BAKERY = aLead({ name: 'Nordlicht Bakery', city: 'Hamburg', state: 'WON' });
const TOOLS = aLead({ name: 'Sorensen Tools', city: 'Kiel', phone: '+49 431 555 01 99' });
const SEED = {
  leads: [BAKERY, TOOLS],
  pocs: [aPoc({ lead_id: TOOLS.id, name: 'Mara Lind' })],
  interactions: [
    aCall({ lead_id: BAKERY.id, note: 'Their oven is broken', occurred_at: '2026-02-20T10:00:00.000Z' }),
  ],
};

async function open(at: string, options: Partial<Parameters<typeof openStage>[0]> = {}) {
  const stage = await openStage({ at, seed: SEED, ...options });
  close = stage.close;
  await expect.element(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  return stage;
}

const field = () => page.getByRole('combobox', { name: 'Find leads, notes, actions and places' });
const options = () =>
  [...document.querySelectorAll('[role=dialog] [role=option]')].map((one) => one.textContent);
const selected = () =>
  document.getElementById(field().element().getAttribute('aria-activedescendant') ?? '')?.textContent;
const openPalette = async () => {
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field()).toBeVisible();
};

it('opens from a text field with the focus in it, finds by four letters, and Enter opens the lead', async () => {
  const { router } = await open('/today');
  await page.getByLabelText('Note', { exact: true }).click();
  await openPalette();
  await userEvent.keyboard('bake');
  expect(selected()).toContain('Nordlicht Bakery');
  expect(selected()).toContain('Hamburg');
  expect(selected()).toContain('Won');
  expect(document.querySelector('[role=dialog] mark')?.textContent).toBe('Bake');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/leads/${BAKERY.id}`));
  await expect.element(field()).not.toBeInTheDocument();
});

it.each([
  ['mara', 'Contact: Mara Lind'],
  ['55501', 'Phone: +49 431 555 01 99'],
  ['sorensne', 'Sorensen Tools'],
])('says by %s why the lead was found', async (typed, why) => {
  await open('/sync');
  await openPalette();
  await userEvent.keyboard(typed);
  expect(selected()).toContain('Sorensen Tools');
  expect(selected()).toContain(why);
});

it('finds words of notes, with their day, below the leads', async () => {
  const { router } = await open('/leads');
  await openPalette();
  await userEvent.keyboard('oven');
  await expect.poll(options).toEqual([expect.stringContaining('Note of Fri 20 Feb: Their oven is broken')]);
  await expect.element(page.getByRole('status', { name: 'Results' })).toHaveTextContent('1 result');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/leads/${BAKERY.id}`));
});

it('shows first what was opened last, then what this screen can do with its keys, and the places', async () => {
  const { router } = await open(`/leads/${TOOLS.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Sorensen Tools' })).toBeVisible();
  await openPalette();
  expect(selected()).toContain('Sorensen Tools');
  await expect.element(page.getByRole('option', { name: /Write a note.*N/ })).toBeVisible();
  await expect.element(page.getByRole('option', { name: /Go to Accounts.*Alt \+ 3/ })).toBeVisible();
  await userEvent.keyboard('acco{Enter}');
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/accounts'));
});

it('does what the screen behind it can do', async () => {
  await open(`/leads/${TOOLS.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Sorensen Tools' })).toBeVisible();
  await openPalette();
  await userEvent.keyboard('write a not{Enter}');
  await expect.element(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveFocus();
});

it('moves with the arrows from the last to the first, and Escape gives the focus back', async () => {
  await open('/leads');
  const search = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
  await search.click();
  await openPalette();
  const [first] = options();
  await userEvent.keyboard('{ArrowUp}');
  expect(selected()).toBe(options().at(-1));
  await userEvent.keyboard('{ArrowDown}');
  expect(selected()).toBe(first);
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).not.toBeInTheDocument();
  await expect.element(search).toHaveFocus();
});

it('opens by its button, closes by its key, and says when nothing is found', async () => {
  await open('/today');
  await page.getByRole('button', { name: 'Find' }).click();
  await userEvent.keyboard('xyzzyx');
  await expect.element(page.getByText(/Nothing is found\. Fewer letters/)).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(field()).not.toBeInTheDocument();
});

it('leads a manager to the leads of a person', async () => {
  const kira = aUser({ name: 'Kira Solberg', role: 'kam' });
  const { router } = await open('/today', { user: { role: 'manager' }, seed: { ...SEED, users: [kira] } });
  await openPalette();
  await userEvent.keyboard('kira{Enter}');
  await vi.waitFor(() => expect(router.state.location.search).toEqual({ assignee: [kira.id] }));
});

it('shows a KAM nobody', async () => {
  const kira = aUser({ name: 'Kira Solberg', role: 'kam' });
  await open('/today', { seed: { ...SEED, users: [kira] } });
  await openPalette();
  await userEvent.keyboard('kira');
  await expect.element(page.getByText(/Nothing is found\. Fewer/)).toBeVisible();
});
