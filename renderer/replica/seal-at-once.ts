// Seals small values before the next line runs: a letter that was typed is on the disk however soon the page goes. WebCrypto
// answers later, so this is @noble/ciphers. Its key has to lie in the page's memory; it is therefore derived from the device
// key for this purpose alone, and opens nothing else (docs/decisions/2026-11-28-sealed-on-the-disk.md).
import { gcm } from '@noble/ciphers/aes.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface SealAtOnce {
  seal(place: string, bytes: Bytes): Bytes;
  /** Throws where key or place are others or a byte has changed. */
  open(place: string, sealed: Bytes): Bytes;
}

const NONCE = 12;
const PURPOSE = 'callbook: storage of the page';

/** A seal under a key of its own, derived from the given 32 bytes, which are left as they are. */
export async function createSealAtOnce(raw: Uint8Array): Promise<SealAtOnce> {
  const text = new TextEncoder();
  const from = await crypto.subtle.importKey('raw', new Uint8Array(raw), 'HKDF', false, ['deriveBits']);
  const way = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: text.encode(PURPOSE) };
  const key = new Uint8Array(await crypto.subtle.deriveBits(way, from, 256));
  return {
    seal: (place, bytes) => {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
      const sealed = gcm(key, nonce, text.encode(place)).encrypt(bytes);
      const whole = new Uint8Array(NONCE + sealed.length);
      whole.set(nonce);
      whole.set(sealed, NONCE);
      return whole;
    },
    open: (place, sealed) =>
      new Uint8Array(gcm(key, sealed.subarray(0, NONCE), text.encode(place)).decrypt(sealed.subarray(NONCE))),
  };
}
