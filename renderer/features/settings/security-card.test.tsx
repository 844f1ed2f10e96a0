import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { DesktopApi, DeviceKeyState } from '../../../electron/ipc/contract.ts';
import { Look } from '../../providers.tsx';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { SecurityCard } from './security-card.tsx';

async function show(given: Partial<DeviceKeyState> = {}) {
  let state: DeviceKeyState = {
    ...{ is: 'open', generation: '', keyring: 'gnome_libsecret', protected: true },
    ...{ pin: false, idle_minutes: 15, lease_ends_at: null, wait_ms: 0, ...given },
  };
  let pin: string | null = given.pin ? 'blue kettle' : null;
  const desktop: DesktopApi = {
    ...bareDesktop,
    keyState: async () => state,
    keySetIdle: async (idle_minutes) => {
      state = { ...state, idle_minutes };
    },
    keySetPin: async (current, next) => {
      if (current !== pin) return { ok: false, error: { code: 'wrong_pin', wait_ms: 0 } };
      pin = next;
      state = { ...state, pin: next !== null };
      return { ok: true, value: null };
    },
  };
  const screen = await render(
    <Look>
      <SecurityCard desktop={desktop} />
    </Look>,
  );
  return { screen, state: () => state, pin: () => pin };
}

test('a PIN is set, changed and removed, and each is said', async () => {
  const { screen, pin } = await show();
  await expect.element(screen.getByText(/the GNOME keyring/)).toBeVisible();
  await screen.getByRole('button', { name: 'Set a PIN' }).click();
  await screen.getByLabelText(/^New PIN/).fill('blue kettle');
  await screen.getByLabelText('Once more').fill('blue kittle');
  await screen.getByRole('button', { name: 'Set the PIN' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('The two are not the same.');
  await screen.getByLabelText('Once more').fill('blue kettle');
  await screen.getByRole('button', { name: 'Set the PIN' }).click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('The PIN is set.');
  expect(pin()).toBe('blue kettle');
  await expect.element(screen.getByText(/Your PIN opens the data/)).toBeVisible();

  await screen.getByRole('button', { name: 'Change the PIN' }).click();
  await screen.getByLabelText('PIN so far').fill('a wrong one');
  await screen.getByLabelText(/^New PIN/).fill('green kettle');
  await screen.getByLabelText('Once more').fill('green kettle');
  await screen.getByRole('button', { name: 'Change the PIN' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('That is not the PIN.');
  await screen.getByLabelText('PIN so far').fill('blue kettle');
  await screen.getByRole('button', { name: 'Change the PIN' }).click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('The PIN is changed.');
  expect(pin()).toBe('green kettle');

  await screen.getByRole('button', { name: 'Remove the PIN' }).click();
  await screen.getByRole('button', { name: 'Cancel' }).click();
  await screen.getByRole('button', { name: 'Remove the PIN' }).click();
  await screen.getByLabelText('PIN so far').fill('green kettle');
  await screen.getByRole('button', { name: 'Remove the PIN' }).click();
  await expect.element(screen.getByRole('status')).toHaveTextContent('The PIN is removed.');
  expect(pin()).toBeNull();
});

test('when it locks itself is chosen', async () => {
  const { screen, state } = await show();
  await screen.getByLabelText('Lock by itself').selectOptions('30');
  await expect.poll(() => state().idle_minutes).toBe(30);
});

test('without a keyring the PIN cannot be removed', async () => {
  const { screen } = await show({ protected: false, pin: true, keyring: 'basic_text' });
  await expect.element(screen.getByRole('button', { name: 'Change the PIN' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Remove the PIN' }).query()).toBeNull();
});

test('in a browser there is nothing to choose', async () => {
  const screen = await render(<SecurityCard desktop={undefined} />);
  expect(screen.container.textContent).toBe('');
});

test('until when it opens without the server is said, where that has an end', async () => {
  const { screen } = await show({ lease_ends_at: Date.parse('2026-12-12T12:00:00Z') });
  await expect.element(screen.getByText(/until Sat 12 Dec 2026\. Each contact/)).toBeVisible();
  const { screen: endless } = await show();
  await expect.element(endless.getByText(/the GNOME keyring/).first()).toBeVisible();
});
