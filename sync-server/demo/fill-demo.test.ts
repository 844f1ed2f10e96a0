import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import accounts from '../../resources/demo/accounts.json' with { type: 'json' };
import { leads } from '../db/tables/documents.ts';
import { files, outbox } from '../db/tables/records.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { fillDemo } from './fill-demo.ts';

describe('filling the demo workspace', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ people: false });
  });
  afterAll(() => server.close());

  it('makes it once, with people who can sign in', async () => {
    expect(await fillDemo(server.deps)).toBe('filled');
    expect(await fillDemo(server.deps)).toBe('kept');
    for (const { email, password, role } of accounts) {
      const { body } = await server.json('/api/auth/login', { json: { email, password } });
      expect(body).toMatchObject({ user: { email, role, is_active: true } });
    }
  });

  it('has 80 leads, six of them web applicants with a résumé that were shared out by turns', async () => {
    const all = await server.deps.db.select().from(leads);
    expect(all).toHaveLength(80);
    const applicants = all.filter(({ source }) => source === 'form');
    expect(applicants.map(({ state }) => state)).toEqual(Array(6).fill('PENDING'));
    expect(new Set(applicants.map(({ assignee_id }) => assignee_id)).size).toBe(2);
    expect(await server.deps.db.select().from(files).where(eq(files.kind, 'file'))).toHaveLength(6);
    expect(await server.deps.db.select().from(outbox)).toHaveLength(12);
    const [one] = applicants;
    expect(
      (await readDocuments(server.deps.db, 'leads', [one?.id ?? ''])).get(one?.id ?? '')?.document.resume,
    ).toMatchObject({ kind: 'file' });
  });

  it('leaves a workspace of somebody’s own alone', async () => {
    const own = await startTestServer();
    expect(await fillDemo(own.deps)).toBe('foreign');
    expect(await own.deps.db.select().from(leads)).toEqual([]);
    await own.close();
  });
});
