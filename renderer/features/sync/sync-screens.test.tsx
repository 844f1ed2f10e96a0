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
  await page.getByRole('button', { name: 'Pull now' }).click();
  await vi.waitFor(() => expect(server.pulls.length).toBeGreaterThan(before));
  expect(server.viewOf(user.id, 'leads').has(lead.id)).toBe(true);
});

it('says in the pill that a person is needed, and leads there', async () => {
  const { replica, server, lead } = await open('/sync');
  server.refuses = (collection) =>
    collection === 'interactions' ? { code: 'not_allowed', detail: '' } : null;
  await replica.acts.addNote(lead.id, 'Ask for the big oven.');
  await expect.element(page.getByRole('status', { name: 'Sync' })).toHaveTextContent(/1 needs attention/);
  await expect.element(page.getByText(/One thing waits for your decision/)).toBeVisible();
  await page.getByRole('link', { name: '1 to look at' }).click();
  await expect.element(page.getByText('Ask for the big oven.')).toBeVisible();
});

it('does not flicker: thirty writes in a row change its words at most twice', async () => {
  const { replica, lead, server, user } = await open('/leads');
  const pill = page.getByRole('status', { name: 'Sync' });
  await expect.element(pill).toHaveTextContent('All synced 13:00');
  const announced: string[] = [];
  const watch = new MutationObserver(() => void announced.push(pill.element().textContent ?? ''));
  watch.observe(pill.element(), { subtree: true, childList: true, characterData: true });
  for (let n = 0; n < 30; n += 1) await replica.acts.addNote(lead.id, `Note ${n}`);
  await vi.waitFor(() => expect(server.viewOf(user.id, 'interactions').size).toBe(30), 15_000);
  await vi.waitFor(() => expect(replica.sync.status.getState().state).toBe('synced'), 15_000);
  await expect.element(pill).toHaveTextContent('All synced 13:00');
  watch.disconnect();
  // Two seconds of change are said once, and their end once more.
  expect(announced.length).toBeLessThanOrEqual(4);
  expect(new Set(announced).size).toBe(announced.length);
});

it('shows what the comparison with the server found, and what is kept aside', async () => {
  const { replica } = await open('/sync');
  await expect.element(page.getByText('Last received')).toBeVisible();
  replica.sync.status.setState({ audited_at: '2026-03-02T11:00:00.000Z', repaired: 0, unreadable: 1 });
  await expect.element(page.getByText(/today 12:00, everything was alike/)).toBeVisible();
  await expect.element(page.getByText(/1 record from the server cannot be read/)).toBeVisible();
  replica.sync.status.setState({ repaired: 3, unreadable: 2 });
  await expect.element(page.getByText(/3 put right/)).toBeVisible();
  await expect.element(page.getByText(/2 records from the server/)).toBeVisible();
  expect(page.getByText('Not removed').elements()).toHaveLength(0);
  replica.sync.status.setState({ held_back: 60 });
  await expect.element(page.getByText(/60 records that the server announced as gone/)).toBeVisible();
});
