// What the routes of imports take and answer, as schemas.
import { z } from 'zod';
import { text } from '#domain/fields.ts';
import { pageQuery } from '../http/paging.ts';

const flag = z.enum(['0', '1', 'true', 'false']).optional();
export const importQuery = z.object({ dry_run: flag });
export const importsQuery = z.object(pageQuery);

/** The fields of the form beside the file. */
export const importFields = z.object({
  kind: z.enum(['organization', 'person']).optional(),
  on_duplicate: z.enum(['skip', 'update']).default('skip'),
  /** Field by header, as JSON; null leaves a column out. */
  mapping: z
    .string()
    .max(100_000)
    .default('{}')
    .transform((json, ctx) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        ctx.addIssue({ code: 'custom', message: 'must be JSON, for example {"Firm": "name"}' });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string(), z.string().nullable()))
    .meta({ type: 'string' }),
  delimiter: z.string().length(1, 'must be one character').optional(),
  encoding: text(40).optional(),
  source: text(50).optional(),
});

export const importForm = z.object({
  file: z.string().meta({ format: 'binary', description: 'CSV with a header' }),
  kind: z.enum(['organization', 'person']).optional(),
  on_duplicate: z.enum(['skip', 'update']).optional(),
  mapping: z.string().optional().meta({ description: 'JSON: field by header; null leaves a column out' }),
  delimiter: z.string().optional(),
  encoding: z.string().optional().meta({ description: 'Where it is not UTF-8, for example windows-1252' }),
  source: z.string().optional(),
});
