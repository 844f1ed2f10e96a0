// npm run docs:api: writes the request collections, the table of rights and the diagram of the tables, all as
// the server has them.
// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { apiFiles } = await import('./api/api-files.ts');
const { readSchemas } = await import('./api/read-schemas.ts');
const { document, tables } = await readSchemas();
for (const [path, text] of Object.entries(apiFiles(document, tables))) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(`written: ${path}`);
}
