// The list of leads as a file for a spreadsheet.
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { unwrap } from '../http/problem.ts';
import { rowsOfLeads } from './lead-csv.ts';
import { askedOf, exportQuery } from './lead-shapes.ts';
import { narrowed } from './list-by-plan.ts';
import { viewOf } from './view-of.ts';

/** GET /export.csv, to be mounted under /api/leads before what takes any id. */
export function createExportRoutes(deps: Pick<Deps, 'db' | 'clock' | 'keptLeads'>): Routes {
  return new Hono<AppEnv>().get(
    '/export.csv',
    operation({
      who: 'leads.export',
      tag: 'leads',
      summary: 'Leads as CSV, by the filters of the list; no cell is a formula',
      query: exportQuery,
      replyType: 'text/csv',
    }),
    async (c) => {
      const asked = askedOf({ ...c.req.valid('query'), page_size: 1 });
      const view = viewOf(c, deps.clock);
      const { query, at } = unwrap(await narrowed(deps, c.get('actor'), asked, view));
      const { header, rows } = unwrap(await rowsOfLeads(deps.db, c.get('actor'), query, at));
      const csv = stringify({ bom: true, columns: header, header: true, escape_formulas: true });
      // Whoever goes away ends the reading, and a fault ends the file.
      pipeline(Readable.from(rows), csv, () => undefined);
      return c.body(Readable.toWeb(csv) as ReadableStream, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="leads.csv"',
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      });
    },
  );
}
