// Which kind of résumé some bytes are: what the sender declared, the file's extension and its first bytes must agree.
// It reads signatures only, from where the file lies; it never unpacks or renders anything.
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Content, piecesOf } from './content.ts';
import { zipEntryNames } from './zip-names.ts';

export type ResumeExtension = 'pdf' | 'doc' | 'docx' | 'txt';

export interface ResumeType {
  extension: ResumeExtension;
  media_type: string;
}

/** A file as somebody sent it. `declared` is the media type of its part, '' where there was none. */
export interface GivenFile {
  name: string;
  declared: string;
  content: Content;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The first one is what we answer with; the others are what senders also call it. */
const MEDIA_TYPES: Record<ResumeExtension, readonly [string, ...string[]]> = {
  pdf: ['application/pdf', 'application/x-pdf'],
  doc: ['application/msword'],
  docx: [DOCX],
  txt: ['text/plain'],
};

/** A sender that does not know the type says this (curl and browsers without an office suite do). */
const UNDECLARED: readonly string[] = ['', 'application/octet-stream'];

const isExtension = (text: string): text is ResumeExtension => Object.hasOwn(MEDIA_TYPES, text);

/** The media type to answer with for a stored résumé of this extension. */
export const mediaTypeOf = (extension: ResumeExtension): string => MEDIA_TYPES[extension][0];

/**
 * The type of a résumé. Refusals: `too_large` (more than `maxBytes`), `invalid` (no bytes), `unsupported_type` (none of
 * the four, or declaration, extension and content disagree).
 */
export async function resumeTypeOf(file: GivenFile, maxBytes: number): Promise<Result<ResumeType, Refusal>> {
  if (file.content.size > maxBytes) return refuse(tooLarge(maxBytes));
  if (file.content.size === 0) {
    return refuse(refusal('invalid', { errors: [{ path: 'resume', message: 'the file is empty' }] }));
  }
  const extension = extensionOf(file.name);
  if (extension === null) return refuse(unsupported('The résumé must be a pdf, doc, docx or txt file.'));
  const declared = (file.declared.split(';')[0] ?? '').trim().toLowerCase();
  if (!UNDECLARED.includes(declared) && !MEDIA_TYPES[extension].includes(declared)) {
    return refuse(unsupported(`The file is called .${extension} but was sent as another type.`));
  }
  if ((await extensionIn(file.content)) !== extension) {
    return refuse(unsupported(`The file is called .${extension} but its content is something else.`));
  }
  return ok({ extension, media_type: mediaTypeOf(extension) });
}

/** The refusal of a file above `maxBytes`. */
export const tooLarge = (maxBytes: number): Refusal =>
  refusal('too_large', { detail: `The résumé may have at most ${sizeInWords(maxBytes)}.` });

const unsupported = (detail: string): Refusal => refusal('unsupported_type', { detail });

/** A size for people: whole megabytes or kilobytes where it is one, else bytes. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1_048_576 && bytes % 1_048_576 === 0) return `${bytes / 1_048_576} MB`;
  return bytes >= 1024 && bytes % 1024 === 0 ? `${bytes / 1024} KB` : `${bytes} bytes`;
}

/** The extension of one of the four types, lower case, or null. */
export function extensionOf(name: string): ResumeExtension | null {
  const extension = /\.([A-Za-z]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return isExtension(extension) ? extension : null;
}

async function extensionIn(content: Content): Promise<ResumeExtension | null> {
  const start = Buffer.from(await content.read(0, HEADER_BYTES));
  if (start.includes('%PDF-', 0, 'latin1')) return 'pdf';
  if (startsWith(start, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'doc';
  if (startsWith(start, [0x50, 0x4b])) return (await isWordZip(content)) ? 'docx' : null;
  return (await isText(content)) ? 'txt' : null;
}

/** Readers accept the header of a PDF within so many bytes. Source: Adobe PDF Reference 1.7, appendix H, note 13. */
const HEADER_BYTES = 1024;

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

async function isWordZip(content: Content): Promise<boolean> {
  const names = await zipEntryNames(content);
  return names.includes('[Content_Types].xml') && names.includes('word/document.xml');
}

/** Text in UTF-8 or in an 8-bit Latin set: no control characters but tab, line ends and form feed. */
async function isText(content: Content): Promise<boolean> {
  for await (const piece of piecesOf(content)) if (!piece.every(isOfText)) return false;
  return true;
}

const isOfText = (byte: number): boolean =>
  byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;
