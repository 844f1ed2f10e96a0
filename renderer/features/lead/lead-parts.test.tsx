import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, anOrder, aPoc, aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

const ID = '01890000-0000-7000-8000-00000000001a';
const LEAD: Partial<Lead> = { id: ID, name: 'Birch Foods', created_at: '2026-01-05T09:00:00.000Z' };

async function open(given: Partial<Lead> = {}, options: Partial<Parameters<typeof openStage>[0]> = {}) {
  const seed = { ...options.seed, leads: [aLead({ ...LEAD, ...given }), ...(options.seed?.leads ?? [])] };
  const stage = await openStage({ ...options, at: `/leads/${ID}`, seed });
  close = stage.close;
  await expect.element(page.getByRole('heading', { level: 1, name: 'Birch Foods' })).toBeVisible();
  const lead = () => stage.replica.desk.row(ID)?.lead;
  return { ...stage, lead };
}

const toast = () => page.getByRole('status', { name: 'Last action' });
const save = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

test('staff edit every fact of a lead', async () => {
  const ada = aUser({ name: 'Ada Holm', email: 'ada@callbook.example' });
  const { lead } = await open({}, { user: { role: 'manager' }, seed: { users: [ada] } });
  await userEvent.keyboard('e');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind' }), 'Person');
  await userEvent.fill(field('First name'), 'Mara');
  await userEvent.fill(field('Last name'), 'Lind');
  await userEvent.fill(field('Company'), 'Lind & Co');
  await userEvent.fill(field('Address'), 'Am Wall 1');
  await page.getByRole('combobox', { name: 'Country' }).fill('Portu');
  await page.getByRole('option', { name: 'Portugal' }).click();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('lisb');
  await page.getByRole('option', { name: 'Europe/Lisbon' }).click();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Tier' }), 'A');
  await page.getByRole('combobox', { name: 'Tags' }).fill('north');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('combobox', { name: 'Source' }).fill('fair');
  await page.getByRole('combobox', { name: 'Assignee' }).fill('Ada');
  await page.getByRole('option', { name: 'Ada Holm' }).click();
  await userEvent.fill(field('Potential'), '12,500');
  await save();
  await expect
    .poll(() => lead())
    .toMatchObject({
      kind: 'person',
      first_name: 'Mara',
      last_name: 'Lind',
      company: 'Lind & Co',
      country: 'PT',
      time_zone: 'Europe/Lisbon',
      tier: 'A',
      tags: ['north'],
      source: 'fair',
      assignee_id: ada.id,
      value_minor: 1_250_000,
      currency: 'EUR',
    });
  await expect.element(page.getByText('12,500 EUR')).toBeVisible();
});

test('a form that changes nothing writes nothing', async () => {
  const { server } = await open();
  for (const name of ['Edit', 'Edit calling']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect.element(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
  expect(server.pushes).toEqual([]);
});

test('a rhythm of weekdays, a lead not to be called, and the day to take it up again', async () => {
  const { lead } = await open({ closed_dates: ['2026-12-24'] });
  await page.getByRole('button', { name: 'Edit calling' }).click();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Rhythm of calls' }), 'On weekdays');
  await page.getByRole('checkbox', { name: 'Thursday' }).click();
  await userEvent.fill(page.getByRole('textbox', { name: /Every so many weeks/ }), '2');
  await userEvent.fill(page.getByLabelText('Counted from the week of'), '2026-03-02');
  await page.getByRole('button', { name: 'Remove 2026-12-24' }).click();
  await page.getByRole('checkbox', { name: 'Do not call' }).click();
  await userEvent.fill(page.getByLabelText('Take up again on'), '2026-06-01');
  await save();
  await expect
    .poll(() => lead())
    .toMatchObject({
      cadence: { kind: 'weekdays', days: [1, 4], every_weeks: 2, anchor_on: '2026-03-02' },
      closed_dates: [],
      do_not_call: true,
      revive_on: '2026-06-01',
    });
  await expect.element(page.getByText('Asked not to be called, so nothing is due.')).toBeVisible();
});

test('a target, a pause and an interval are set for an account', async () => {
  const orders = [anOrder({ lead_id: ID, occurred_at: '2026-02-20T10:00:00.000Z' })];
  await open({ state: 'WON', won_at: '2026-01-10T09:00:00.000Z' }, { seed: { interactions: orders } });
  const panel = page.getByRole('region', { name: 'Performance' });
  await page.getByRole('button', { name: 'Edit performance' }).click();
  await userEvent.fill(page.getByRole('textbox', { name: /Orders expected/ }), '14');
  await userEvent.fill(page.getByRole('textbox', { name: /Target of a month/ }), '5,000');
  await page.getByRole('button', { name: 'Add a pause' }).click();
  await page.getByRole('button', { name: 'Add a pause' }).click();
  await page.getByRole('button', { name: 'Remove pause 1' }).click();
  await userEvent.fill(page.getByLabelText('Pause 1, first day'), '2026-02-25');
  await userEvent.fill(page.getByLabelText('Pause 1, last day; empty while it is open'), '2026-02-20');
  await save();
  await expect.element(page.getByText(/Each pause needs a first day/)).toBeVisible();
  await userEvent.fill(page.getByLabelText('Pause 1, last day; empty while it is open'), '2026-02-26');
  await save();
  await expect.element(panel).toHaveTextContent(/Usual gap\s*14 days/);
  await expect.element(panel).toHaveTextContent('5,000.00 EUR');
});

test('an order and a return are taken in the place where notes are written', async () => {
  await open();
  await userEvent.keyboard('o');
  await userEvent.fill(page.getByRole('textbox', { name: 'Amount in EUR' }), 'plenty');
  await save();
  await expect.element(page.getByText(/How much\?/)).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: 'Amount in EUR' }), '1250');
  await save();
  await expect.element(page.getByText('Order · 1,250 EUR')).toBeVisible();
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByText('Order · 1,250 EUR')).not.toBeInTheDocument();
});

test('a contact is corrected in place, a visit is logged with whom it was', async () => {
  const mara = aPoc({ lead_id: ID, name: 'Mara Lind', is_primary: true, phone: '+49 30 5550 9' });
  await open({}, { seed: { pocs: [mara] } });
  await page.getByRole('button', { name: 'More about Mara Lind' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const form = page.getByRole('form', { name: 'Contact Mara Lind' });
  await userEvent.fill(form.getByRole('textbox', { name: 'E-mail' }), 'mara');
  await save();
  await expect.element(form.getByText('Must be an e-mail address')).toBeVisible();
  await userEvent.fill(form.getByRole('textbox', { name: 'E-mail' }), 'mara@lind.example');
  await save();
  await expect.element(page.getByText('mara@lind.example')).toBeVisible();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'What happened' }), 'Visit');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Outcome' }), 'Connected');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'With whom' }), 'Mara Lind');
  await page.getByRole('form', { name: 'Write down' }).getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('article')).toHaveTextContent(/Visit · Connected.*with Mara Lind/);
});

test('only an admin takes a lead out of Won: anybody else is told so', async () => {
  await open({ state: 'WON', won_at: '2026-01-10T09:00:00.000Z' });
  await userEvent.keyboard('ml');
  await expect.element(toast()).toHaveTextContent('cannot be moved');
  await expect.element(page.getByRole('button', { name: 'State: Won' })).toBeVisible();
});

test.each([
  [{ sla_due_at: '2026-03-02T11:00:00.000Z' }, /First answer: 1 h late/],
  [{ sla_due_at: '2026-03-02T12:20:00.000Z' }, /First answer: within 20 min/],
  [{ sla_due_at: '2026-03-02T16:00:00.000Z', sla_met_at: '2026-03-02T10:00:00.000Z' }, /given in time/],
  [{ sla_due_at: '2026-03-02T09:00:00.000Z', sla_met_at: '2026-03-02T10:00:00.000Z' }, /given late/],
])('the promise of a first answer is said as it stands: %j', async (sla, words) => {
  await open({ ...sla, state: 'PENDING' });
  await expect.element(page.getByText(words)).toBeVisible();
});

test('a lead without hours, without a rhythm, or not to be reached says what to do', async () => {
  const { server, user } = await open({ call_hours: {} });
  await expect.element(page.getByText(/There are no call hours within a year/)).toBeVisible();
  const standing = aLead({ ...LEAD, cadence: { kind: 'none' } });
  const call = aCall({ lead_id: ID, occurred_at: '2026-02-20T10:00:00.000Z' });
  server.write(user.id, 'interactions', call);
  server.write(user.id, 'leads', standing);
  await expect.element(page.getByText(/No rhythm asks for a call/)).toBeVisible();
  server.write(user.id, 'leads', aLead({ ...LEAD, cadence: { kind: 'days', n: 3 } }));
  for (const hour of ['08', '09', '10']) {
    const occurred_at = `2026-03-02T${hour}:00:00.000Z`;
    server.write(user.id, 'interactions', aCall({ lead_id: ID, outcome: 'NO_ANSWER', occurred_at }));
  }
  await expect.element(page.getByText('3 tries in vain: try another contact.')).toBeVisible();
});

test('a snooze hides the lead, and both promises and snoozes stand in the timeline', async () => {
  await open();
  await page.getByRole('button', { name: 'Snooze' }).click();
  await userEvent.keyboard('+3d{Enter}');
  await expect.element(page.getByText(/^Snoozed until Thu 5 Mar 2026/)).toBeVisible();
  await expect.element(toast()).toHaveTextContent('5 Mar');
});

test('a merged lead leads on to the one that holds its history', async () => {
  const other = aLead({ name: 'Cedar Foods' });
  const stage = await openStage({
    at: `/leads/${ID}`,
    seed: { leads: [other, aLead({ ...LEAD, merged_into_id: other.id })] },
  });
  close = stage.close;
  await expect.element(page.getByText('Birch Foods was merged')).toBeVisible();
  await page.getByRole('link', { name: 'Open that lead' }).click();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Cedar Foods' })).toBeVisible();
});

test('a résumé that cannot be fetched says so in plain words', async () => {
  await open({ resume: { kind: 'file', name: 'mara.pdf', size: 1000 } });
  await page.getByRole('button', { name: 'Résumé' }).click();
  const box = page.getByRole('dialog', { name: /Résumé of/ });
  await expect.element(box.getByRole('status')).toHaveTextContent(/^(The server has|This résumé has not)/);
});

test('the numbers of an odd hour can be left alone', async () => {
  await open({ time_zone: 'America/Los_Angeles', phone: '+1 559 555 0103' });
  await page.getByRole('button', { name: 'Call +1 559 555 0103' }).click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect.element(page.getByText(/Call anyway\?/)).not.toBeInTheDocument();
});
