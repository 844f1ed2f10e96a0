// Seals bytes with AES-256-GCM: a nonce of its own for each, then the sealed bytes, then the tag. What it is sealed for (a
// name, a place) is not in it but must be the same to open it, so that nothing sealed can be put in another place.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** The bytes, sealed under a key of 32 bytes for the given place. */
export function seal(key: Uint8Array, place: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or null where key or place are others or a byte has changed. */
export function unseal(key: Uint8Array, place: string, sealed: Uint8Array): Buffer | null {
  if (sealed.byteLength < NONCE + TAG) return null;
  const end = sealed.byteLength - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, end)), decipher.final()]);
  } catch {
    // Node says no more than that it does not fit.
    return null;
  }
}

/** Seals texts under a key that may be locked away. */
export type TextSeal = {
  /** Throws while the key is locked. */
  seal(place: string, text: string): string;
  /** The text, or null where it does not open. Throws while the key is locked. */
  unseal(place: string, sealed: string): string | null;
};

/** Seals under whatever key is open at the time; the sealed text is base64. */
export function createTextSeal(keyNow: () => Uint8Array | null): TextSeal {
  const key = (): Uint8Array => {
    const open = keyNow();
    if (open === null) throw new Error('the device key is locked');
    return open;
  };
  return {
    seal: (place, text) => seal(key(), place, Buffer.from(text)).toString('base64'),
    unseal: (place, sealed) => unseal(key(), place, Buffer.from(sealed, 'base64'))?.toString() ?? null,
  };
}
