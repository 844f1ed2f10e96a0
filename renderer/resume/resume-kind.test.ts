import { describe, expect, it } from 'vitest';
import { resumeKindOf, textOf, unpackedSize } from './resume-kind.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the kind of a résumé', () => {
  it.each([
    ['pdf', bytes('%PDF-1.7 …'), 'x.txt'],
    ['image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]), 'x.png'],
    ['image', bytes('RIFF1234WEBPVP8 '), 'x.webp'],
    ['docx', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'cv.DOCX'],
    ['other', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'cv.zip'],
    ['text', bytes('Noor Haddad\nBaker'), 'cv.pdf'],
    ['other', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0]), 'cv.doc'],
  ])('%s is told by the first bytes', (kind, content, name) => {
    expect(resumeKindOf(content, name)).toBe(kind);
  });

  it('reads text in UTF-8, and as Windows writes it', () => {
    expect(textOf(bytes('Zürich'))).toBe('Zürich');
    expect(textOf(new Uint8Array([0x5a, 0xfc]))).toBe('Zü');
  });

  it('knows what an archive unpacks to without unpacking it', () => {
    const entry = new Uint8Array(60);
    entry.set([0x50, 0x4b, 0x01, 0x02], 5);
    new DataView(entry.buffer).setUint32(5 + 24, 5_000_000, true);
    expect(unpackedSize(entry)).toBe(5_000_000);
  });
});
