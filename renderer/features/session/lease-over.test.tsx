import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Renewal } from '../../../electron/ipc/contract.ts';
import { Look } from '../../providers.tsx';
import { LockScreen } from './lock-screen.tsx';

/** The server's answers, one after the other; the last one stays. */
async function show(answers: Renewal[], is: 'lapsed' | 'switched_off' = 'lapsed', pin = false) {
  const did: string[] = [];
  const no = () => Promise.reject(new Error('not asked for here'));
  const desktop = {
    keyUnlock: async () => {
      did.push('unlock');
      return { ok: true as const, value: null };
    },
    keySetPin: no,
    keyStartAnew: no,
    removal: no,
    leaseRenew: async () => {
      did.push('asked');
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? 'unreachable';
    },
    forgetSession: async () => void did.push('forgotten'),
  };
  const first = {
    ...{ is, generation: '', keyring: 'gnome_libsecret', protected: true, pin },
    ...{ idle_minutes: 15, lease_ends_at: null, wait_ms: 0 },
  };
  const screen = await render(
    <Look>
      <LockScreen desktop={desktop} first={first} opened={() => did.push('opened')} />
    </Look>,
  );
  return { screen, did };
}

test('it asks the server by itself, and opens when the server answers', async () => {
  const { did } = await show(['renewed']);
  await expect.poll(() => did).toEqual(['asked', 'unlock', 'opened']);
});

test('where there is a PIN that comes next', async () => {
  const { did } = await show(['renewed'], 'lapsed', true);
  await expect.poll(() => did).toEqual(['asked', 'opened']);
});

test('without a network it says what to do, and tries again by the button and when a network comes', async () => {
  const { screen, did } = await show(['unreachable', 'unreachable', 'renewed']);
  await expect.element(screen.getByRole('heading', { name: 'Please go online once' })).toBeVisible();
  await expect.element(screen.getByText(/Nothing is lost/)).toBeVisible();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The server cannot be reached.');
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => did).toEqual(['asked', 'asked']);
  window.dispatchEvent(new Event('online'));
  await expect.poll(() => did).toEqual(['asked', 'asked', 'asked', 'unlock', 'opened']);
});

test('where the server wants the password it is signed in again, and nothing is deleted', async () => {
  const { screen, did } = await show(['ended']);
  await expect.element(screen.getByRole('alert')).toHaveTextContent('wants your password again');
  await screen.getByRole('button', { name: 'Sign in again' }).click();
  await expect.poll(() => did).toEqual(['asked', 'forgotten', 'unlock', 'opened']);
});

test('a server that does not sign as the one before is told from no server', async () => {
  const { screen } = await show(['refused']);
  await expect.element(screen.getByRole('alert')).toHaveTextContent('not as the one that you signed in to');
  await expect.element(screen.getByRole('button', { name: 'Sign in again' })).toBeVisible();
});

test('an account that is switched off is said, with whom to ask', async () => {
  const { screen, did } = await show(['switched_off'], 'switched_off');
  await expect.element(screen.getByRole('heading', { name: 'This account is switched off' })).toBeVisible();
  await expect.element(screen.getByText(/ask an admin/)).toBeVisible();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('still switched off');
  await screen.getByRole('button', { name: 'Sign in with the password instead' }).click();
  await expect.poll(() => did).toEqual(['asked', 'forgotten', 'unlock', 'opened']);
});
