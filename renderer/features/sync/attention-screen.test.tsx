// What needs a person, on a real replica: seen, and settled by keyboard and by mouse. It is Monday 2 March 2026, 13:00
// in Berlin.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Lead } from '#domain/lead/lead.ts';
import { aLead, aPoc } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(() => close());

const NEW_YORK = { time_zone: 'America/New_York', phone: '+1 555 0100' };

async function open(given: Partial<Lead> = {}, at = '/attention') {
  const lead = aLead({ name: 'Nordlicht Bakery', city: 'Leipzig', ...given });
  const poc = aPoc({ lead_id: lead.id, name: 'Ada Holm', role: 'Buyer' });
  const stage = await openStage({ at, seed: { leads: [lead], pocs: [poc] } });
  close = stage.close;
  const stored = () => stage.server.viewOf(stage.user.id, 'leads').get(lead.id);
  /** The other device's change reaches this one only as the answer to its own push. */
  const changedElsewhere = (changes: Partial<Lead>, updated_at = '2026-03-02T11:30:00.000Z') => {
    const theirs = { ...lead, ...changes, write_id: aLead().write_id, updated_at, _deleted: false };
    stage.server.documents.set(`leads/${lead.id}`, theirs);
  };
  const refuseNotes = (code = 'not_allowed', detail = 'closed for the season') => {
    stage.server.refuses = (collection) => (collection === 'interactions' ? { code, detail } : null);
  };
  return { ...stage, lead, poc, stored, changedElsewhere, refuseNotes };
}

const list = () => page.getByRole('listbox', { name: 'Needs attention' });
const chosen = () => page.getByRole('region', { name: 'The chosen entry' });
const toast = () => page.getByRole('status', { name: 'Last action' });
const row = (name: string) => page.getByRole('row', { name });
const nothing = () => page.getByText('Nothing needs your attention');

it('shows both sides in words: who, why, when on both clocks, and the fields', async () => {
  const { replica, changedElsewhere, lead } = await open(NEW_YORK);
  await expect.element(nothing()).toBeVisible();
  changedElsewhere({ city: 'Dresden', cadence: { kind: 'days', n: 14 } });
  await replica.acts.editLead(lead.id, { city: 'Halle', cadence: { kind: 'days', n: 10 } });
  await expect.element(chosen()).toHaveTextContent(/Lead: Nordlicht Bakery/);
  await expect.element(chosen()).toHaveTextContent(/Somebody else changed the same thing/);
  await expect
    .element(chosen())
    .toHaveTextContent(
      /Theirs was written ?Mon 2 Mar 2026, 06:30 in America\/New_York; Mon 2 Mar 2026, 12:30/,
    );
  await expect.element(row('City')).toHaveTextContent(/Leipzig.*Halle.*Dresden/);
  await expect.element(row('Rhythm')).toHaveTextContent(/Called.*every 10 days.*every 14 days/);
  await expect.element(chosen().getByRole('link', { name: 'Open Nordlicht Bakery' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: /Needs attention.*1/ })).toBeVisible();
});

it('is settled field by field with arrows and Enter, and taken back by a key', async () => {
  const { replica, changedElsewhere, lead, stored } = await open(NEW_YORK);
  changedElsewhere({ city: 'Dresden', phone: '+1 555 0199' });
  await replica.acts.editLead(lead.id, { city: 'Halle', phone: '+1 555 0111' });
  await expect.element(row('City')).toBeVisible();
  await expect.element(list()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('button', { name: /mine: / }).first()).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}');
  await expect.element(page.getByRole('status', { name: 'Choice' })).toHaveTextContent(/1 of 2 chosen/);
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await expect.element(toast()).toHaveTextContent(/Yours: (City|Phone)\. Theirs: (City|Phone)\./);
  await expect.element(nothing()).toBeVisible();
  const [city, phone] = (toast().element().textContent ?? '').startsWith('Yours: City')
    ? ['Halle', '+1 555 0199']
    : ['Dresden', '+1 555 0111'];
  await vi.waitFor(() => expect(stored()).toMatchObject({ city, phone }));
  await userEvent.keyboard('u');
  await expect.element(row('City')).toHaveTextContent(/Leipzig.*Halle.*Dresden/);
  await vi.waitFor(() => expect(stored()).toMatchObject({ city: 'Dresden', phone: '+1 555 0199' }));
});

it('leaves the fields by Esc, and takes all of mine or all of theirs by one key', async () => {
  const { replica, changedElsewhere, lead, stored } = await open();
  changedElsewhere({ city: 'Dresden' });
  await replica.acts.editLead(lead.id, { city: 'Halle' });
  await expect.element(row('City')).toBeVisible();
  await userEvent.keyboard('{Enter}{Escape}');
  await expect.element(list()).toHaveFocus();
  await userEvent.keyboard('t');
  await expect.element(toast()).toHaveTextContent('Left as it stands.');
  await expect.element(nothing()).toBeVisible();
  expect(stored()).toMatchObject({ city: 'Dresden' });
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.element(row('City')).toBeVisible();
  await userEvent.keyboard('a');
  await vi.waitFor(() => expect(stored()).toMatchObject({ city: 'Halle' }));
  await expect.element(toast()).toHaveTextContent('Yours: City.');
});

it('settles a field by one click, and says where theirs has changed again since', async () => {
  const { replica, changedElsewhere, lead, stored } = await open();
  changedElsewhere({ city: 'Dresden' });
  await replica.acts.editLead(lead.id, { city: 'Halle' });
  await expect.element(row('City')).toHaveTextContent(/Dresden/);
  await replica.acts.editLead(lead.id, { city: 'Gera' });
  await expect.element(row('City')).toHaveTextContent(/Halle.*Gera.*changed again since/);
  await page.getByRole('button', { name: /City, mine: Halle/ }).click();
  await vi.waitFor(() => expect(stored()).toMatchObject({ city: 'Halle' }));
});

it('keeps what the server refused until a person settles it, and brings a discarded entry back', async () => {
  const { replica, lead, refuseNotes } = await open();
  refuseNotes();
  await replica.acts.addNote(lead.id, 'Ask for the big oven.');
  await expect.element(page.getByText(/not yours to change. \(closed for the season\)/)).toBeVisible();
  await expect.element(row('Note').first()).toBeVisible();
  await expect.element(page.getByText('Ask for the big oven.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.element(nothing()).toBeVisible();
  await expect.element(page.getByText(/All is well/)).toBeVisible();
  await toast().getByRole('button', { name: 'Undo' }).click();
  await expect.element(page.getByText('Ask for the big oven.')).toBeVisible();
});

it('goes on to the next entry after each, and settles a group of one reason at once', async () => {
  const { replica, lead, server, user, refuseNotes } = await open();
  refuseNotes();
  for (const note of ['One', 'Two', 'Three']) await replica.acts.addNote(lead.id, note);
  await expect.element(list().getByRole('option').nth(2)).toBeVisible();
  await userEvent.keyboard('{Home}{ArrowDown}');
  await expect.element(list().getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('d');
  await vi.waitFor(() => expect(replica.attention.get()).toHaveLength(2));
  await expect.element(list().getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect.element(list()).toHaveFocus();
  await page.getByRole('button', { name: 'Discard all 2' }).click();
  await expect.element(nothing()).toBeVisible();
  await userEvent.keyboard('u');
  await vi.waitFor(() => expect(replica.attention.get()).toHaveLength(2));
  server.refuses = () => null;
  await page.getByRole('button', { name: 'Keep all 2 as mine' }).click();
  await vi.waitFor(() => expect(server.viewOf(user.id, 'interactions').size).toBe(2));
});

it('keeps what was typed about a lead that was given away, to be copied', async () => {
  const { replica, lead, server, user } = await open();
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  // The lead is gone on the server; this device has not heard of it when it writes.
  server.documents.set(`leads/${lead.id}`, { ...lead, _deleted: false });
  server.refuses = (collection) => (collection === 'interactions' ? { code: 'gone', detail: '' } : null);
  await replica.acts.addNote(lead.id, 'They want the big oven.');
  await expect.element(page.getByText(/not yours any more/)).toBeVisible();
  server.reassign(lead.id, `not ${user.id}`);
  await vi.waitFor(() => expect(replica.desk.row(lead.id)).toBe(null));
  await expect.element(chosen()).toHaveTextContent('Note: Nordlicht Bakery');
  expect(page.getByRole('button', { name: /mine/ }).elements()).toHaveLength(0);
  expect(page.getByRole('button', { name: 'Edit again' }).elements()).toHaveLength(0);
  await userEvent.keyboard('a');
  await userEvent.keyboard('c');
  await expect.element(toast()).toHaveTextContent('Copied.');
  expect(copied.join()).toContain('They want the big oven.');
  vi.restoreAllMocks();
});

it('deletes anyway, or keeps what somebody changed meanwhile', async () => {
  const { replica, poc, server, user } = await open();
  const theirs = { ...poc, role: 'Owner', write_id: aLead().write_id, _deleted: false };
  server.documents.set(`pocs/${poc.id}`, theirs);
  await replica.acts.removePoc(poc.id);
  await expect.element(page.getByText(/You deleted this while somebody else changed it/)).toBeVisible();
  await expect.element(row('Role')).toHaveTextContent(/Buyer.*Owner/);
  await page.getByRole('button', { name: 'Delete it anyway' }).click();
  await vi.waitFor(() => expect(server.viewOf(user.id, 'pocs').size).toBe(0));
  await userEvent.keyboard('u');
  await vi.waitFor(() => expect(server.viewOf(user.id, 'pocs').get(poc.id)?.['role']).toBe('Owner'));
});

it('lists its keys on the sheet', async () => {
  const { replica, lead, refuseNotes } = await open();
  refuseNotes();
  await replica.acts.addNote(lead.id, 'One');
  await expect.element(list()).toBeVisible();
  await userEvent.keyboard('{Control>}/{/Control}');
  for (const words of ['Keep all mine', 'Edit again', 'Copy text', 'Discard'])
    await expect.element(page.getByRole('dialog').getByText(words, { exact: true })).toBeVisible();
});
