// Electron's safeStorage. The key lies in a plain file of the user's data folder: what is proved here is that the app
// seals and opens, not that the seal is safe. STAND_IN_KEYRING=basic_text or unavailable plays a poorer machine.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { strict } from './not-done.ts';

const NONCE = 12;
const TAG = 16;

/** `keyFile` answers the key's path, which is known only once the app has set its folders. */
export function createSafeStorage(keyFile: () => string, isReady: () => boolean) {
  const keyring = process.env['STAND_IN_KEYRING'] ?? 'gnome_libsecret';
  const available = (): boolean => isReady() && keyring !== 'unavailable';
  const key = (): Buffer => {
    if (!available())
      throw new Error(
        'Error while encrypting the text provided to safeStorage. Encryption is not available.',
      );
    const file = keyFile();
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, randomBytes(32), { mode: 0o600 });
    }
    return readFileSync(file);
  };
  return strict('safeStorage', {
    isAsyncEncryptionAvailable: async (): Promise<boolean> => available(),
    getSelectedStorageBackend: (): string => (keyring === 'unavailable' ? 'unknown' : keyring),
    encryptStringAsync: async (text: string): Promise<Buffer> => seal(key(), text),
    decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
      result: unseal(key(), Buffer.from(sealed)),
      shouldReEncrypt: false,
    }),
  });
}

function seal(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}
