// Whether work is safe, and what needs a person, on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

async function open(at: string) {
  const lead = aLead({ name: 'Nordlicht Bakery', city: 'Leipzig' });
  const stage = await openStage({ at, seed: { leads: [lead] } });
  close = stage.close;
  return { ...stage, lead };
}

it('says that everything is safe, and when that was', async () => {
  const { replica } = await open('/sync');
  await vi.waitFor(() => expect(replica.sync.status.getState().state).toBe('synced'));
  await expect.element(page.getByRole('status', { name: 'Sync' })).toHaveTextContent('All synced 13:00');
  await expect.element(page.getByText(/Everything you did is on the server/)).toBeVisible();
  await expect.element(page.getByText('nothing').first()).toBeVisible();
});

it('leads from the pill to its page', async () => {
  const { router } = await open('/accounts');
  await page.getByRole('status', { name: 'Sync' }).getByRole('link').click();
  await vi.waitFor(() => expect(router.state.location.pathname).toBe('/sync'));
});

it('tries at once when asked to', async () => {
  const { replica, server, user, lead } = await open('/sync');
  await vi.waitFor(() => expect(replica.sync.status.getState().state).toBe('synced'));
  const before = server.pulls.length;
  await page.getByRole('button', { name: 'Try now' }).click();
  await vi.waitFor(() => expect(server.pulls.length).toBeGreaterThan(before));
  expect(server.viewOf(user.id, 'leads').has(lead.id)).toBe(true);
});

it('keeps what the server refused, with the reason, until a person settles it', async () => {
  const { replica, server, lead } = await open('/attention');
  await expect.element(page.getByText('Nothing needs your attention')).toBeVisible();
  server.refuses = () => ({ code: 'not_allowed', detail: 'closed for the season' });
  await replica.acts.addNote(lead.id, 'Ask for the big oven.');
  await expect.element(page.getByText(/not yours to change. \(closed for the season\)/)).toBeVisible();
  await expect.element(page.getByRole('link', { name: /Needs attention.*1/ })).toBeVisible();
  await page.getByRole('button', { name: 'Discard mine' }).click();
  await expect.element(page.getByText('Nothing needs your attention')).toBeVisible();
});

it('shows what was overwritten field by field, and writes mine again', async () => {
  const { replica, server, user, lead } = await open('/attention');
  const stored = server.documents.get(`leads/${lead.id}`);
  if (stored === undefined) throw new Error('the lead was seeded');
  // The other device's change reaches this one only as the answer to its own push.
  const theirs = { ...aLead({ ...lead, city: 'Dresden' }), write_id: aLead().write_id };
  server.documents.set(`leads/${lead.id}`, { ...theirs, _deleted: false });
  await replica.acts.editLead(lead.id, { city: 'Halle' });
  const row = page.getByRole('row', { name: /city/ });
  await expect.element(row).toHaveTextContent(/Leipzig.*Halle.*Dresden/);
  await page.getByRole('button', { name: 'Use mine' }).click();
  await vi.waitFor(() => expect(server.viewOf(user.id, 'leads').get(lead.id)?.['city']).toBe('Halle'));
});
