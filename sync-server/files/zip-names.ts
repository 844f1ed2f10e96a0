// The names of the entries in a ZIP archive, from its central directory. Nothing is unpacked.
// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LONGEST_COMMENT = 65_535;

/** Entry names in directory order; [] for bytes without a readable central directory. Walks at most 10,000 entries. */
export function zipEntryNames(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(buffer);
  if (end === null) return [];
  const names: string[] = [];
  let at = buffer.readUInt32LE(end + 16);
  while (names.length < 10_000 && at + ENTRY_SIZE <= end && buffer.readUInt32LE(at) === ENTRY) {
    const nameLength = buffer.readUInt16LE(at + 28);
    const nameEnd = at + ENTRY_SIZE + nameLength;
    names.push(buffer.toString('utf8', at + ENTRY_SIZE, nameEnd));
    at = nameEnd + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return names;
}

/** The directory's end record stands at the end, before a comment of at most 64 KiB. */
function endOfDirectory(buffer: Buffer): number | null {
  const first = Math.max(0, buffer.length - END_SIZE - LONGEST_COMMENT);
  for (let at = buffer.length - END_SIZE; at >= first; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}
