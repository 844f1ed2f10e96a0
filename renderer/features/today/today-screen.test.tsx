// Today by keyboard, as a KAM works: on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, anOrder, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

const NAMES = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'];
const ALWAYS = { '1': [['00:00', '24:00']] as [string, string][] };
const SAVE = '{Control>}{Enter}{/Control}';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

/** Five leads that are all a week late and open, by name; the first has a history. */
async function open(given: { leads?: Lead[]; interactions?: Interaction[]; at?: string } = {}) {
  const leads =
    given.leads ?? NAMES.map((name) => aLead({ name, phone: '+49 341 5551234', call_hours: ALWAYS }));
  const calls = leads.map((lead) => aCall({ lead_id: lead.id, occurred_at: '2026-02-16T10:00:00.000Z' }));
  const first = leads[0]?.id ?? '';
  const stage = await openStage({
    at: given.at ?? '/today',
    seed: {
      leads,
      interactions: given.interactions ?? [
        ...calls,
        aCall({ lead_id: first, occurred_at: '2026-02-10T10:00:00.000Z', note: 'Ask for the big oven.' }),
        anOrder({ lead_id: first, occurred_at: '2026-02-11T10:00:00.000Z', amount_minor: 38_000 }),
      ],
      pocs: [aPoc({ lead_id: first, name: 'Mara Lind', phone: '+49 170 1', is_primary: true })],
    },
  });
  close = stage.close;
  await expect.element(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  const stored = (collection: string, leadId: string) =>
    [...stage.server.documents]
      .filter(([key, document]) => key.startsWith(`${collection}/`) && document['lead_id'] === leadId)
      .map(([, document]) => document)
      .filter((document) => document['created_by'] !== null);
  return { ...stage, leads, stored };
}

const queue = () => page.getByRole('listbox', { name: 'Today' });
const selected = () => page.getByRole('option', { selected: true });
const said = () => page.getByRole('status', { name: 'Last action' });
const type = (keys: string) => userEvent.keyboard(keys);

describe('Today', () => {
  it('opens with the first call selected and everything for it in sight', async () => {
    const { leads } = await open();
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[0]?.id);
    await expect.element(queue()).toHaveFocus();
    const panel = page.getByRole('complementary', { name: 'Call with Alder' });
    await expect.element(panel.getByText('Ask for the big oven.')).toBeVisible();
    await expect.element(panel.getByText('380 EUR')).toBeVisible();
    await expect.element(panel.getByRole('button', { name: 'Call Mara Lind' })).toBeVisible();
    await expect.element(panel.getByText(/13:00 in Berlin/)).toBeVisible();
    await expect.element(panel.getByText(/last call Mon 16 Feb 2026, so due Mon 23 Feb 2026/)).toBeVisible();
  });

  it('logs one call after another in three keys each, without a dialog', async () => {
    const { leads, stored } = await open();
    for (const [place, lead] of leads.slice(0, 4).entries()) {
      await expect.element(selected()).toHaveAttribute('data-lead-id', lead.id);
      await type('c');
      await type(String(1 + place));
      if (place === 3) await type('+3d');
      await type(SAVE);
      await expect.element(selected()).not.toHaveAttribute('data-lead-id', lead.id);
    }
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    const outcomes = () =>
      leads.slice(0, 4).map(({ id }) => stored('interactions', id).map((call) => call['outcome']));
    await vi.waitFor(() =>
      expect(outcomes()).toEqual([['CONNECTED'], ['NO_ANSWER'], ['FOLLOW_UP'], ['CALLBACK']]),
    );
  });

  it('logs a call that nobody answered with one key, and says when it is next', async () => {
    const { leads, stored } = await open();
    await type('n');
    await expect.element(said()).toHaveTextContent(/no answer.*15:00/);
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[1]?.id);
    await vi.waitFor(() => expect(stored('interactions', leads[0]?.id ?? '')).toHaveLength(1));
  });

  it('promises a callback in the lead’s zone and shows both clocks', async () => {
    const lead = aLead({ name: 'Albany Foods', time_zone: 'America/New_York', call_hours: ALWAYS });
    const { stored } = await open({ leads: [lead] });
    await type('c');
    await type('4');
    await expect.element(page.getByLabelText('When')).toHaveFocus();
    await type('tomorrow 3pm');
    await expect.element(page.getByText('Tue 3 Mar 2026, 15:00 in New York; 21:00 for you')).toBeVisible();
    await type(SAVE);
    await vi.waitFor(() =>
      expect(stored('plan_events', lead.id)).toMatchObject([
        { kind: 'callback', until: '2026-03-03T20:00:00.000Z' },
      ]),
    );
  });

  it('asks once when a callback has no time, and takes it the second time', async () => {
    const { leads, stored } = await open();
    await type('4');
    await type(SAVE);
    await expect.element(page.getByText(/Save once more/)).toBeVisible();
    await type(SAVE);
    await vi.waitFor(() =>
      expect(stored('interactions', leads[0]?.id ?? '')).toMatchObject([{ outcome: 'CALLBACK' }]),
    );
    expect(stored('plan_events', leads[0]?.id ?? '')).toEqual([]);
  });

  it('snoozes in two keys', async () => {
    const { leads, stored } = await open();
    await type('s');
    await type('2');
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[1]?.id);
    await vi.waitFor(() =>
      expect(stored('plan_events', leads[0]?.id ?? '')).toMatchObject([{ kind: 'snooze', on: '2026-03-03' }]),
    );
  });

  it('snoozes until any day in words, and says what it cannot read', async () => {
    const { leads, stored } = await open();
    await type('s');
    await type('4');
    await expect.element(page.getByLabelText('Snooze until')).toHaveFocus();
    await type('whenever{Enter}');
    await expect.element(page.getByText(/Not understood/)).toBeVisible();
    await userEvent.clear(page.getByLabelText('Snooze until'));
    await type('fri{Enter}');
    await vi.waitFor(() =>
      expect(stored('plan_events', leads[0]?.id ?? '')).toMatchObject([{ on: '2026-03-06' }]),
    );
  });

  it('takes an order in the call, and undo takes back both', async () => {
    const { leads, stored } = await open();
    const id = leads[0]?.id ?? '';
    await type('c');
    await type('o');
    await type('1250.50{Enter}');
    await expect.element(page.getByRole('radio', { name: 'Order placed' })).toBeChecked();
    await expect.element(queue()).toHaveFocus();
    await type(SAVE);
    const kinds = () =>
      stored('interactions', id)
        .map(({ type: kind, outcome, amount_minor, voided_at }) => [
          kind,
          outcome,
          amount_minor,
          voided_at !== null,
        ])
        .sort();
    await vi.waitFor(() =>
      expect(kinds()).toEqual([
        ['CALL', 'ORDER_PLACED', null, false],
        ['ORDER', null, 125_050, false],
      ]),
    );
    await type('{Control>}z{/Control}');
    await expect.element(said()).toHaveTextContent(/^Undone/);
    await expect.element(selected()).toHaveAttribute('data-lead-id', id);
    await vi.waitFor(() => expect(kinds().map((entry) => entry[3])).toEqual([true, true]));
    await expect.element(page.getByLabelText('Order amount')).toHaveValue('1250.50');
  });

  it('says what is missing, and logs nothing', async () => {
    const { leads, stored } = await open();
    await type(SAVE);
    await expect.element(page.getByText('How did it go? Press 1 to 9.')).toBeVisible();
    await type('o');
    await type('lots');
    await type(SAVE);
    await expect.element(page.getByText(/Not an amount of EUR/)).toBeVisible();
    expect(stored('interactions', leads[0]?.id ?? '')).toEqual([]);
  });
});

describe('the note', () => {
  it('takes every key as text, and Escape leads back to the list', async () => {
    const { leads } = await open();
    await type('{Enter}');
    await type('j4cn');
    await expect.element(page.getByLabelText('Note')).toHaveValue('j4cn');
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[0]?.id);
    await type('{Escape}');
    await expect.element(queue()).toHaveFocus();
    await type('j');
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[1]?.id);
    await expect.element(page.getByLabelText('Note')).toHaveValue('');
    await type('k');
    await expect.element(page.getByLabelText('Note')).toHaveValue('j4cn');
  });

  it('is there again after the screen was left', async () => {
    const { router } = await open();
    await type('{Enter}half a sent');
    await router.navigate({ to: '/sync' });
    await router.navigate({ to: '/today' });
    await expect.element(page.getByLabelText('Note')).toHaveValue('half a sent');
  });
});

describe('outside the hours', () => {
  const closed = aLead({ name: 'Osaka Paper', time_zone: 'Asia/Tokyo', phone: '+81 6 1' });

  it('asks once before dialling, and never before logging', async () => {
    const { stored } = await open({ leads: [closed] });
    await type('c');
    await expect.element(page.getByRole('alert')).toHaveTextContent(/21:00 on Mon 2 Mar 2026 in Asia\/Tokyo/);
    await type('2');
    await type(SAVE);
    await vi.waitFor(() =>
      expect(stored('interactions', closed.id)).toMatchObject([{ outcome: 'NO_ANSWER', note: null }]),
    );
  });

  it('keeps the reason for dialling anyway with the note', async () => {
    const { stored } = await open({ leads: [closed] });
    await type('c');
    await type('c');
    await expect.element(page.getByLabelText('Why call now?')).toHaveFocus();
    await type('{Enter}');
    await expect.element(page.getByRole('timer')).not.toBeInTheDocument();
    await type('she asked me to{Enter}');
    await expect.element(page.getByRole('timer')).toBeVisible();
    await type('{Escape}');
    await type('1');
    await type(SAVE);
    await vi.waitFor(() =>
      expect(stored('interactions', closed.id)).toMatchObject([
        { note: '[Called at 21:00 Asia/Tokyo, outside the call hours: she asked me to]' },
      ]),
    );
  });
});

describe('the list', () => {
  it('moves by arrows, ends and pages', async () => {
    const { leads } = await open();
    await type('{ArrowDown}{ArrowDown}{ArrowUp}');
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[1]?.id);
    await type('{End}');
    await expect.element(selected()).toHaveAttribute('data-lead-id', leads[4]?.id);
    await type('{Home}{PageDown}');
    await expect.element(selected()).toHaveAttribute('aria-posinset', '5');
  });

  it('shows why, with the figures, on one key', async () => {
    await open();
    await type('?');
    await expect.element(page.getByText('14 of 7 days')).toBeVisible();
  });

  it('opens the lead', async () => {
    const { router, leads } = await open();
    await type('l');
    await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/leads/${leads[0]?.id}`));
  });

  it('can be grouped by bucket, and remembers that', async () => {
    await open();
    await page.getByText('By bucket').click();
    await expect.element(page.getByRole('group', { name: 'Overdue, 5' })).toBeInTheDocument();
    await page.getByText('By urgency').click();
    await expect.element(page.getByRole('group', { name: 'Call now, 5' })).toBeInTheDocument();
  });

  it('shows unanswered applicants first, with the time that is left', async () => {
    const applicant = aLead({
      name: 'Wren Brook',
      state: 'PENDING',
      created_at: '2026-03-02T11:00:00.000Z',
      sla_due_at: '2026-03-02T13:00:00.000Z',
    });
    const other = aLead({ name: 'Alder', call_hours: ALWAYS });
    await open({ leads: [other, applicant], interactions: [] });
    await expect.element(page.getByRole('group', { name: 'New, 1' })).toBeInTheDocument();
    await expect.element(selected()).toHaveTextContent(/Wren Brook.*answer within 1 h/);
  });

  it('does not dial who asked not to be called, and says what to do where there is nobody to call', async () => {
    await open({ leads: [aLead({ name: 'Quiet', do_not_call: true })] });
    await expect.element(page.getByText('Nobody is waiting for your call')).toBeVisible();
  });
});

describe('by mouse', () => {
  it('calls, chooses and logs in three clicks', async () => {
    const { leads, stored } = await open();
    await page.getByRole('button', { name: 'Call Mara Lind' }).click();
    await expect.element(page.getByRole('timer')).toBeVisible();
    await page.getByText('Busy').click();
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await vi.waitFor(() =>
      expect(stored('interactions', leads[0]?.id ?? '')).toMatchObject([{ outcome: 'BUSY' }]),
    );
  });

  it('selects a row, explains it, and asks about an order', async () => {
    await open();
    await page.getByRole('option', { name: /Cedar/ }).click();
    await page.getByRole('button', { name: /Figures/ }).click();
    await expect.element(page.getByText('14 of 7 days')).toBeVisible();
    await page.getByRole('button', { name: 'Order', exact: true }).click();
    await expect.element(page.getByLabelText('Order amount')).toHaveFocus();
  });

  it('takes back the question before a call', async () => {
    await open({ leads: [aLead({ name: 'Osaka Paper', time_zone: 'Asia/Tokyo', phone: '+81 6 1' })] });
    await type('c');
    await page.getByRole('button', { name: 'Do not dial' }).click();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });
});

it('says when an act was refused, and comes back to the lead', async () => {
  const { leads, replica } = await open();
  await page.getByLabelText('Note').fill('pasted with a bell \u0007');
  await type('{Escape}1');
  await type(SAVE);
  await expect.element(said()).toHaveTextContent(/note must not hold control characters/);
  await expect.element(selected()).toHaveAttribute('data-lead-id', leads[0]?.id);
  expect(replica.desk.today().queue).toHaveLength(5);
});

it('draws no other row again when a call is logged', async () => {
  const { replica, leads } = await open();
  const before = replica.desk.today().queue;
  await type('n');
  await expect.element(selected()).toHaveAttribute('data-lead-id', leads[1]?.id);
  await expect.element(said()).toHaveTextContent(/no answer/);
  await replica.desk.settled();
  const after = new Set(replica.desk.today().queue);
  expect(before.filter((row) => after.has(row)).map(({ lead }) => lead.name)).toEqual(NAMES.slice(1));
});
