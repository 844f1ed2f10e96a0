import { describe, expect, test } from 'vitest';
import { aDoc, aDocx, aPdf, aTxt, aZip, contentOf } from '../testing/sample-files.ts';
import { type GivenFile, resumeTypeOf, sizeInWords } from './resume-type.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MAX = 10_485_760;

const typeOf = (file: Omit<GivenFile, 'content'> & { bytes: Uint8Array }, max = MAX) =>
  resumeTypeOf({ ...file, content: contentOf(file.bytes) }, max);
const codeOf = async (file: Parameters<typeof typeOf>[0], max = MAX): Promise<string> => {
  const type = await typeOf(file, max);
  return type.ok ? type.value.extension : type.error.code;
};

describe('a résumé', () => {
  test.each([
    ['cv.pdf', 'application/pdf', aPdf(), 'pdf'],
    ['CV.PDF', 'application/x-pdf', aPdf(), 'pdf'],
    ['cv.pdf', 'application/pdf', Buffer.concat([Buffer.from('\ufeff\r\n'), aPdf()]), 'pdf'],
    ['cv.doc', 'application/msword', aDoc(), 'doc'],
    ['cv.docx', DOCX, aDocx(), 'docx'],
    ['my.cv.txt', 'text/plain; charset=utf-8', aTxt(), 'txt'],
    ['latin.txt', 'text/plain', Buffer.from('née Byron', 'latin1'), 'txt'],
  ])('is taken as %s declared %s', async (name, declared, bytes, extension) => {
    expect(await codeOf({ name, declared, bytes })).toBe(extension);
  });

  test('is answered with the usual media type, whatever its sender called it', async () => {
    expect(await typeOf({ name: 'a.pdf', declared: 'application/x-pdf', bytes: aPdf() })).toEqual({
      ok: true,
      value: { extension: 'pdf', media_type: 'application/pdf' },
    });
  });

  test.each(['', 'application/octet-stream'])(
    'whose sender does not know its type (%j) goes by name and content',
    async (declared) => {
      expect(await codeOf({ name: 'cv.docx', declared, bytes: aDocx() })).toBe('docx');
      expect(await codeOf({ name: 'cv.docx', declared, bytes: aPdf() })).toBe('unsupported_type');
    },
  );

  test.each([
    ['an image', 'cv.png', 'image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a file without an extension', 'cv', 'application/pdf', aPdf()],
    ['a PDF that is called text', 'cv.txt', 'text/plain', aPdf()],
    ['a PDF that is declared as text', 'cv.pdf', 'text/plain', aPdf()],
    ['a program that is called PDF', 'cv.pdf', 'application/pdf', Buffer.from('MZ\x90\x00\x03', 'latin1')],
    ['a page that is called PDF', 'cv.pdf', 'application/pdf', Buffer.from('<script>alert(1)</script>')],
    [
      'a PDF whose header comes too late',
      'cv.pdf',
      'application/pdf',
      Buffer.concat([Buffer.alloc(1024, 32), aPdf()]),
    ],
    ['a program that is called text', 'cv.txt', 'text/plain', Buffer.from('MZ\x90\x00\x03', 'latin1')],
    ['any archive that is called docx', 'cv.docx', DOCX, aZip({ 'a.txt': 'a' })],
    [
      'a spreadsheet that is called docx',
      'cv.docx',
      DOCX,
      aZip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
    ],
    ['an archive cut in two', 'cv.docx', DOCX, aDocx().slice(0, 60)],
    [
      'an archive with a directory out of reach',
      'cv.docx',
      DOCX,
      Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18, 255)]),
    ],
    ['an old document that is called docx', 'cv.docx', DOCX, aDoc()],
    ['a name of a method', 'cv.toString', 'application/pdf', aPdf()],
  ])('is refused: %s', async (_, name, declared, bytes) => {
    expect(await codeOf({ name, declared, bytes })).toBe('unsupported_type');
  });

  test('is found in an archive with a comment at its end', async () => {
    const bytes = aZip({ '[Content_Types].xml': '', 'word/document.xml': '' }, 'made by hand');
    expect(await codeOf({ name: 'cv.docx', declared: DOCX, bytes })).toBe('docx');
  });

  test('is refused when it is empty, and when it is one byte too large', async () => {
    expect(await typeOf({ name: 'cv.txt', declared: 'text/plain', bytes: new Uint8Array() }, 10)).toEqual({
      ok: false,
      error: { code: 'invalid', errors: [{ path: 'resume', message: 'the file is empty' }] },
    });
    expect(await codeOf({ name: 'cv.txt', declared: 'text/plain', bytes: aTxt('0123456789') }, 10)).toBe(
      'txt',
    );
    expect(await typeOf({ name: 'cv.txt', declared: 'text/plain', bytes: aTxt('0123456789a') }, 10)).toEqual({
      ok: false,
      error: { code: 'too_large', detail: 'The résumé may have at most 10 bytes.' },
    });
  });

  test('has its limit said in words', () => {
    expect([10_485_760, 51_200, 1500].map(sizeInWords)).toEqual(['10 MB', '50 KB', '1500 bytes']);
  });
});
