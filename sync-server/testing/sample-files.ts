// Small real files of the four résumé types, made on the spot.
import { deflateRawSync } from 'node:zlib';
import type { Content } from '../files/content.ts';

/** A PDF of one page that readers open. */
export function aPdf(words = 'Ada Lovelace'): Uint8Array {
  const stream = `BT /F1 24 Tf 72 720 Td (${words.replaceAll(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** The header of a document of old Word, and nothing behind it. */
export const aDoc = (): Uint8Array =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);

/** A ZIP archive with these entries. */
export function aZip(entries: Record<string, string>, comment = ''): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(Buffer.byteLength(content), 8);
    const common = Buffer.concat([Buffer.from('14000000080000000000', 'hex'), sizes]);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(Buffer.byteLength(name), 0);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, lengths, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, lengths, tail, Buffer.from(name)]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 16);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06'), end, Buffer.from(comment)]);
}

/** The least that is a Word document. */
export const aDocx = (): Uint8Array =>
  aZip({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': '<Relationships/>',
    'word/document.xml': '<document/>',
  });

/** Plain text in UTF-8. */
export const aTxt = (words = 'Ada Lovelace, née Byron\r\n\tMathematics\n'): Uint8Array =>
  Buffer.from(words, 'utf8');

/** Bytes as a content that is read where it lies. */
export const contentOf = (bytes: Uint8Array): Content => ({
  size: bytes.byteLength,
  read: async (at, length) => bytes.subarray(at, at + length),
});
