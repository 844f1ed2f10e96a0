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
