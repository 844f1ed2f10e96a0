// A publisher of releases for a test: his own key, installers of a few bytes, and feeds that he signs.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { dump } from 'js-yaml';
import { withSignature } from '#domain/release/feed.ts';

const sha512Of = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('base64');

export interface Installer {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  sha512: string;
}

export interface Publisher {
  /** As UPDATE_PUBLIC_KEY. */
  public_key: string;
  installer(name: string, content?: string): Installer;
  /** A signed feed of these installers. */
  feed(version: string, installers: Installer[], more?: Record<string, unknown>): string;
}

/** A new publisher: nobody else can sign as he does. */
export function createPublisher(): Publisher {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    public_key: raw.toString('base64'),
    installer: (name, content = `bytes of ${name}`) => {
      const bytes = new Uint8Array(Buffer.from(content));
      return { name, bytes, sha512: sha512Of(bytes) };
    },
    feed: (version, installers, more = {}) => {
      const files = installers.map(({ name, bytes, sha512 }) => ({
        url: name,
        sha512,
        size: bytes.byteLength,
      }));
      const text = dump({ version, files, expires: '2026-09-01T00:00:00.000Z', ...more });
      return withSignature(text, sign(null, Buffer.from(text), privateKey).toString('base64'));
    },
  };
}
