import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { customerIdOf } from '#domain/ids.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../../testing/stage.tsx';

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

const BOARD = '/leads?as="board"';
const column = (name: string) => page.getByRole('region', { name, exact: true });
const cardsIn = (name: string) =>
  [...(column(name).query()?.querySelectorAll('[data-lead-id]') ?? [])].map(
    (card) => card.querySelector('a')?.textContent,
  );
const cards = () => document.querySelectorAll('[data-board] [data-lead-id]').length;
const selected = () => document.querySelector('[data-board] [aria-selected="true"] a')?.textContent;
const said = () => page.getByRole('status', { name: 'Last action' });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

const ALDER = aLead({ name: 'Alder', state: 'PENDING', value_minor: 120_000, currency: 'EUR' });
const BIRCH = aLead({ name: 'Birch', state: 'PENDING', value_minor: 30_000, currency: 'EUR' });
const CEDAR = aLead({ name: 'Cedar', state: 'QUALIFIED', city: 'Porto', tier: 'A' });
const FOUR = { leads: [ALDER, BIRCH, CEDAR, aLead({ name: 'Dogwood', state: 'WON' })] };

test('a key shows the same leads as a board, in the address too, with what each stage is worth', async () => {
  const { router } = await open({ at: '/leads', seed: FOUR });
  await userEvent.keyboard('b');
  await expect.poll(() => cardsIn('Pending')).toEqual(['Alder', 'Birch']);
  expect(router.state.location.search).toMatchObject({ as: 'board' });
  await expect.element(column('Pending')).toHaveTextContent('Pending21,500 EUR');
  await expect.element(column('Lost')).toHaveTextContent('Drag a lead here, or press M on it.');
  await userEvent.keyboard('b');
  await expect.element(page.getByRole('grid', { name: 'Leads', exact: true })).toBeVisible();
  expect(router.state.location.search).not.toHaveProperty('as');
});

test('text and filters narrow the board as they do the table', async () => {
  const pocs = [aPoc({ lead_id: BIRCH.id, name: 'Mara Lind' })];
  await open({ at: '/leads?as="board"&state=["PENDING"]', seed: { ...FOUR, pocs } });
  await expect.poll(() => cardsIn('Pending')).toEqual(['Alder', 'Birch']);
  expect(column('Won').query()).toBeNull();
  await userEvent.keyboard('/');
  await userEvent.keyboard('mara');
  await expect.poll(() => cardsIn('Pending')).toEqual(['Birch']);
  await expect.element(page.getByText('Contact: Mara Lind')).toBeVisible();
});

test('arrows move within a column and between columns, Enter opens, and one comes back to the card', async () => {
  await open({ at: BOARD, seed: FOUR });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(selected).toBe('Birch');
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(selected).toBe('Cedar');
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(selected).toBe('Dogwood');
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
  await expect.poll(selected).toBe('Cedar');
  await userEvent.keyboard('{Enter}');
  await expect.element(heading('Cedar')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(selected).toBe('Cedar');
});

test('M and a letter move the selected lead, which stays selected; the undo brings it back', async () => {
  await open({ at: BOARD, seed: FOUR });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('mq');
  await expect.poll(() => cardsIn('Qualified')).toEqual(['Alder', 'Cedar']);
  await expect.element(said()).toHaveTextContent('Moved to Qualified.');
  await expect.poll(selected).toBe('Alder');
  await expect.poll(() => column('Qualified').element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('u');
  await expect.poll(() => cardsIn('Pending')).toEqual(['Alder', 'Birch']);
  expect(cardsIn('Qualified')).toEqual(['Cedar']);
});

test('M, W makes the customer', async () => {
  const { server, user } = await open({ at: BOARD, seed: FOUR });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('mw');
  await expect.element(said()).toHaveTextContent('Won. It is a customer now.');
  await expect.poll(() => cardsIn('Won')).toEqual(['Alder', 'Dogwood']);
  await expect.poll(() => [...server.viewOf(user.id, 'customers').keys()]).toEqual([customerIdOf(ALDER.id)]);
});

test('a card is dragged to another stage, and its menu does the same without dragging', async () => {
  await open({ at: BOARD, seed: FOUR });
  await expect.poll(() => cardsIn('Pending')).toEqual(['Alder', 'Birch']);
  await userEvent.dragAndDrop(page.getByText('Birch'), column('Lost'));
  await expect.poll(() => cardsIn('Lost')).toEqual(['Birch']);
  await expect.poll(selected).toBe('Birch');
  await page.getByRole('button', { name: 'Move Alder to another stage' }).click();
  await page.getByRole('menuitem', { name: 'Negotiation' }).click();
  await expect.poll(() => cardsIn('Negotiation')).toEqual(['Alder']);
  expect(cardsIn('Pending')).toEqual([]);
});

test('what the table of stages forbids stays where it is, and is said in plain words', async () => {
  const transitions = [{ from: 'PENDING', to: ['REACHED_OUT'] }];
  await open({ at: BOARD, seed: FOUR, settings: { transitions } });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('mn');
  await expect.element(said()).toHaveTextContent('It cannot be moved from its state to that one.');
  expect(cardsIn('Pending')).toEqual(['Alder', 'Birch']);
});

test('ten thousand leads are a window in each column, and the last one is a key away', async () => {
  const states = ['PENDING', 'QUALIFIED', 'WON'];
  const leads = Array.from({ length: 10_000 }, (_, at) =>
    aLead({ name: `Kiosk ${String(at).padStart(5, '0')}`, state: states[at % 3] ?? '' }),
  );
  await open({ at: BOARD, seed: { leads } });
  await expect.element(column('Pending')).toHaveTextContent('3,334');
  await expect.poll(selected).toBe('Kiosk 00000');
  expect(cards()).toBeLessThan(75);
  await userEvent.keyboard('{End}');
  await expect.poll(selected).toBe('Kiosk 09999');
  expect(cards()).toBeLessThan(75);
}, 120_000);
