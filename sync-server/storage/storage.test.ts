// What an admin is told of the room that the workspace takes.
import { statfs } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storageSchema } from '#domain/storage/storage.ts';
import { aLead } from '#domain/testing/builders.ts';
import { files } from '../db/tables/records.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { readStorage } from './read-storage.ts';

describe.each(ENGINES)('storage on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  it('is told by table, with the same bytes counted once, and the room that is left', async () => {
    const lead = aLead({ assignee_id: server.actors.kam1.id });
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [{ collection: 'leads', document: lead }]),
    );
    const file = (id: string, storage_key: string | null, size: number | null) => ({
      ...{ id, lead_id: lead.id, kind: 'file' as const, name: 'cv.pdf', storage_key, size },
      created_at: server.deps.clock.now(),
    });
    const { ids, db } = server.deps;
    await db
      .insert(files)
      .values([
        file(ids.next(), 'a', 700),
        file(ids.next(), 'a', 700),
        file(ids.next(), 'b', 300),
        file(ids.next(), null, null),
      ]);
    const { status, body } = await server.json('/api/storage', { as: server.actors.admin });
    expect(status).toBe(200);
    const told = storageSchema.parse(body);
    expect(told.database).toEqual({ engine: expect.any(String), bytes: expect.any(Number) });
    expect(told.database.bytes).toBeGreaterThan(1_000_000);
    expect(told.rows).toContainEqual({ table: 'leads', count: 1 });
    expect(told.files).toEqual({ place: 'folder', count: 2, bytes: 1000 });
    expect(told.installers).toEqual({ count: 0, bytes: 0 });
    const { blocks, bsize } = await statfs(server.deps.config.DATA_DIR);
    expect(told.disk?.total).toBe(blocks * bsize);
  });

  it('is not told to a manager', async () => {
    const { status } = await server.json('/api/storage', { as: server.actors.manager });
    expect(status).toBe(403);
  });

  it('says which engine and which place it is configured for, and nothing of a disk that is not there', async () => {
    const { db } = server.deps;
    const config = { DATA_DIR: '/nowhere/at/all', DATABASE_URL: 'postgres://x', FILES_URL: 's3://bucket' };
    const told = await readStorage({ db, config: { ...server.deps.config, ...config } });
    expect([told.database.engine, told.files.place, told.disk]).toEqual(['postgres', 'bucket', null]);
  });
});
