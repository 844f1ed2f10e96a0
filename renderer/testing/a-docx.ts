// A Word document small enough to be written in a test: an archive of stored, not packed, files.

const HEAD = 30;
const ENTRY = 46;
const END = 22;

/** A document with this body, in Word's own markup. */
export function aDocx(body: string): Uint8Array<ArrayBuffer> {
  return storedZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

function storedZip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [label, data] = [encoder.encode(name), encoder.encode(text)];
    const facts = { crc: crcOf(data), size: data.byteLength, name: label.byteLength };
    parts.push(record(HEAD, 0x04034b50, 14, facts), label, data);
    const entry = record(ENTRY, 0x02014b50, 16, facts);
    new DataView(entry.buffer).setUint32(42, offset, true);
    entries.push(entry, label);
    offset += HEAD + label.byteLength + data.byteLength;
  }
  const end = new Uint8Array(END);
  const view = new DataView(end.buffer);
  const count = Object.keys(files).length;
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, lengthOf(entries), true);
  view.setUint32(16, offset, true);
  return joined([...parts, ...entries, end]);
}

/** `at`: where the checksum stands; the two sizes and the length of the name follow it. */
function record(
  length: number,
  signature: number,
  at: number,
  { crc, size, name }: { crc: number; size: number; name: number },
): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  view.setUint32(at, crc, true);
  view.setUint32(at + 4, size, true);
  view.setUint32(at + 8, size, true);
  view.setUint16(at + 12, name, true);
  return bytes;
}

const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

function crcOf(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
