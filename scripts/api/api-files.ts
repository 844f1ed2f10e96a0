// The files that are made from the server's schemas: the text of each by its path in the project.

import { collectionOf } from './collection.ts';
import type { OpenApi } from './document.ts';
import { erDiagramOf } from './er-diagram.ts';
import { httpFileOf } from './http-file.ts';
import { postmanOf } from './postman.ts';
import { rightsPageOf } from './rights-page.ts';

/** What docs/api and docs/tables.md have to hold. `tables`: the modules of sync-server/db/tables. */
export function apiFiles(document: OpenApi, tables: Record<string, unknown>[]): Record<string, string> {
  const nouns = collectionOf(document);
  return {
    'docs/api/callbook.http': httpFileOf(nouns),
    'docs/api/callbook.postman_collection.json': postmanOf(nouns),
    'docs/api/rights.md': rightsPageOf(document),
    'docs/tables.md': erDiagramOf(tables),
  };
}
