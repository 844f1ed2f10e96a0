// Unsent work as a file: taken along by hand from a laptop that cannot reach the server, and read in on another one of the
// same person. A write keeps its write id, so that it arrives once however many ways it takes.
import { z } from 'zod';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import {
  documentSchemas,
  SCHEMA_VERSION,
  WRITABLE_COLLECTIONS,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import { say } from '../words/say.ts';
import type { Base } from './claims.ts';
import type { Kept } from './journal.ts';

const FORMAT = 'callbook-unsent';

const documentSchema = z.looseObject({ id: z.string().min(1), write_id: z.string().min(1) });
const rowSchema = z.object({
  collection: z.enum(WRITABLE_COLLECTIONS as [WritableCollection, ...WritableCollection[]]),
  /** The write on which this one was made; null: on none. */
  base: z.string().nullable(),
  document: documentSchema,
  /** The document of that write, where it is known: with it two changes are merged field by field. */
  before: documentSchema.nullish(),
});
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  exported_at: z.string(),
  server: z.string(),
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  schema_version: z.int(),
  rows: z.array(rowSchema),
});

export type UnsentFile = z.infer<typeof fileSchema>;
export type UnsentRow = UnsentFile['rows'][number];

/** Whose work on which server. */
export interface Owner {
  server: string;
  user: { id: string; email: string; name: string };
}

/** The file of these writes. */
export function buildUnsentFile(
  owner: Owner,
  exported_at: string,
  writes: readonly { collection: WritableCollection; document: Kept; base: Base }[],
): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const file: UnsentFile = {
    ...{ format: FORMAT, version: 1, exported_at, ...owner, schema_version: SCHEMA_VERSION },
    rows: writes.map(({ collection, document, base }) => ({
      ...{ collection, base: base?.write_id ?? null, document },
      ...(base !== null && 'id' in base ? { before: base } : {}),
    })),
  };
  return {
    name: `callbook-unsent-${exported_at.slice(0, 10)}.json`,
    bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 1)}\n`),
  };
}

/** Reads a file. Refusals, all with words: `invalid`, `schema_too_old`, `not_allowed` (another person's or server's). */
export function parseUnsentFile(text: string, owner: Owner): Result<UnsentFile, Refusal> {
  const json = jsonOf(text);
  const format = z.looseObject({ format: z.literal(FORMAT) }).safeParse(json);
  if (!format.success)
    return refuse(refusal('invalid', { detail: say('This is no file of unsent work from Callbook.') }));
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : '';
    return refuse(
      refusal('invalid', { detail: say('The file is damaged or of a newer program ({where}).', { where }) }),
    );
  }
  const file = parsed.data;
  if (file.schema_version > SCHEMA_VERSION)
    return refuse(refusal('schema_too_old', { detail: say('The file was written by a newer Callbook.') }));
  if (file.user.id !== owner.user.id)
    return refuse(
      refusal('not_allowed', {
        detail: say('The file holds the work of {name} ({email}). Sign in as that person to read it in.', {
          name: file.user.name || say('somebody else'),
          email: file.user.email,
        }),
      }),
    );
  if (file.server !== owner.server)
    return refuse(
      refusal('not_allowed', {
        detail: say('The file belongs to another server: {server}.', { server: file.server }),
      }),
    );
  return ok(file);
}

/** Why a row cannot be written, or null. */
export function refuseRow({ collection, document }: UnsentRow): Refusal | null {
  const { success, error } = documentSchemas[collection].safeParse(document);
  if (success) return null;
  const issue = error.issues[0];
  const where = issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : '';
  return refusal('invalid', { detail: where });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
