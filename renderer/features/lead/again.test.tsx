// Refused or overwritten work is edited again in the form that fits it, and saving settles the entry. Monday 2 March 2026.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Collection } from '#domain/sync/collections.ts';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

async function open() {
  const lead = aLead({ name: 'Nordlicht Bakery', city: 'Leipzig', time_zone: 'Europe/Berlin' });
  const poc = aPoc({ lead_id: lead.id, name: 'Ada Holm', role: 'Buyer' });
  const call = aCall({ lead_id: lead.id, note: 'Likes rye', occurred_at: '2026-02-27T10:00:00.000Z' });
  const stage = await openStage({
    at: '/attention',
    seed: { leads: [lead], pocs: [poc], interactions: [call] },
  });
  close = stage.close;
  const { server, replica, user } = stage;
  const refuse = (refused: Collection) => {
    server.refuses = (collection) => (collection === refused ? { code: 'invalid', detail: 'not so' } : null);
  };
  /** Opens the form of the one entry with E, as soon as the server takes everything again. */
  const editAgain = async () => {
    await expect.element(page.getByRole('button', { name: 'Edit again' })).toBeVisible();
    await vi.waitFor(() => expect(replica.sync.status.getState().pending).toBe(0), 10_000);
    server.refuses = () => null;
    await userEvent.keyboard('e');
  };
  const stored = (collection: Collection) => [...server.viewOf(user.id, collection).values()];
  const settled = () => vi.waitFor(() => expect(replica.attention.get()).toEqual([]), 10_000);
  return { ...stage, lead, poc, call, refuse, editAgain, stored, settled };
}
const save = () => userEvent.keyboard('{Control>}{Enter}{/Control}');

it('the facts and the calling of a lead, on top of what stands; an undo brings the entry back', async () => {
  const { replica, lead, refuse, editAgain, stored, settled } = await open();
  refuse('leads');
  await replica.acts.editLead(lead.id, { city: 'Halle', revive_on: '2026-05-01' });
  await editAgain();
  await expect.element(page.getByRole('combobox', { name: 'City' })).toHaveValue('Halle');
  await expect.element(page.getByLabelText('Take up again on')).toHaveValue('2026-05-01');
  await page.getByRole('combobox', { name: 'City' }).fill('Jena');
  await save();
  await settled();
  await vi.waitFor(() => expect(stored('leads')).toMatchObject([{ city: 'Jena' }]), 10_000);
  await page.getByRole('status', { name: 'Last action' }).getByRole('button', { name: 'Undo' }).click();
  await vi.waitFor(() => expect(replica.attention.get()).toHaveLength(1), 10_000);
  await vi.waitFor(() => expect(stored('leads')).toMatchObject([{ city: 'Leipzig' }]), 10_000);
});

it('a contact, in its place', async () => {
  const { replica, poc, refuse, editAgain, stored, settled } = await open();
  refuse('pocs');
  await replica.acts.editPoc(poc.id, { role: 'Owner' });
  await editAgain();
  await expect.element(page.getByRole('textbox', { name: 'Role' })).toHaveValue('Owner');
  await expect.element(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Ada Holm');
  await save();
  await settled();
  await vi.waitFor(() => expect(stored('pocs')).toMatchObject([{ role: 'Owner' }]), 10_000);
});

it('a new contact, as a new one', async () => {
  const { replica, lead, refuse, editAgain, stored, settled } = await open();
  refuse('pocs');
  await replica.acts.addPoc({ lead_id: lead.id, name: 'Bo Lind', role: 'Baker' });
  await editAgain();
  await expect.element(page.getByRole('textbox', { name: 'Role' })).toHaveValue('Baker');
  await save();
  await settled();
  await vi.waitFor(() => expect(stored('pocs')).toHaveLength(2), 10_000);
});

it('a new call, with its own time and length', async () => {
  const { replica, lead, refuse, editAgain, stored, settled } = await open();
  refuse('interactions');
  await replica.acts.logCall({
    lead_id: lead.id,
    outcome: 'CONNECTED',
    note: 'Wants the oven',
    duration_s: 240,
    occurred_at: '2026-03-01T09:00:00.000Z',
  });
  await editAgain();
  await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Wants the oven');
  await expect.element(page.getByRole('combobox', { name: 'Outcome' })).toHaveValue('CONNECTED');
  await userEvent.fill(page.getByRole('textbox', { name: 'Note' }), 'Wants the big oven');
  await page.getByRole('button', { name: 'Save' }).click();
  await settled();
  await vi.waitFor(
    () =>
      expect(stored('interactions').find(({ note }) => note === 'Wants the big oven')).toMatchObject({
        occurred_at: '2026-03-01T09:00:00.000Z',
        duration_s: 240,
      }),
    10_000,
  );
  await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('');
});

it('the note of a call that stands, where it stands', async () => {
  const { replica, call, refuse, editAgain, stored, settled } = await open();
  refuse('interactions');
  await replica.acts.editInteraction(call.id, { note: 'Likes spelt' });
  await editAgain();
  const form = page.getByRole('form', { name: 'Correct the Call' });
  await expect.element(form.getByLabelText('Note')).toHaveValue('Likes spelt');
  await save();
  await settled();
  await vi.waitFor(() => expect(stored('interactions')).toMatchObject([{ note: 'Likes spelt' }]), 10_000);
});

it('a new lead, on its own screen', async () => {
  const { replica, refuse, editAgain, stored, settled } = await open();
  refuse('leads');
  await replica.acts.addLead({ name: 'Iyer Foods', city: 'Pune', cadence: { kind: 'days', n: 9 } });
  await editAgain();
  await expect.element(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Iyer Foods');
  await save();
  await settled();
  await vi.waitFor(() => expect(stored('leads').map(({ name }) => name)).toContain('Iyer Foods'), 10_000);
});
