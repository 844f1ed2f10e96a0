import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { DeviceKeyState, PinRefusal } from '../../../electron/ipc/contract.ts';
import { Look } from '../../providers.tsx';
import { LockScreen } from './lock-screen.tsx';

const locked: DeviceKeyState = {
  ...{ is: 'locked', generation: '', keyring: 'gnome_libsecret', protected: true },
  ...{ pin: true, idle_minutes: 15, lease_ends_at: null, wait_ms: 0 },
};
const no = (code: PinRefusal['code'], wait_ms = 0) => ({ ok: false as const, error: { code, wait_ms } });
const yes = { ok: true as const, value: null };

/** A key that is opened by `right`. */
async function show(first: Partial<DeviceKeyState>, answers: PinRefusal['code'][] = [], wait_ms = 0) {
  const did: unknown[] = [];
  const answer = (asked: unknown[]) => {
    did.push(asked);
    const code = answers.shift();
    return Promise.resolve(code ? no(code, wait_ms) : yes);
  };
  const desktop = {
    keyUnlock: (pin: string | null) => answer(['unlock', pin]),
    keySetPin: (current: string | null, next: string | null) => answer(['set', current, next]),
    keyStartAnew: async () => void did.push('anew'),
    leaseRenew: () => Promise.reject(new Error('not asked for here')),
    forgetSession: () => Promise.reject(new Error('not asked for here')),
    removal: () => Promise.reject(new Error('not asked for here')),
  };
  const screen = await render(
    <Look>
      <LockScreen desktop={desktop} first={{ ...locked, ...first }} opened={() => did.push('opened')} />
    </Look>,
  );
  return { screen, did };
}

test('the PIN opens it, and a wrong one is said', async () => {
  const { screen, did } = await show({}, ['wrong_pin']);
  const field = screen.getByLabelText('PIN or password of this computer');
  await field.fill('guess');
  await screen.getByRole('button', { name: 'Unlock' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('That is not the PIN.');
  await field.fill('blue kettle');
  await screen.getByRole('button', { name: 'Unlock' }).click();
  await expect.poll(() => did).toEqual([['unlock', 'guess'], ['unlock', 'blue kettle'], 'opened']);
});

test('after many wrong ones it waits, and says for how long', async () => {
  const { screen } = await show({ wait_ms: 60_000 });
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Please try again in 60 seconds.');
  await expect.element(screen.getByRole('button', { name: 'Unlock' })).toBeDisabled();
});

test('a wait that is over lets one try again', async () => {
  const { screen } = await show({ wait_ms: 30 });
  await expect.element(screen.getByRole('button', { name: 'Unlock' })).toBeEnabled();
});

test('without a PIN one press opens it, and what that protects is said', async () => {
  const { screen, did } = await show({ pin: false }, ['unreadable']);
  await expect.element(screen.getByText(/whoever uses your account on this computer can open/)).toBeVisible();
  await screen.getByRole('button', { name: 'Open' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('does not open the key');
  await screen.getByRole('button', { name: 'Open' }).click();
  await expect.poll(() => did).toEqual([['unlock', null], ['unlock', null], 'opened']);
});

test('where there is no keyring a PIN is chosen, twice the same', async () => {
  const { screen, did } = await show({ is: 'choose_pin', protected: false }, ['short_pin']);
  const [pin, again] = [screen.getByLabelText(/^PIN or password/), screen.getByLabelText('Once more')];
  const set = screen.getByRole('button', { name: 'Set the PIN' });
  await pin.fill('blue');
  await set.click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The two are not the same.');
  await again.fill('blue');
  await set.click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('at least eight characters');
  await pin.fill('blue kettle');
  await again.fill('blue kettle');
  await set.click();
  await expect.poll(() => did).toEqual([['set', null, 'blue'], ['set', null, 'blue kettle'], 'opened']);
});

test('a keyring that has changed is said, and tried again or left behind', async () => {
  const { screen, did } = await show({ is: 'unreadable', keyring: 'kwallet6' }, ['unreadable']);
  await expect.element(screen.getByText(/Nothing has been deleted/)).toBeVisible();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('does not open the key');
  await screen.getByRole('button', { name: 'Try again' }).click();
  await screen.getByRole('button', { name: /Begin without/ }).click();
  await screen.getByRole('button', { name: 'Sign in again with a new key' }).click();
  await expect.poll(() => did).toEqual([['unlock', null], ['unlock', null], 'opened', 'anew', 'opened']);
});
