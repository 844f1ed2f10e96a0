// What is said about the device key, its PIN and the keyring, in plain sentences.
import type { DeviceKeyState, PinRefusal } from '../../electron/ipc/contract.ts';

const WORDS: Record<PinRefusal['code'], string> = {
  wrong_pin: 'That is not the PIN.',
  wait: 'Too many wrong PINs.',
  short_pin: 'Please take at least eight characters. Letters and words are fine, too.',
  pin_needed: 'This computer has no key store, so the PIN cannot be taken away. It can be changed.',
  unreadable: 'The key store of this computer does not open the key.',
  locked: 'Callbook is locked. Unlock it first.',
};

/** Why it was not taken, and how long to wait. */
export function pinWords({ code, wait_ms }: PinRefusal): string {
  if (wait_ms <= 0) return WORDS[code];
  const seconds = Math.ceil(wait_ms / 1000);
  const time = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
  return `${WORDS[code]} Please try again in ${time}.`;
}

const KEYRINGS: Record<string, string> = {
  win32: 'Windows',
  darwin: 'the macOS keychain',
  gnome_libsecret: 'the GNOME keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** What protects the data of this computer. */
export function protectionWords({ pin, protected: byKeyring, keyring }: DeviceKeyState): string {
  if (pin)
    return 'Your PIN opens the data on this computer, and nothing else does. Nobody can read it without the PIN, not even with the disk in another computer.';
  const store = KEYRINGS[keyring] ?? 'the key store of this system';
  if (byKeyring)
    return `The data on this computer is opened by ${store}, when you sign in to the computer. Whoever has only the disk cannot read it; whoever uses your account on this computer can. A PIN protects against that, too.`;
  return 'This computer has no key store.';
}
