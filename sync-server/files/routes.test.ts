import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';
import { aDocx, aPdf, aTxt } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

describe.each(ENGINES)('a résumé on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const applied = async (resume: File | string, email = 'ada@example.com') => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ first_name: 'Ada', last_name: 'L', email }))
      body.append(name, value);
    if (typeof resume === 'string') body.append('resume', resume);
    else body.append('resume', resume);
    return (await server.json<{ id: string }>('/api/leads', { body })).body.id;
  };
  const change = (id: string, fields: object) =>
    inWriteTransaction(server.deps, async (tx) => {
      const stored = (await readDocuments(tx.sql, 'leads', [id])).get(id);
      if (!stored) throw new Error('no such lead');
      await writeDocuments(tx, [{ collection: 'leads', document: { ...stored.document, ...fields } }]);
    });
  const pdf = () => new File([aPdf()], 'my cv.pdf', { type: 'application/pdf' });

  test('is saved under the address of its sender, and never shown in our origin', async () => {
    const id = await applied(pdf());
    const response = await server.request(`/api/leads/${id}/resume`, { as: server.actors.manager });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="ada@example.com_resume.pdf"; filename*=UTF-8''ada%40example.com_resume.pdf`,
      'content-length': String(aPdf().byteLength),
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      'cache-control': 'private, no-store',
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(aPdf()));
  });

  test('keeps its own type whatever it was sent as', async () => {
    const id = await applied(new File([aDocx()], 'cv.docx', { type: 'application/octet-stream' }));
    const response = await server.request(`/api/leads/${id}/resume`, { as: server.actors.admin });
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    expect(response.headers.get('content-disposition')).toContain('_resume.docx');
  });

  test('is read from where it lies as it is asked for, never whole', async () => {
    const id = await applied(new File([aTxt('x'.repeat(10_000_000))], 'cv.txt'));
    const { files } = server.deps;
    let read = 0;
    let left = false;
    server.deps.files = {
      ...files,
      async *read(key) {
        try {
          for await (const chunk of files.read(key)) {
            read += chunk.byteLength;
            yield chunk;
          }
        } finally {
          left = true;
        }
      },
    };
    const response = await server.request(`/api/leads/${id}/resume`, { as: server.actors.admin });
    expect(read).toBe(0);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(read).toBe(first?.value?.byteLength);
    expect(read).toBeLessThanOrEqual(65_536);
    await reader?.cancel();
    server.deps.files = files;
    expect(left).toBe(true);
    expect(read).toBeLessThanOrEqual(131_072);
  });

  test('that is a link is told, not followed', async () => {
    const id = await applied('https://example.com/cv?a=1');
    const reply = await server.json(`/api/leads/${id}/resume`, { as: server.actors.admin });
    expect(reply).toMatchObject({ status: 200, body: { url: 'https://example.com/cv?a=1' } });
  });

  test('is for signed-in people who see the lead', async () => {
    const id = await applied(pdf());
    const path = `/api/leads/${id}/resume`;
    expect((await server.json(path)).status).toBe(401);
    expect((await server.json(path, { as: server.actors.kam1 })).status).toBe(404);
    await change(id, { assignee_id: server.actors.kam1.id });
    expect((await server.request(path, { as: server.actors.kam1 })).status).toBe(200);
    expect((await server.json(path, { as: server.actors.kam2 })).status).toBe(404);
  });

  test('is not there where the lead has none, was put aside, or never was', async () => {
    const lead = aLead();
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [{ collection: 'leads', document: lead }]),
    );
    const aside = await applied(pdf());
    await change(aside, { deleted_at: server.clock.now() });
    for (const id of [
      lead.id,
      aside,
      '018f0000-0000-7000-8000-000000000000',
      'x',
      '..%2f..%2fetc%2fpasswd',
    ]) {
      expect((await server.json(`/api/leads/${id}/resume`, { as: server.actors.admin })).status).toBe(404);
    }
  });

  test('whose bytes are lost is a fault of ours, not an empty file', async () => {
    const id = await applied(pdf());
    await rm(join(server.deps.config.DATA_DIR, 'files'), { recursive: true });
    expect((await server.json(`/api/leads/${id}/resume`, { as: server.actors.admin })).status).toBe(500);
  });
});
