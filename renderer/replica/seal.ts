// Seals bytes with AES-256-GCM under the device key, which is held so that nobody can read it out again. A nonce of its own
// for each, then the sealed bytes with their tag. What it is sealed for (collection and id, a name) has to be the same to
// open it, so that nothing sealed can be put in another place.

type Bytes = Uint8Array<ArrayBuffer>;

export interface Seal {
  seal(place: string, bytes: Bytes): Promise<Bytes>;
  /** Rejects where key or place are others or a byte has changed. */
  open(place: string, sealed: Bytes): Promise<Bytes>;
}

const NONCE = 12;
const CIPHER = 'AES-GCM';

/** A seal under the given 32 bytes, which are blotted out. */
export async function createSeal(raw: Uint8Array): Promise<Seal> {
  const copy = new Uint8Array(raw);
  const key = await crypto.subtle.importKey('raw', copy, CIPHER, false, ['encrypt', 'decrypt']);
  copy.fill(0);
  raw.fill(0);
  const text = new TextEncoder();
  return {
    seal: async (place, bytes) => {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE));
      const algorithm = { name: CIPHER, iv, additionalData: text.encode(place) };
      const sealed = await crypto.subtle.encrypt(algorithm, key, bytes);
      const whole = new Uint8Array(NONCE + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), NONCE);
      return whole;
    },
    open: async (place, sealed) => {
      const iv = sealed.subarray(0, NONCE);
      const algorithm = { name: CIPHER, iv, additionalData: text.encode(place) };
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE)));
    },
  };
}

// Chromium has these since version 140; TypeScript does not know them yet.
type WithBase64 = { toBase64(): string };
type FromBase64 = { fromBase64(text: string): Bytes };

/** Bytes as text: RxDB and the page's storage keep no bytes. */
export const toBase64 = (bytes: Bytes): string => (bytes as unknown as WithBase64).toBase64();
export const fromBase64 = (text: string): Bytes => (Uint8Array as unknown as FromBase64).fromBase64(text);
