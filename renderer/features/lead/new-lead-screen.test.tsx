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

async function open(options: Partial<Parameters<typeof openStage>[0]> = {}) {
  const stage = await openStage({ at: '/leads', ...options });
  close = stage.close;
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  return stage;
}

const name = () => page.getByRole('textbox', { name: 'Name', exact: true });
const toast = () => page.getByRole('status', { name: 'Last action' });
const heading = (words: string) => page.getByRole('heading', { level: 1, name: words });

test('Shift+A, a name, Tab, a number, Enter: the lead is there, and the person back where he was', async () => {
  const { replica, user } = await open();
  await userEvent.keyboard('{Shift>}A{/Shift}');
  await expect.element(name()).toHaveFocus();
  await userEvent.keyboard('Alder Bakery{Tab}+49 30 5550 1{Enter}');
  await expect.element(heading('Leads')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Alder Bakery' })).toBeVisible();
  const [row] = replica.desk.list();
  expect(row?.lead).toMatchObject({
    name: 'Alder Bakery',
    phone: '+49 30 5550 1',
    country: 'DE',
    time_zone: null,
    state: 'PENDING',
    assignee_id: user.id,
  });
  expect(row).toMatchObject({ time_zone: 'Europe/Berlin', time_zone_assumed: true });
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByText('No leads yet')).toBeVisible();
});

test('the toast opens the new lead', async () => {
  await open();
  await userEvent.keyboard('{Shift>}A{/Shift}');
  await expect.element(name()).toHaveFocus();
  await userEvent.keyboard('Birch{Enter}');
  await toast().getByRole('button', { name: 'Open' }).click();
  await expect.element(heading('Birch')).toBeVisible();
});

test('without a name nothing is added, and the cursor stands in the field', async () => {
  const { replica } = await open({ at: '/new' });
  await expect.element(name()).toHaveFocus();
  await userEvent.keyboard('{Tab}12{Enter}');
  await expect.element(page.getByText('Must not be empty')).toBeVisible();
  await expect.element(page.getByText('Must be a telephone number')).toBeVisible();
  await expect.element(name()).toHaveFocus();
  expect(replica.desk.list()).toHaveLength(0);
});

test('what was typed is there again after the screen was left, until it is saved or thrown away', async () => {
  const { router } = await open({ at: '/new' });
  await userEvent.keyboard('Half a na');
  await userEvent.keyboard('{Escape}');
  await expect.element(heading('Leads')).toBeVisible();
  await router.navigate({ to: '/new' });
  await expect.element(name()).toHaveValue('Half a na');
  await expect.element(page.getByText('What you had typed is still here')).toBeVisible();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect.element(name()).toHaveValue('');
  expect(Object.keys(localStorage).filter((key) => key.includes('draft'))).toEqual([]);
});

test('a lead that may be the same is shown while typing', async () => {
  const known = aLead({ name: 'Cedar Foods', phone: '+49 30 5550 7' });
  await open({ at: '/new', seed: { leads: [known] } });
  await userEvent.keyboard('Cedar{Tab}0049 30 55507');
  const hint = page.getByRole('status', { name: 'Likely duplicates' });
  await expect.element(hint).toHaveTextContent('Cedar Foods (same number)');
  await hint.getByRole('link', { name: 'Cedar Foods' }).click();
  await expect.element(heading('Cedar Foods')).toBeVisible();
});

test('the zone is shown as assumed from country or number, and a rhythm may be set', async () => {
  const { replica } = await open({ at: '/new', user: { role: 'manager' } });
  await userEvent.keyboard('Kiku{Tab}+81 3 5550');
  await expect.element(page.getByText('Japan, by its number')).toBeVisible();
  await expect.element(page.getByPlaceholder('Asia/Tokyo (assumed)')).toBeVisible();
  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'Rhythm of calls' }),
    'On a day of the month',
  );
  await userEvent.fill(page.getByRole('textbox', { name: /Day of the month/ }), '40');
  await page.getByRole('button', { name: 'Save' }).click();
  const day = page.getByRole('textbox', { name: /Day of the month/ });
  await expect.element(day).toBeInvalid();
  await userEvent.fill(day, '31');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind' }), 'Person');
  await userEvent.fill(page.getByRole('textbox', { name: 'First name' }), 'Kiku');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading('Leads')).toBeVisible();
  expect(replica.desk.list()[0]?.lead).toMatchObject({
    kind: 'person',
    first_name: 'Kiku',
    country: 'JP',
    cadence: { kind: 'month_day', day: 31 },
    assignee_id: null,
  });
});
