// Many leads at once from a file, and the way back.
import { Hono } from 'hono';
import { importPageSchema, importReplySchema, undoImportSchema } from '#domain/imports/import-reply.ts';
import { refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { pageOf } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readForm } from '../http/read-body.ts';
import { validated } from '../http/validate.ts';
import { importLeads } from './import-leads.ts';
import { importFields, importForm, importQuery, importsQuery } from './import-shapes.ts';
import { isImport, listImports } from './list-imports.ts';
import { readImport } from './read-import.ts';
import { undoImport } from './undo-import.ts';

const tag = 'leads';
/** Most bytes of the file and the fields beside it. */
const MAX_BYTES = 10_485_760;

type ImportDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'config' | 'outbox'>;

/** POST /import, GET /imports, POST /imports/{id}/undo; to be mounted under /api/leads before what takes any id. */
export function createImportRoutes(deps: ImportDeps): Routes {
  return new Hono<AppEnv>()
    .post(
      '/import',
      operation({
        who: 'leads.import',
        tag,
        summary: 'Add or change many leads by a CSV file; with dry_run=1 nothing is written',
        query: importQuery,
        accepts: { 'multipart/form-data': importForm },
        reply: importReplySchema,
        maxBytes: MAX_BYTES,
        refusals: ['too_large', 'unsupported_type'],
      }),
      async (c) => {
        const { dry_run } = c.req.valid('query');
        return c.json(await runImport(deps, c, dry_run === '1' || dry_run === 'true'));
      },
    )
    .get(
      '/imports',
      operation({
        who: 'leads.import',
        tag,
        summary: 'Imports, newest first',
        query: importsQuery,
        reply: importPageSchema,
      }),
      async (c) => {
        const query = c.req.valid('query');
        if (query.after_id !== undefined && !(await isImport(deps.db, query.after_id))) {
          const errors = [{ path: 'after_id', message: 'is no import' }];
          throw new HttpRefusal(refusal('bad_query', { errors }));
        }
        const { rows, total } = await listImports(deps.db, query);
        return c.json(pageOf(rows, query.page_size, total));
      },
    )
    .post(
      '/imports/:id/undo',
      operation({
        who: 'leads.import',
        tag,
        summary: 'Put aside what an import made, put back what it changed; says what stays',
        reply: undoImportSchema,
        refusals: ['impossible_transition'],
      }),
      async (c) => c.json(unwrap(await undoImport(deps, actOf(c), idParam(c)))),
    );
}

async function runImport(deps: ImportDeps, c: AppContext, dryRun: boolean) {
  const form = await readForm(c, MAX_BYTES);
  const file = form.get('file');
  if (file === null || typeof file === 'string') {
    throw new HttpRefusal(refusal('invalid', { errors: [{ path: 'file', message: 'must be one file' }] }));
  }
  const texts = [...form].filter(([, value]) => typeof value === 'string' && value !== '');
  const { kind, on_duplicate, source, ...how } = validated(importFields, Object.fromEntries(texts));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { columns, rows } = unwrap(await readImport(deps.db, bytes, how));
  const {
    id,
    rows: reports,
    ...counts
  } = await importLeads(deps, actOf(c), {
    rows,
    file_name: file.name.slice(0, 300),
    onDuplicate: on_duplicate,
    defaults: { kind: kind ?? 'organization', source: source ?? 'import' },
    dryRun,
  });
  return { id, dry_run: dryRun, total: rows.length, ...counts, columns, rows: reports };
}
