// The server's own document and tables, without a server: the app is asked once on an empty database in memory.
import 'temporal-polyfill/global';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import { openDatabase } from '../../sync-server/db/open.ts';
import { createDeps } from '../../sync-server/deps.ts';
import { createLog } from '../../sync-server/log.ts';
import type { OpenApi } from './document.ts';

const TABLES = join(import.meta.dirname, '../../sync-server/db/tables');

/** The OpenAPI document and the modules with the tables. */
export async function readSchemas(): Promise<{ document: OpenApi; tables: Record<string, unknown>[] }> {
  const names = readdirSync(TABLES).flatMap((file) => (/^[\w-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []));
  const tables = await Promise.all(
    names.toSorted().map((name) => import(`../../sync-server/db/tables/${name}.ts`)),
  );
  return { document: await readDocument(), tables };
}

async function readDocument(): Promise<OpenApi> {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-api-'));
  const config = readConfig({ DATA_DIR: folder });
  if (!config.ok) throw new Error(config.error);
  const database = await openDatabase({ folder: null });
  const stopping = new AbortController();
  try {
    const deps = await createDeps({
      config: config.value,
      database,
      clock: { now: () => new Date().toISOString() },
      log: createLog('error', (line) => console.error(line)),
      stopping: stopping.signal,
    });
    return (await (await createApp(deps).request('/openapi.json')).json()) as OpenApi;
  } finally {
    stopping.abort();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
