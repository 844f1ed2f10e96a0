// The names of the entries in a ZIP archive, from its central directory. Nothing is unpacked, and of the archive only its
// end is read.
// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.
import type { Content } from './content.ts';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LONGEST_COMMENT = 65_535;
/** Of a directory at most so much is looked at: some 10,000 entries. Bytes. */
const LONGEST_DIRECTORY = 1_048_576;

/** Entry names in directory order; [] for content without a readable central directory. Walks at most 10,000 entries. */
export async function zipEntryNames(content: Content): Promise<string[]> {
  const tail = Math.min(content.size, END_SIZE + LONGEST_COMMENT);
  const ending = Buffer.from(await content.read(content.size - tail, tail));
  const end = endOfDirectory(ending);
  if (end === null) return [];
  const from = ending.readUInt32LE(end + 16);
  const length = content.size - tail + end - from;
  if (length <= 0) return [];
  return entryNames(Buffer.from(await content.read(from, Math.min(length, LONGEST_DIRECTORY))));
}

function entryNames(directory: Buffer): string[] {
  const names: string[] = [];
  let at = 0;
  while (
    names.length < 10_000 &&
    at + ENTRY_SIZE <= directory.length &&
    directory.readUInt32LE(at) === ENTRY
  ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const nameEnd = at + ENTRY_SIZE + nameLength;
    names.push(directory.toString('utf8', at + ENTRY_SIZE, nameEnd));
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}

/** The directory's end record stands at the end, before a comment of at most 64 KiB. */
function endOfDirectory(buffer: Buffer): number | null {
  for (let at = buffer.length - END_SIZE; at >= 0; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}
