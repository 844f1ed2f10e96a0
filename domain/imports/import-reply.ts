// What the server answers about imports: what became of each row, the list of earlier ones, and what an undo left.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { pageSchema } from '../page.ts';
import { instantSchema } from '../time.ts';

/** Most rows of a file, the header apart. */
export const MAX_IMPORT_ROWS = 10_000;

const counted = z.int().min(0);
const counts = { created: counted, updated: counted, duplicate: counted, invalid: counted };
const issue = z.object({ path: z.string(), message: z.string() });

export const IMPORT_OUTCOMES = ['created', 'updated', 'duplicate', 'invalid'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export const importReplySchema = z.object({
  id: idSchema.nullable(),
  dry_run: z.boolean(),
  total: counted,
  ...counts,
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  rows: z.array(
    z.object({
      row: z.int(),
      outcome: z.enum(IMPORT_OUTCOMES),
      id: idSchema.optional(),
      duplicates: z.array(idSchema).optional(),
      errors: z.array(issue).optional(),
    }),
  ),
});
export type ImportReply = z.output<typeof importReplySchema>;

export const importItemSchema = z.object({
  id: idSchema,
  at: instantSchema,
  by_id: idSchema,
  file_name: z.string(),
  counts: z.object(counts),
  finished_at: instantSchema.nullable(),
  undone_at: instantSchema.nullable(),
});
export type ImportItem = z.output<typeof importItemSchema>;
export const importPageSchema = pageSchema(importItemSchema);

export const undoImportSchema = z.object({
  id: idSchema,
  put_aside: counted,
  put_back: counted,
  not_undone: z.array(z.object({ row: z.int(), id: idSchema, fields: z.array(z.string()) })),
});
export type UndoImport = z.output<typeof undoImportSchema>;
