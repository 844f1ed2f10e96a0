import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead, aUser } from '#domain/testing/builders.ts';
import type { User } from '#domain/user/user.ts';
import { type Asked, openAdminServer } from '../../testing/admin-server.ts';
import { openStage, type StageOptions } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  localStorage.clear();
});

const jonas = aUser({ name: 'Jonas', email: 'jonas@example.com' });
const kim = aUser({ name: 'Kim', email: 'kim@example.com', is_active: false });
const WRITE = '01a1fac4-5421-7029-8bef-f8f08041dd2e';

/** The people; `answer` stands for the server's, and what it gives back comes by the sync, as it does. */
async function open(
  answer: (asked: Asked) => Partial<User> | { refused: string },
  user: StageOptions['user'] = {},
) {
  const admin = openAdminServer((asked) => {
    const said = answer(asked);
    if ('refused' in said) return { status: 409, body: { code: said.refused } };
    const id = asked.path.split(/[/?]/)[3];
    const person = [jonas, kim].find((one) => one.id === id) ?? aUser({ name: 'New' });
    const next = { ...person, ...said, write_id: WRITE };
    stage.server.write(stage.user.id, 'users', next);
    return { body: next };
  });
  const leads = [aLead({ assignee_id: jonas.id }), aLead({ assignee_id: jonas.id, name: 'Südstern' })];
  const stage = await openStage({
    at: '/admin/people',
    user: { role: 'admin', name: 'Ada', ...user },
    seed: { users: [jonas, kim], leads },
    serverFetch: admin.fetch,
  });
  close = stage.close;
  const asked = () =>
    admin.asked.map(({ method, path, body }) => [method, path.replace(/[0-9a-f-]{36}/g, '…'), body]);
  return { ...stage, admin, asked };
}
const form = () => page.getByRole('form', { name: 'Account' });
const choose = (name: string) =>
  page.getByRole('listbox', { name: 'People' }).getByText(name, { exact: true }).click();

describe('the people', () => {
  it('are invited by keyboard alone, and the account is there when the sync brings it', async () => {
    const { asked } = await open(({ body }) => Object(body));
    await expect.element(page.getByRole('listbox', { name: 'People' })).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByLabelText('Name')).toHaveFocus();
    await userEvent.keyboard('Mara{Tab}mara@example.com{Control>}{Enter}{/Control}');
    await expect
      .element(page.getByRole('status', { name: 'Last action' }))
      .toHaveTextContent(/Mara is invited/);
    const list = page.getByRole('listbox', { name: 'People' });
    await expect.element(list.getByRole('option', { name: /Mara/ })).toBeVisible();
    expect(asked()).toMatchObject([
      ['POST', '/api/users', { email: 'mara@example.com', name: 'Mara', role: 'kam' }],
    ]);
  });

  it('are told beside the field what is wrong with it, before anything is sent', async () => {
    const { asked } = await open(() => ({ refused: 'already_registered' }));
    await page.getByRole('button', { name: 'Invite a person' }).click();
    await page.getByLabelText('E-mail').fill('nobody');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await expect.element(page.getByText('Must be an e-mail address')).toBeVisible();
    expect(asked()).toEqual([]);
    await page.getByLabelText('E-mail').fill('jonas@example.com');
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await expect.element(page.getByText('This e-mail address has an account already.')).toBeVisible();
    await expect.element(page.getByLabelText('E-mail')).toHaveValue('jonas@example.com');
  });

  it('are changed field by field, and Undo puts the fields back', async () => {
    const { asked } = await open(({ body }) => Object(body));
    await choose('Jonas');
    await expect.element(page.getByText('Has 2 leads.')).toBeVisible();
    await form().getByLabelText('Role').selectOptions('manager');
    await form().getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(form().getByLabelText('Role')).toHaveValue('kam');
    expect(asked()).toEqual([
      ['PATCH', '/api/users/…', { role: 'manager' }],
      ['PATCH', '/api/users/…', { role: 'kam' }],
    ]);
  });

  it('leave, with a word on who gets the leads, and can be waked again', async () => {
    const { asked } = await open(({ method }) => ({ is_active: method !== 'DELETE' }));
    await choose('Jonas');
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    await page.getByLabelText('The 2 leads go to').selectOptions('Ada');
    await page.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await expect
      .element(page.getByText('Jonas is not active any more; the leads are with Ada.'))
      .toBeVisible();
    await page.getByRole('button', { name: 'Activate again' }).click();
    await expect.element(page.getByRole('button', { name: 'Deactivate…' })).toBeVisible();
    expect(asked()).toEqual([
      ['DELETE', '/api/users/…?reassign_to=…', null],
      ['PATCH', '/api/users/…', { is_active: true }],
    ]);
  });

  it('are covered for some days, set by a manager, who changes nothing else of them', async () => {
    const { asked, user } = await open(
      ({ method, body }) => ({ handover: method === 'PUT' ? Object(body) : null }),
      {
        role: 'manager',
      },
    );
    await choose('Jonas');
    await expect.element(form().getByLabelText('Name')).toBeDisabled();
    const cover = page.getByRole('region', { name: 'Cover' });
    await cover.getByLabelText('Last day').fill('2026-03-01');
    await cover.getByRole('button', { name: 'Hand over' }).click();
    await expect.element(cover.getByText('Must not be before the first day')).toBeVisible();
    await cover.getByLabelText('Last day').fill('2026-03-04');
    await cover.getByRole('button', { name: 'Hand over' }).click();
    await expect.element(cover.getByText(/Ada covers from Mon 2 Mar until Wed 4 Mar/)).toBeVisible();
    await cover.getByRole('button', { name: 'End it' }).click();
    await expect.element(cover.getByRole('button', { name: 'Hand over' })).toBeVisible();
    const days = { to_id: user.id, from_on: '2026-03-02', to_on: '2026-03-04' };
    expect(asked()).toEqual([
      ['PUT', '/api/users/…/handover', days],
      ['DELETE', '/api/users/…/handover', null],
    ]);
    expect(page.getByRole('button', { name: 'Deactivate…' }).elements()).toEqual([]);
  });

  it('are mailed the link to a password once more', async () => {
    const { asked } = await open(() => ({}));
    await choose('Jonas');
    await page.getByRole('button', { name: 'Mail the link' }).click();
    await expect.element(page.getByText(/on its way to jonas@example.com/)).toBeVisible();
    expect(asked()).toEqual([['POST', '/api/users/…/invitation', null]]);
  });

  it('get other working hours, which Undo takes back; what cannot be understood is said beside its day', async () => {
    const { asked } = await open(({ body }) => Object(body));
    await choose('Jonas');
    const hours = page.getByRole('region', { name: 'Working hours' });
    await hours.getByRole('checkbox').click();
    await hours.getByLabelText('Hours on Monday').fill('early');
    await hours.getByRole('button', { name: 'Save the hours' }).click();
    await expect.element(hours.getByText('Write it as 09:00-12:00, 13:00-18:00')).toBeVisible();
    expect(asked()).toEqual([]);
    await hours.getByLabelText('Hours on Monday').fill('8-12');
    for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      await hours.getByLabelText(`Hours on ${day}`).fill('');
    await hours.getByRole('button', { name: 'Save the hours' }).click();
    await expect.element(hours.getByText(/Now: Mon 08:00-12:00, by the clock of/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(hours.getByText(/Now: Mon–Fri 09:00-18:00/)).toBeVisible();
    const path = '/api/users/…/working_hours';
    expect(asked()).toEqual([
      ['PUT', path, { working_hours: { '1': [['08:00', '12:00']] } }],
      ['PUT', path, { working_hours: null }],
    ]);
  });
});
