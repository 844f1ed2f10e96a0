// The list of what was done, over any screen. On a real replica.
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

const ALDER = aLead({ name: 'Alder Foods', state: 'REACHED_OUT' });

async function open(at: string) {
  const stage = await openStage({ at, seed: { leads: [ALDER] } });
  close = stage.close;
  await expect.element(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  const stateNow = () => stage.replica.desk.row(ALDER.id)?.lead.state;
  return { ...stage, stateNow };
}

const acts = () => page.getByRole('list', { name: 'Acts' }).getByRole('listitem');
const note = (words: string) => userEvent.keyboard(`{Shift>}Q{/Shift}${words}{Control>}{Enter}{/Control}`);
const said = () => page.getByRole('status', { name: 'Last action' });

it('lists what was done with its time and lead; each is undone and done again, in any order', async () => {
  const { stateNow } = await open(`/leads/${ALDER.id}`);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Alder Foods' })).toBeVisible();
  await userEvent.keyboard('mn');
  await vi.waitFor(() => expect(stateNow()).toBe('NEGOTIATION'));
  await note('Likes rye');
  await expect.element(said()).toHaveTextContent('Note about Alder Foods kept.');
  await userEvent.keyboard('{Shift>}Z{/Shift}');
  await expect
    .element(acts().first())
    .toHaveTextContent(/Note about Alder Foods kept\.today \d\d:\d\d · Alder Foods/);
  await expect.element(acts().nth(1)).toHaveTextContent('Moved to Negotiation.');
  await expect.element(acts().first().getByRole('button', { name: 'Undo' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(stateNow()).toBe('REACHED_OUT'));
  await expect.element(acts().nth(1)).toHaveTextContent('undone');
  await expect.element(acts().first().getByRole('button', { name: 'Undo' })).toBeVisible();
  await acts().nth(1).getByRole('button', { name: 'Redo' }).click();
  await vi.waitFor(() => expect(stateNow()).toBe('NEGOTIATION'));
  await expect.element(acts().nth(1)).not.toHaveTextContent('undone');
});

it('teaches what it is for while nothing was done, and opens from the menu and the palette', async () => {
  await open('/sync');
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'What was done' }).click();
  await expect.element(page.getByText('Nothing has been done yet')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('Nothing has been done yet')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}k{/Control}what was{Enter}');
  await expect.element(page.getByText('Nothing has been done yet')).toBeVisible();
});
