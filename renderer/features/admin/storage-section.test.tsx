// What the workspace takes up, as an admin sees it.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Storage } from '#domain/storage/storage.ts';
import { openAdminServer } from '../../testing/admin-server.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const storage = (given: Partial<Storage> = {}): Storage => ({
  database: { engine: 'pglite', bytes: 61_000_000 },
  rows: [
    { table: 'interactions', count: 100_000 },
    { table: 'leads', count: 1 },
  ],
  files: { place: 'folder', count: 1, bytes: 250_000 },
  installers: { count: 0, bytes: 0 },
  disk: { free: 40_000_000_000, total: 100_000_000_000 },
  ...given,
});

async function open(answers: Parameters<typeof openAdminServer>[0]) {
  const admin = openAdminServer(answers);
  const stage = await openStage({
    at: '/admin/storage',
    user: { role: 'admin', name: 'Ada' },
    serverFetch: admin.fetch,
  });
  close = stage.close;
  return admin;
}

it('is told in sizes and counts, and read anew by one key', async () => {
  let told = storage();
  const admin = await open(() => ({ body: told }));
  await expect.element(page.getByText('40 GB of 100 GB are free.')).toBeVisible();
  await expect.element(page.getByText('61 MB, embedded in the server')).toBeVisible();
  await expect.element(page.getByText('1 file, 250 kB, in the server’s folder')).toBeVisible();
  await expect.element(page.getByText('0 files, 0 bytes')).toBeVisible();
  await expect.element(page.getByRole('row', { name: 'Calls, notes and orders 100,000' })).toBeVisible();
  await expect.element(page.getByText(/Make room/)).not.toBeInTheDocument();
  told = storage({ disk: { free: 200_000_000, total: 100_000_000_000 } });
  await userEvent.keyboard('r');
  await expect.element(page.getByText(/Make room/)).toBeVisible();
  told = storage({ disk: null });
  await userEvent.keyboard('r');
  await expect.element(page.getByText('The system does not say how much room is left.')).toBeVisible();
  admin.state.offline = true;
  await userEvent.keyboard('r');
  await expect.element(page.getByRole('alert')).toHaveTextContent(/cannot be reached/);
  await expect.element(page.getByText('61 MB, embedded in the server')).toBeVisible();
});

it('says what is wrong while nothing was read, and comes when the server does', async () => {
  let broken = true;
  await open(() => (broken ? { status: 500, body: {} } : { body: storage() }));
  await expect.element(page.getByText('Not read yet')).toBeVisible();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
});
