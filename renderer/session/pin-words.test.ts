import { expect, test } from 'vitest';
import { pinWords, protectionWords } from './pin-words.ts';

const state = {
  ...{ is: 'open' as const, generation: '', keyring: 'gnome_libsecret', protected: true },
  ...{ pin: false, idle_minutes: 15, lease_ends_at: null, wait_ms: 0 },
};

test('a wrong PIN is said, and how long to wait', () => {
  expect(pinWords({ code: 'wrong_pin', wait_ms: 0 })).toBe('That is not the PIN.');
  expect(pinWords({ code: 'wrong_pin', wait_ms: 4_200 })).toBe(
    'That is not the PIN. Please try again in 5 seconds.',
  );
  expect(pinWords({ code: 'wait', wait_ms: 900_000 })).toBe(
    'Too many wrong PINs. Please try again in 15 minutes.',
  );
});

test('what protects the data is said by its name', () => {
  expect(protectionWords(state)).toContain('the GNOME keyring');
  expect(protectionWords({ ...state, keyring: 'new' })).toContain('the key store of this system');
  expect(protectionWords({ ...state, pin: true })).toContain('Your PIN opens');
  expect(protectionWords({ ...state, protected: false })).toContain('no key store');
});
