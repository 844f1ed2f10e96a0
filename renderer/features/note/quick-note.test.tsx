// A note from anywhere, kept at every keystroke. On a real replica.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

const ALDER = aLead({ name: 'Alder Foods', city: 'Porto' });
const BIRCH = aLead({ name: 'Birch Drinks' });

async function open(at: string) {
  const stage = await openStage({ at, seed: { leads: [ALDER, BIRCH] } });
  close = stage.close;
  await expect.element(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  const notesOf = async (leadId: string) => {
    const live = stage.replica.lead(leadId);
    const stop = live.subscribe(() => undefined);
    await vi.waitFor(() => expect(live.get()).toBeDefined());
    const notes = live.get()?.interactions.filter(({ voided_at }) => voided_at === null) ?? [];
    stop();
    return notes.map(({ note }) => note);
  };
  return { ...stage, notesOf };
}

const form = () => page.getByRole('form', { name: 'Quick note' });
const note = () => form().getByRole('textbox', { name: 'Note' });
const said = () => page.getByRole('status', { name: 'Last action' });
const press = () => userEvent.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');

it('is about the lead at hand: one key, the words, one key', async () => {
  const { notesOf } = await open(`/leads/${ALDER.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Alder Foods' })).toBeVisible();
  await press();
  await expect.element(form()).toHaveTextContent('Alder Foods');
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('Wants two crates{Control>}{Enter}{/Control}');
  await expect.element(said()).toHaveTextContent('Note about Alder Foods kept.');
  await expect.element(form()).not.toBeInTheDocument();
  expect(await notesOf(ALDER.id)).toEqual(['Wants two crates']);
  await userEvent.keyboard('{Control>}z{/Control}');
  await vi.waitFor(async () => expect(await notesOf(ALDER.id)).toEqual([]));
});

it('asks whom it is about where nobody is at hand', async () => {
  const { notesOf } = await open('/sync');
  await userEvent.keyboard('{Shift>}Q{/Shift}');
  await userEvent.keyboard('birc{Enter}');
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('Call back in May{Control>}{Enter}{/Control}');
  await expect.element(said()).toHaveTextContent('Note about Birch Drinks kept.');
  expect(await notesOf(BIRCH.id)).toEqual(['Call back in May']);
});

it('keeps what was typed, with its lead, when it is left and opened elsewhere', async () => {
  const { router, notesOf } = await open(`/leads/${ALDER.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Alder Foods' })).toBeVisible();
  await press();
  await userEvent.keyboard('Half a thou');
  await userEvent.keyboard('{Escape}');
  await expect.element(form()).not.toBeInTheDocument();
  await router.navigate({ to: '/leads/$id', params: { id: BIRCH.id } });
  await expect.element(page.getByRole('heading', { level: 1, name: 'Birch Drinks' })).toBeVisible();
  await press();
  await expect.element(note()).toHaveValue('Half a thou');
  await expect.element(form().getByText('Alder Foods')).toBeVisible();
  await page.getByRole('button', { name: 'Make it about Birch Drinks' }).click();
  await note().click();
  await userEvent.keyboard('{End}ght{Control>}{Enter}{/Control}');
  await expect.element(said()).toHaveTextContent('Note about Birch Drinks kept.');
  expect([await notesOf(ALDER.id), await notesOf(BIRCH.id)]).toEqual([[], ['Half a thought']]);
  await press();
  await expect.element(note()).toHaveValue('');
});

it('says what is missing, and opens by its button', async () => {
  await open(`/leads/${ALDER.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Alder Foods' })).toBeVisible();
  await page.getByRole('button', { name: 'Quick note' }).click();
  await form().getByRole('button', { name: /Save/ }).click();
  await expect.element(form().getByRole('alert')).toHaveTextContent('Write the note first.');
  await form().getByRole('button', { name: 'Another lead' }).click();
  await expect.element(page.getByRole('combobox', { name: 'About which lead?' })).toBeVisible();
});
