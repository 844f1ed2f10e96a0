// Bytes that are looked at where they lie, a piece at a time, however many they are.

export interface Content {
  /** Bytes. */
  size: number;
  /** `length` bytes from `at` on, fewer where the content ends before. */
  read(at: number, length: number): Promise<Uint8Array>;
}

const PIECE = 262_144;

/** All of it in order, in pieces of 256 KiB. */
export async function* piecesOf(content: Content): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.size; at += PIECE) yield await content.read(at, PIECE);
}
