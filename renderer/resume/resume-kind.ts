// Which kind of résumé some bytes are, by their first ones and not by what a name says, and how text in them reads.

export type ResumeKind = 'pdf' | 'docx' | 'text' | 'image' | 'other';

const IMAGES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];
/** Readers accept the header of a PDF within so many bytes. Source: Adobe PDF Reference 1.7, appendix H, note 13. */
const PDF_HEADER = 1024;
const LOOKED_AT = 4096;

/** `name` decides only between an archive that is a Word document and any other. */
export function resumeKindOf(bytes: Uint8Array, name: string): ResumeKind {
  if (latin(bytes.subarray(0, PDF_HEADER)).includes('%PDF-')) return 'pdf';
  if (IMAGES.some((signature) => startsWith(bytes, signature)) || isWebp(bytes)) return 'image';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return /\.docx$/i.test(name) ? 'docx' : 'other';
  return bytes.subarray(0, LOOKED_AT).every(isOfText) ? 'text' : 'other';
}

/** The text of a plain file: UTF-8, else the 8-bit set that Windows writes. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

const ENTRY = [0x50, 0x4b, 0x01, 0x02];
const ENTRY_HEAD = 46;

/** Bytes that a zip archive says it unpacks to, by its list of entries: what may be a bomb is never unpacked. */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at + ENTRY_HEAD <= bytes.byteLength; at += 1) {
    if (bytes[at] === ENTRY[0] && startsWith(bytes.subarray(at, at + 4), ENTRY))
      sum += view.getUint32(at + 24, true);
  }
  return sum;
}

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

const isWebp = (bytes: Uint8Array): boolean => /^RIFF.{4}WEBP/s.test(latin(bytes.subarray(0, 12)));

const isOfText = (byte: number): boolean =>
  byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
