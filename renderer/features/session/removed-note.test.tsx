import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Removed } from '../../../electron/ipc/contract.ts';
import { Look } from '../../providers.tsx';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { LockScreen } from './lock-screen.tsx';

async function show(removed: Removed) {
  const did: string[] = [];
  const desktop = {
    ...bareDesktop,
    removal: async () => removed,
    keyStartAnew: async () => void did.push('anew'),
  };
  const first = { ...(await bareDesktop.keyState()), is: 'removed' as const };
  const screen = await render(
    <Look>
      <LockScreen desktop={desktop} first={first} opened={() => did.push('opened')} />
    </Look>,
  );
  return { screen, did };
}

const by = { name: 'Ada Quill', email: 'ada@callbook.test' };

test('who removed the computer is said, and how much was not sent; one begins anew from there', async () => {
  const { screen, did } = await show({ by, unsent: 3 });
  await expect.element(screen.getByRole('heading', { name: /was removed from Callbook/ })).toBeVisible();
  await expect.element(screen.getByText(/Please ask Ada Quill \(ada@callbook.test\)/)).toBeVisible();
  await expect.element(screen.getByText('3 changes had not been sent and could not be saved.')).toBeVisible();
  await screen.getByRole('button', { name: 'Sign in again' }).click();
  await expect.poll(() => did).toEqual(['anew', 'opened']);
});

test.each([
  [0, 'Everything had been sent to the server before.'],
  [1, '1 change had not been sent and could not be saved.'],
  [null, 'Whether everything had been sent before is not known.'],
])('of %s changes it says: %s', async (unsent, words) => {
  const { screen } = await show({ by: null, unsent });
  await expect.element(screen.getByText(/Please ask an admin/)).toBeVisible();
  await expect.element(screen.getByText(words)).toBeVisible();
});
