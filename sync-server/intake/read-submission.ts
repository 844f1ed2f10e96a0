// An application as it arrives, by JSON or by form, taken apart into fields and file. Nothing is judged here yet but size.
import { z } from 'zod';
import { invalid, refusal } from '#domain/refusal.ts';
import type { GivenFile } from '../files/resume-type.ts';
import type { AppContext } from '../http/app-env.ts';
import { HttpRefusal } from '../http/problem.ts';
import { mediaTypeOf, readForm, readJson } from '../http/read-body.ts';
import { TRAP } from './form-page.ts';

export interface Submission {
  fields: Record<string, unknown>;
  file: GivenFile | null;
  source: 'form' | 'api';
  /** Whether the field was filled that people never see. */
  trapped: boolean;
}

/** Room for the fields beside a file, or for all of them without one. Bytes. */
const FIELDS_BYTES = 262_144;

const objectSchema = z.record(z.string(), z.unknown());

/**
 * Reads the request's body. `json`: its body where that was read already. Throws HttpRefusal: `too_large` as soon as
 * that is known, `unsupported_type`, and `invalid` for what is no form, no JSON object, or holds more than one file.
 */
export async function readSubmission(c: AppContext, maxBytes: number, json?: unknown): Promise<Submission> {
  const type = mediaTypeOf(c);
  if (type === 'multipart/form-data') return fromForm(await readForm(c, maxBytes + FIELDS_BYTES));
  if (type === 'application/x-www-form-urlencoded') return fromForm(await readForm(c, FIELDS_BYTES));
  const parsed = objectSchema.safeParse(json ?? (await readJson(c, FIELDS_BYTES)));
  if (!parsed.success) throw new HttpRefusal(invalid([{ path: [], message: 'must be a JSON object' }]));
  return { fields: parsed.data, file: null, source: 'api', trapped: false };
}

async function fromForm(form: FormData): Promise<Submission> {
  const texts = [...form.entries()].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const fields: Record<string, unknown> = {};
  // Of several texts of one name the first that says something counts: the form has two fields for the résumé.
  for (const [name, value] of texts) if (!fields[name]) fields[name] = value;
  // A browser sends an untouched file field as a file without name and content.
  const sent = form
    .getAll('resume')
    .flatMap((value) => (typeof value === 'string' || isUntouched(value) ? [] : [value]));
  if (sent.length > 1) {
    throw new HttpRefusal(refusal('invalid', { errors: [{ path: 'resume', message: 'must be one file' }] }));
  }
  const [file] = sent;
  return {
    fields,
    file: file
      ? { name: file.name, declared: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
      : null,
    source: 'form',
    trapped: Boolean(fields[TRAP]),
  };
}

const isUntouched = (file: File): boolean => file.name === '' && file.size === 0;
