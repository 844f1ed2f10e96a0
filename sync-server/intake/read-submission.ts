// An application as it arrives, by JSON or by form, taken apart into fields and file. Nothing is judged here yet but size.
import { z } from 'zod';
import { invalid, refusal } from '#domain/refusal.ts';
import type { Draft, Drafts } from '../files/drafts.ts';
import type { GivenFile } from '../files/resume-type.ts';
import type { AppContext } from '../http/app-env.ts';
import { HttpRefusal } from '../http/problem.ts';
import { mediaTypeOf, readForm, readJson } from '../http/read-body.ts';
import { type FilePart, type FileTaker, readMultipart } from '../http/read-multipart.ts';
import { TRAP } from './form-page.ts';

/** A file as it was sent, its bytes in a draft. */
export interface SentFile extends GivenFile {
  content: Draft;
}

export interface Submission {
  fields: Record<string, unknown>;
  /** Whoever reads the submission drops its draft in the end. */
  file: SentFile | null;
  source: 'form' | 'api';
  /** Whether the field was filled that people never see. */
  trapped: boolean;
}

/** Room for the fields beside a file, or for all of them without one. Bytes. */
const FIELDS_BYTES = 262_144;

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Reads the request's body. `json`: its body where that was read already. Throws HttpRefusal: `too_large` as soon as
 * that is known, `unsupported_type`, and `invalid` for what is no form, no JSON object, breaks off, or holds more than one
 * file; then no draft is left.
 */
export async function readSubmission(
  c: AppContext,
  drafts: Drafts,
  maxBytes: number,
  json?: unknown,
): Promise<Submission> {
  const type = mediaTypeOf(c);
  if (type === 'multipart/form-data') {
    const limits = { body: maxBytes + FIELDS_BYTES, texts: FIELDS_BYTES };
    const { texts, files } = await readMultipart(c, limits, resumesInto(drafts));
    return formOf(texts, await onlyOf(files));
  }
  if (type === 'application/x-www-form-urlencoded') {
    const form = await readForm(c, FIELDS_BYTES);
    return formOf(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
      null,
    );
  }
  const parsed = objectSchema.safeParse(json ?? (await readJson(c, FIELDS_BYTES)));
  if (!parsed.success) throw new HttpRefusal(invalid([{ path: [], message: 'must be a JSON object' }]));
  return { fields: parsed.data, file: null, source: 'api', trapped: false };
}

/** Résumés become drafts; files of other fields are read and forgotten. */
const resumesInto = (drafts: Drafts): FileTaker<SentFile | null> => ({
  take: async ({ field, name, type }: FilePart, content) => {
    if (field === 'resume') return { name, declared: type, content: await drafts.take(content) };
    for await (const _ of content);
    return null;
  },
  drop: async (sent) => sent?.content.drop(),
});

/** The one résumé, or null. Drops what is none; throws HttpRefusal `invalid` where there are several. */
async function onlyOf(files: (SentFile | null)[]): Promise<SentFile | null> {
  const sent = files.filter((file) => file !== null);
  const [file, ...others] = sent.filter((one) => !isUntouched(one));
  const one = others.length > 0 ? null : (file ?? null);
  await Promise.all(sent.filter((other) => other !== one).map(({ content }) => content.drop()));
  if (others.length === 0) return one;
  throw new HttpRefusal(refusal('invalid', { errors: [{ path: 'resume', message: 'must be one file' }] }));
}

/** A browser sends an untouched file field as a file without name and content. */
const isUntouched = ({ name, content }: SentFile): boolean => name === '' && content.size === 0;

function formOf(texts: (readonly [string, string])[], file: SentFile | null): Submission {
  const fields: Record<string, unknown> = {};
  // Of several texts of one name the first that says something counts: the form has two fields for the résumé.
  for (const [name, value] of texts) if (!fields[name]) fields[name] = value;
  return { fields, file, source: 'form', trapped: Boolean(fields[TRAP]) };
}
