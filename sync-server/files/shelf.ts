// What a place for stored files can do: a folder, or a bucket. Keys are checked before they come here.
import type { Draft } from './drafts.ts';

export interface Shelf {
  /** Keeps the draft's bytes under the key; on return they are durable. Throws when the place says no. */
  put(key: string, draft: Draft): Promise<void>;
  /** All bytes, or null when there are none. */
  get(key: string): Promise<Uint8Array | null>;
  /**
   * The bytes, or those from `start` to `end` (both among them), as they are asked for; throws at the first one when there
   * are none. Nothing is opened before.
   */
  read(key: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>;
  /** Size in bytes, or null when there are none. */
  stat(key: string): Promise<{ size: number } | null>;
  /** Removes the bytes; nothing happens when there are none. */
  remove(key: string): Promise<void>;
}
