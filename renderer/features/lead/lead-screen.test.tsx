import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, anOrder, aPoc } from '#domain/testing/builders.ts';
import { openStage, STAGE_NOW } from '../../testing/stage.tsx';

type Stage = Awaited<ReturnType<typeof openStage>>;
let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

const LEAD: Partial<Lead> = {
  name: 'Alder Bakery',
  phone: '+49 30 5550 1',
  city: 'Bremen',
  country: 'DE',
  created_at: '2026-01-05T09:00:00.000Z',
};

/** Opens the screen of one lead, with what hangs on it. */
async function open(given: Partial<Lead> = {}, options: Partial<Parameters<typeof openStage>[0]> = {}) {
  const lead = aLead({ ...LEAD, ...given });
  const seed = { leads: [lead], ...options.seed };
  const stage = await openStage({ ...options, at: `/leads/${lead.id}`, seed });
  close = stage.close;
  await expect.element(page.getByRole('heading', { level: 1, name: lead.name })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^State/ })).toBeVisible();
  return { ...stage, lead };
}

const toast = () => page.getByRole('status', { name: 'Last action' });
const fact = (name: string) =>
  page.getByText(name, { exact: true }).element().nextElementSibling?.textContent;
const stored = (stage: Stage, lead: { id: string }) => stage.replica.desk.row(lead.id)?.lead;

test('facts are edited in place by keyboard; only what changed is written, and it can be taken back', async () => {
  const { lead, ...stage } = await open();
  await userEvent.keyboard('e');
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
  await userEvent.fill(page.getByRole('textbox', { name: 'Phone' }), '+49 30 5550 2');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => fact('Phone')).toBe('+49 30 5550 2');
  await expect.element(page.getByRole('button', { name: 'Edit', exact: true })).toHaveFocus();
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => fact('Phone')).toBe('+49 30 5550 1');
  expect(stored(stage, lead)?.city).toBe('Bremen');
});

test('a wrong field says what it wants, and nothing is written', async () => {
  const { lead, ...stage } = await open();
  await userEvent.keyboard('e');
  await userEvent.fill(page.getByRole('textbox', { name: 'E-mail' }), 'alder');
  await userEvent.fill(page.getByRole('textbox', { name: 'Name' }), ' ');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Must be an e-mail address')).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toBeInvalid();
  expect(stored(stage, lead)?.name).toBe('Alder Bakery');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => fact('Phone')).toBe('+49 30 5550 1');
});

test('Esc closes an open list of choices before it closes the form', async () => {
  await open();
  await userEvent.keyboard('e');
  const country = page.getByRole('combobox', { name: 'Country' });
  await country.click();
  await expect.element(page.getByRole('option', { name: 'Austria' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(country).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('{Escape}');
  await expect.element(country).not.toBeInTheDocument();
});

test('M and W win the lead: its account appears, and Undo takes both back', async () => {
  const { lead, ...stage } = await open();
  await userEvent.keyboard('mw');
  await expect.element(page.getByRole('button', { name: 'State: Won' })).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'Performance' })).toBeVisible();
  await expect.poll(() => stage.replica.desk.accounts().length).toBe(1);
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByRole('button', { name: 'State: Reached out' })).toBeVisible();
  await expect.poll(() => stored(stage, lead)?.won_at).toBeNull();
});

test('Esc in the menu of states closes it and stays on the lead', async () => {
  await open();
  await userEvent.keyboard('m');
  await expect.element(page.getByRole('menuitem', { name: /Lost/ })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menuitem', { name: /Lost/ })).not.toBeInTheDocument();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Alder Bakery' })).toBeVisible();
});

test('a promise is read in the lead’s zone and moves the plan', async () => {
  const { lead, ...stage } = await open({ time_zone: 'Asia/Kolkata' });
  await userEvent.keyboard('b');
  await expect.element(page.getByRole('textbox', { name: 'Call back' })).toHaveFocus();
  await userEvent.keyboard('tomorrow 3pm');
  await expect.element(page.getByText(/15:00 in Kolkata/)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/A callback was promised/)).toBeVisible();
  expect(stage.replica.desk.row(lead.id)?.plan).toMatchObject({ due_at: '2026-03-03T09:30:00.000Z' });
  await expect.element(page.getByText(/Callback promised for tomorrow 15:00/)).toBeVisible();
});

test('a time that has passed is not taken, with words at the field', async () => {
  await open();
  await userEvent.keyboard('s');
  await userEvent.keyboard('someday{Enter}');
  await expect.element(page.getByRole('form', { name: 'Snooze until' })).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Snooze until' })).toBeInvalid();
});

test('call hours are written as people write them', async () => {
  const { lead, ...stage } = await open();
  await page.getByRole('button', { name: 'Edit calling' }).click();
  await page.getByRole('checkbox', { name: /The usual ones/ }).click();
  await userEvent.fill(page.getByRole('textbox', { name: 'Hours on Monday' }), 'from nine');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect.element(page.getByText(/Write it as 09:00/)).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: 'Hours on Monday' }), '10-12, 14-16');
  await userEvent.selectOptions(
    page.getByRole('combobox', { name: 'Rhythm of calls' }),
    'Every so many days',
  );
  await userEvent.fill(page.getByRole('textbox', { name: /Days between calls/ }), '21');
  await userEvent.fill(page.getByLabelText('Day on which it is closed'), '2026-04-03');
  await page.getByRole('button', { name: 'Add the day' }).click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Mon 10:00-12:00, 14:00-16:00')).toBeVisible();
  await expect.poll(() => stored(stage, lead)?.cadence).toEqual({ kind: 'days', n: 21 });
  expect(stored(stage, lead)?.closed_dates).toEqual(['2026-04-03']);
});

test('contacts are added, edited, put first and removed', async () => {
  const lead = { id: '01890000-0000-7000-8000-00000000000a' };
  await open(lead, {
    seed: {
      pocs: [aPoc({ lead_id: lead.id, name: 'Mara Lind', is_primary: true })],
      leads: [aLead({ ...LEAD, ...lead })],
    },
  });
  await page.getByRole('button', { name: 'Add a contact' }).click();
  await userEvent.keyboard('Ivo Brandt{Tab}Purchasing{Enter}');
  const list = page.getByRole('list', { name: 'Contacts' });
  await expect.element(list.getByText('Ivo Brandt')).toBeVisible();
  await page.getByRole('button', { name: 'More about Ivo Brandt' }).click();
  await page.getByRole('menuitem', { name: 'Make primary' }).click();
  const primary = () =>
    [...list.element().querySelectorAll('li')].filter((item) => item.textContent?.includes('primary'));
  await expect
    .poll(() => primary().map((item) => item.querySelector('strong')?.textContent))
    .toEqual(['Ivo Brandt']);
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => primary().map((item) => item.querySelector('strong')?.textContent))
    .toEqual(['Mara Lind']);
  await page.getByRole('button', { name: 'More about Mara Lind' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect.element(list.getByText('Mara Lind')).not.toBeInTheDocument();
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.element(list.getByText('Mara Lind')).toBeVisible();
});

test('what is written down stands in the timeline; it can be corrected and taken back', async () => {
  await open();
  await userEvent.keyboard('l');
  await userEvent.keyboard('Wants a visit');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('How did it go? Choose the outcome.')).toBeVisible();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Outcome' }), 'Connected');
  await page.getByRole('form', { name: 'Write down' }).getByRole('button', { name: 'Save' }).click();
  const line = page.getByRole('article').filter({ hasText: 'Wants a visit' });
  await expect.element(line).toHaveTextContent('Call · Connected');
  await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('');
  await line.getByRole('button', { name: 'Correct the call' }).click();
  await userEvent.fill(page.getByRole('textbox', { name: 'Note' }).last(), 'Wants two visits');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Wants two visits')).toBeVisible();
  await page.getByRole('button', { name: 'Take the call back' }).click();
  await expect.element(page.getByText('Wants two visits')).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Show undone (1)' }).click();
  await expect.element(page.getByText('Wants two visits')).toBeVisible();
});

test('what is being written outlives the page', async () => {
  const lead = { id: '01890000-0000-7000-8000-00000000000b' };
  const { router } = await open(lead);
  await userEvent.keyboard('n');
  await userEvent.keyboard('Half a tho');
  await router.navigate({ to: '/accounts' });
  await router.navigate({ to: '/leads/$id', params: lead });
  await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a tho');
});

test('thousands of lines are drawn as a window', async () => {
  const lead = { id: '01890000-0000-7000-8000-00000000000c' };
  const interactions = Array.from({ length: 2_000 }, (_, at) =>
    aCall({ lead_id: lead.id, occurred_at: new Date(Date.parse(STAGE_NOW) - at * 3_600_000).toISOString() }),
  );
  await open(lead, { seed: { leads: [aLead({ ...LEAD, ...lead })], interactions } });
  await expect.poll(() => document.querySelectorAll('article').length).toBeGreaterThan(5);
  expect(document.querySelectorAll('article').length).toBeLessThan(60);
});

test('an account shows its reasons, and a rating by hand with its reason', async () => {
  const lead = { id: '01890000-0000-7000-8000-00000000000d' };
  const won = { ...lead, state: 'WON', won_at: '2025-12-01T09:00:00.000Z' };
  const interactions = ['2026-01-05', '2026-01-12', '2026-01-19'].map((on) =>
    anOrder({ lead_id: lead.id, occurred_at: `${on}T10:00:00.000Z` }),
  );
  await open(won, { seed: { leads: [aLead({ ...LEAD, ...won })], interactions } });
  const panel = page.getByRole('region', { name: 'Performance' });
  await expect.element(panel).toHaveTextContent(/Under/);
  await expect
    .element(panel.getByRole('list', { name: 'Reasons' }))
    .toHaveTextContent('Usually orders every 7 days');
  await page.getByRole('button', { name: 'Edit performance' }).click();
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Rating' }), 'Watch');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Choose the last day on which it holds')).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: 'Reason' }), 'Owner is abroad');
  await userEvent.fill(page.getByLabelText('Holds through'), '2026-03-20');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(panel).toHaveTextContent(/Watch \(set\)/);
  await expect.element(panel).toHaveTextContent('Owner is abroad');
});

test('an account is drawn: the rhythm of its orders, and its months', async () => {
  const lead = { id: '01890000-0000-7000-8000-00000000000e' };
  const won = { ...lead, state: 'WON', won_at: '2025-12-01T09:00:00.000Z' };
  const interactions = ['2026-02-09', '2026-02-16', '2026-02-23'].map((on) =>
    anOrder({ lead_id: lead.id, occurred_at: `${on}T10:00:00.000Z` }),
  );
  await open(won, { seed: { leads: [aLead({ ...LEAD, ...won })], interactions } });
  const panel = page.getByRole('region', { name: 'Performance' });
  await expect
    .element(
      panel.getByRole('img', {
        name: /^3 order days from Mon 9 Feb to Mon 23 Feb; the next is expected today/,
      }),
    )
    .toBeVisible();
  await expect
    .element(panel.getByRole('img', { name: /^Mar 2026 so far 0 EUR; most in Feb 2026, 300 EUR/ }))
    .toBeVisible();
});

test('outside the call hours dialling asks once; the reason goes into the note', async () => {
  await open({ time_zone: 'America/Los_Angeles' });
  await userEvent.keyboard('c');
  await expect.element(page.getByText(/It is 04:00/)).toBeVisible();
  await userEvent.keyboard('They asked for it{Enter}');
  await expect
    .element(page.getByRole('textbox', { name: 'Note' }))
    .toHaveValue('[Called at 04:00 America/Los_Angeles, outside the call hours: They asked for it]');
  await expect.element(page.getByRole('combobox', { name: 'What happened' })).toHaveValue('CALL');
});

test('a lead that asked not to be called cannot be dialled', async () => {
  await open({ do_not_call: true });
  await expect.element(page.getByRole('button', { name: /^Call \+49/ })).toBeDisabled();
  await userEvent.keyboard('c');
  await expect.element(toast()).toHaveTextContent('asked not to be called');
});

test('a lead that is taken away while a form is open: plain words, and the text can be taken along', async () => {
  const { lead, server } = await open();
  await userEvent.keyboard('e');
  await userEvent.fill(page.getByRole('combobox', { name: 'City' }), 'Porto');
  server.reassign(lead.id, 'somebody else');
  await expect.element(page.getByText('This lead is not here')).toBeVisible();
  await expect.element(page.getByText(/Alder Bakery was given to somebody else/)).toBeVisible();
  await expect
    .element(page.getByRole('textbox', { name: 'What you were typing' }))
    .toHaveValue('city: Porto');
  await page.getByRole('button', { name: 'All leads' }).click();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Leads' })).toBeVisible();
});

test('a deleted lead can be brought back from its own screen', async () => {
  await open();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete the lead' }).click();
  await expect.element(page.getByText('Alder Bakery was deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect.element(page.getByRole('button', { name: /^State/ })).toBeVisible();
});

test('an address of no lead says so', async () => {
  const stage = await openStage({ at: '/leads/01890000-0000-7000-8000-00000000000f' });
  close = stage.close;
  await expect.element(page.getByText('This lead is not here')).toBeVisible();
});

test('at 1024 by 700 nothing is clipped sideways', async () => {
  await page.viewport(1024, 700);
  await open({
    name: 'A'.repeat(150),
    tags: Array.from({ length: 12 }, (_, at) => `tag-number-${at}`),
    tier: 'A',
  });
  await expect.poll(() => document.documentElement.scrollWidth).toBe(1024);
  const more = page.getByRole('button', { name: 'More', exact: true }).element().getBoundingClientRect();
  expect(more.right).toBeLessThanOrEqual(1024);
  const pill = page.getByRole('status', { name: 'Sync' }).element().getBoundingClientRect();
  expect(pill.right).toBeLessThanOrEqual(1024);
});
