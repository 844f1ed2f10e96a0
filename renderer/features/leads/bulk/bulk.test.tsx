import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead, aUser } from '#domain/testing/builders.ts';
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

const marked = () => [...document.querySelectorAll('[data-marked] a')].map((link) => link.textContent);
const selected = () => document.querySelector('tr[aria-selected="true"] a')?.textContent;
const strip = () => page.getByRole('region', { name: 'Marked leads' });
const dialog = () => page.getByRole('dialog');
const preview = () => page.getByRole('status', { name: 'What will change' });
const said = () => page.getByRole('status', { name: 'Last action' });

const seed = {
  leads: [
    aLead({ name: 'Alder', state: 'PENDING' }),
    aLead({ name: 'Birch', state: 'PENDING' }),
    aLead({ name: 'Cedar', state: 'QUALIFIED' }),
    aLead({ name: 'Dogwood', state: 'WON' }),
  ],
};
const [ALDER, BIRCH] = seed.leads;

test('keys mark one, a range, all and none', async () => {
  await open({ at: '/leads', seed });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('x');
  await expect.poll(marked).toEqual(['Alder']);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await expect.poll(marked).toEqual(['Alder', 'Birch', 'Cedar']);
  await expect.element(strip()).toHaveTextContent('3 leads marked');
  await userEvent.keyboard(' ');
  await expect.poll(marked).toEqual(['Alder', 'Birch']);
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(marked).toEqual(['Alder', 'Birch', 'Cedar', 'Dogwood']);
  await userEvent.keyboard('{Escape}');
  await expect.poll(marked).toEqual([]);
  expect(strip().query()).toBeNull();
});

test('boxes mark by the mouse, with Shift a range, and open nothing', async () => {
  const { router } = await open({ at: '/leads', seed });
  await page.getByRole('checkbox', { name: 'Mark Alder' }).click();
  await page.getByRole('checkbox', { name: 'Mark Cedar' }).click({ modifiers: ['Shift'] });
  await expect.poll(marked).toEqual(['Alder', 'Birch', 'Cedar']);
  await page.getByRole('checkbox', { name: 'Mark all leads' }).click();
  await expect.poll(marked).toEqual(['Alder', 'Birch', 'Cedar', 'Dogwood']);
  expect(router.state.location.pathname).toBe('/leads');
});

test('a change says beforehand what it will do and what is refused, and one undo takes all back after the sync', async () => {
  const { server } = await open({ at: '/leads', seed });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('{Control>}a{/Control}m');
  await expect.element(dialog()).toBeVisible();
  await expect.element(page.getByLabelText('Move to')).toHaveFocus();
  await userEvent.selectOptions(page.getByLabelText('Move to'), 'Qualified');
  await expect.element(preview()).toHaveTextContent('2 leads move to Qualified.');
  await expect.element(preview()).toHaveTextContent('1 lead is so already.');
  await expect
    .element(preview())
    .toHaveTextContent('1 lead stays as it is (Dogwood): It cannot be moved from its state to that one.');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(said()).toHaveTextContent('2 leads move to Qualified. 1 lead was refused.');
  await expect.poll(marked).toEqual([]);
  const stateOf = (lead: typeof ALDER) => server.documents.get(`leads/${lead?.id}`)?.['state'];
  await expect.poll(() => [ALDER, BIRCH].map(stateOf)).toEqual(['QUALIFIED', 'QUALIFIED']);
  await userEvent.keyboard('u');
  await expect.poll(() => [ALDER, BIRCH].map(stateOf)).toEqual(['PENDING', 'PENDING']);
});

test('whoever types fast is ahead of the window: M, the letter and Enter are three keys', async () => {
  await open({ at: '/leads', seed });
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('xml');
  await expect.element(preview()).toHaveTextContent('1 lead moves to Lost.');
  await expect.element(page.getByLabelText('Move to')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(said()).toHaveTextContent('1 lead moves to Lost.');
});

test('tags are added to many, on the board too, where the marked cards are dragged together', async () => {
  const { server } = await open({ at: '/leads?as="board"', seed });
  await page.getByRole('checkbox', { name: 'Mark Alder' }).click();
  await page.getByRole('checkbox', { name: 'Mark Birch' }).click();
  await userEvent.keyboard('t');
  await page.getByRole('combobox', { name: 'Tags to add' }).fill('spring');
  await userEvent.keyboard('{Enter}');
  await expect.element(preview()).toHaveTextContent('2 leads get spring.');
  await page.getByRole('button', { name: 'Change 2 leads' }).click();
  const tags = () => [ALDER, BIRCH].map((lead) => server.documents.get(`leads/${lead?.id}`)?.['tags']);
  await expect.poll(tags).toEqual([['spring'], ['spring']]);
  await page.getByRole('checkbox', { name: 'Mark Alder' }).click();
  await page.getByRole('checkbox', { name: 'Mark Birch' }).click();
  await userEvent.dragAndDrop(
    page.getByText('Birch', { exact: true }),
    page.getByRole('region', { name: 'Lost', exact: true }),
  );
  await expect.element(said()).toHaveTextContent('2 leads move to Lost.');
});

test('who may not assign is not offered it; a manager gives many leads to somebody', async () => {
  const jonas = aUser({ name: 'Jonas Reed', email: 'jonas@callbook.example' });
  await open({ at: '/leads', seed });
  await page.getByRole('checkbox', { name: 'Mark Alder' }).click();
  await expect.element(strip()).toBeVisible();
  expect(strip().getByRole('button', { name: 'Assignee' }).query()).toBeNull();
  await close();
  const { server } = await open({
    at: '/leads',
    seed: { ...seed, users: [jonas] },
    user: { role: 'manager' },
  });
  await page.getByRole('checkbox', { name: 'Mark all leads' }).click();
  await strip().getByRole('button', { name: 'Assignee' }).click();
  await userEvent.selectOptions(page.getByLabelText('Give to'), 'Jonas Reed');
  await expect.element(preview()).toHaveTextContent('4 leads go to Jonas Reed.');
  await page.getByRole('button', { name: 'Change 4 leads' }).click();
  await expect
    .poll(() => seed.leads.map(({ id }) => server.documents.get(`leads/${id}`)?.['assignee_id']))
    .toEqual([jonas.id, jonas.id, jonas.id, jonas.id]);
});
