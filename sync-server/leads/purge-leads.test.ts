import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '#domain/lead/lead.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { audit_personal, outbox } from '../db/tables/records.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { purgeLeads } from './purge-leads.ts';

const DAY = 86_400;

describe.each(ENGINES)('the end of a lead that was put aside on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  it('takes what was personal out of the audit, whose chain holds, and out of its mails, and leaves other leads alone', async () => {
    const { kam1, kam2, manager } = server.actors;
    const add = async (name: string) =>
      (await server.json<Lead>('/api/leads', { as: kam1, json: { name, kind: 'organization' } })).body;
    const gone = await add('Mirabelle & Partner');
    const stays = await add('Reineclaude AG');
    for (const { id } of [gone, stays])
      await server.json(`/api/leads/${id}/assign`, { as: manager, json: { assignee_id: kam2.id } });
    const poc = { lead_id: gone.id, name: 'Paula Mispel' };
    await server.json('/api/pocs', { as: manager, json: poc });
    await server.json(`/api/leads/${gone.id}`, { as: manager, method: 'DELETE' });
    server.clock.advance(31 * DAY);
    expect(await purgeLeads(server.deps)).toEqual({ leads: 1, documents: 2 });
    const kept = JSON.stringify(await server.deps.db.select().from(audit_personal));
    expect(kept).toContain('Reineclaude');
    expect(kept).not.toMatch(/Mirabelle|Mispel/);
    const mails = JSON.stringify(await server.deps.db.select().from(outbox));
    expect(mails).toContain('Reineclaude');
    expect(mails).not.toContain('Mirabelle');
    expect(await verifyAudit(server.deps.db)).toMatchObject({ ok: true, first_broken: null });
  });
});
