import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openAdminServer } from '../../testing/admin-server.ts';
import { openStage, type StageOptions } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  localStorage.clear();
});

async function open(part: string, user: StageOptions['user'] = { role: 'admin' }) {
  const admin = openAdminServer();
  const stage = await openStage({
    at: `/admin/${part}`,
    user,
    settings: admin.settings(),
    serverFetch: admin.fetch,
  });
  close = stage.close;
  const patches = () => admin.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  return { ...stage, admin, patches };
}
const save = () => page.getByRole('button', { name: 'Save changes' });
const alert = () => page.getByRole('alert');

describe('a part of the settings', () => {
  it('is saved by keyboard, only what differs is sent, and Undo puts it back', async () => {
    const { admin, patches } = await open('stages');
    const before = admin.settings().states;
    await page.getByRole('button', { name: 'Add a stage' }).click();
    const name = page.getByLabelText('Name of stage 7');
    await expect.element(name).toHaveFocus();
    await userEvent.keyboard('demo booked{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Stages: saved.')).toBeVisible();
    expect(patches()).toEqual([{ states: [...before, { name: 'DEMO_BOOKED', category: 'working' }] }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(name).not.toBeInTheDocument();
    expect(admin.settings().states).toEqual(before);
  });

  it('moves its rows by keyboard, and the focus goes along', async () => {
    await open('stages');
    const first = page.getByLabelText('Name of stage 1', { exact: true });
    await first.click();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect.element(page.getByLabelText('Name of stage 2')).toHaveValue('PENDING');
    await expect.element(page.getByLabelText('Name of stage 2')).toHaveFocus();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect.element(first).toHaveValue('PENDING');
  });

  it('says beside the field what is wrong, and sends nothing', async () => {
    const { patches } = await open('fields');
    await page.getByRole('button', { name: 'Add a field' }).click();
    await userEvent.keyboard('Shoe size');
    await expect.element(page.getByLabelText('Key in files')).toHaveValue('shoe_size');
    await page.getByLabelText('Takes').selectOptions('One of a list');
    await save().click();
    await expect.element(page.getByText('Must not be empty')).toBeVisible();
    await expect.element(alert()).toHaveTextContent(/One thing is not right yet/);
    expect(patches()).toEqual([]);
  });

  it('keeps what was typed without a network, over a change of place too, and is saved when it is back', async () => {
    const { admin, patches, router } = await open('sla');
    admin.state.offline = true;
    await page.getByLabelText('Minutes until the answer').fill('45');
    await save().click();
    await expect.element(alert()).toHaveTextContent(/cannot be reached now/);
    await router.navigate({ to: '/today' });
    await router.navigate({ to: '/admin/$section', params: { section: 'sla' } });
    await expect.element(page.getByLabelText('Minutes until the answer')).toHaveValue('45');
    admin.state.offline = false;
    await save().click();
    await expect.element(page.getByText('First answer: saved.')).toBeVisible();
    expect(patches()).toEqual([{ sla_minutes: 45 }]);
  });

  it('is never written over what somebody else has changed meanwhile, unless asked to', async () => {
    const { admin, patches } = await open('sla');
    await page.getByLabelText('Minutes until the answer').fill('45');
    admin.change({ sla_minutes: 90, currency: 'CHF' });
    await save().click();
    await expect.element(alert()).toHaveTextContent('Somebody else has changed the same');
    expect(patches()).toEqual([]);
    await page.getByRole('button', { name: 'Save mine' }).click();
    await expect.element(page.getByText('First answer: saved.')).toBeVisible();
    expect(admin.settings()).toMatchObject({ sla_minutes: 45, currency: 'CHF' });
  });

  it('takes many days at once, and names what is no day', async () => {
    const { patches } = await open('holidays');
    await page.getByRole('combobox', { name: 'Country' }).fill('Germ');
    await page.getByRole('option', { name: 'Germany' }).click();
    await page.getByLabelText('Add days for Germany').fill('2026-12-25, 26.12.2026 Easter');
    await expect.element(page.getByText('Not a day: Easter')).toBeVisible();
    await page.getByRole('button', { name: 'Add 2 days' }).click();
    await expect.element(page.getByText('Sat 26 Dec')).toBeVisible();
    await save().click();
    await expect.element(page.getByText('Holidays: saved.')).toBeVisible();
    expect(patches()).toEqual([{ holidays: { DE: ['2026-12-25', '2026-12-26'] } }]);
  });

  it('is only read by managers', async () => {
    await open('rules', { role: 'manager' });
    await expect.element(page.getByText('Only admins change this.')).toBeVisible();
    expect(page.getByRole('button', { name: 'Add a rule' }).elements()).toEqual([]);
    await expect.element(page.getByRole('link', { name: 'Audit' })).not.toBeInTheDocument();
  });

  it('is nobody’s who is neither: the rail does not offer it, and the address says so', async () => {
    await open('people', { role: 'kam' });
    await expect.element(page.getByText('This is for managers and admins')).toBeVisible();
    expect(page.getByRole('link', { name: 'Admin' }).elements()).toEqual([]);
  });
});
