// What is said about the device key, its PIN and the keyring, in plain sentences.
import type { DeviceKeyState, PinRefusal } from '../../electron/ipc/contract.ts';
import { say } from '../words/say.ts';

const WORDS: Record<PinRefusal['code'], string> = {
  wrong_pin: say('That is not the PIN.'),
  wait: say('Too many wrong PINs.'),
  short_pin: say('Please take at least eight characters. Letters and words are fine, too.'),
  pin_needed: say('This computer has no key store, so the PIN cannot be taken away. It can be changed.'),
  unreadable: say('The key store of this computer does not open the key.'),
  locked: say('Callbook is locked. Unlock it first.'),
  lapsed: say('Callbook has to reach the server first.'),
};

/** Why it was not taken, and how long to wait. */
export function pinWords({ code, wait_ms }: PinRefusal): string {
  if (wait_ms <= 0) return WORDS[code];
  const seconds = Math.ceil(wait_ms / 1000);
  const again =
    seconds > 90
      ? say('Please try again in {count, plural, one {# minute} other {# minutes}}.', {
          count: Math.ceil(seconds / 60),
        })
      : say('Please try again in {seconds, plural, one {# second} other {# seconds}}.', { seconds });
  return `${WORDS[code]} ${again}`;
}

const KEYRINGS: Record<string, string> = {
  win32: say('Windows'),
  darwin: say('the macOS keychain'),
  gnome_libsecret: say('the GNOME keyring'),
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** What protects the data of this computer. */
export function protectionWords({ pin, protected: byKeyring, keyring }: DeviceKeyState): string {
  if (pin)
    return say(
      'Your PIN opens the data on this computer, and nothing else does. Nobody can read it without the PIN, not even with the disk in another computer.',
    );
  const store = KEYRINGS[keyring] ?? say('the key store of this system');
  if (byKeyring)
    return say(
      'The data on this computer is opened by {store}, when you sign in to the computer. Whoever has only the disk cannot read it; whoever uses your account on this computer can. A PIN protects against that, too.',
      { store },
    );
  return say('This computer has no key store.');
}
