import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { addMinutes } from '#domain/time.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const ids = createIds();

describe.each(ENGINES)('the call of a former owner on %s', (engine) => {
  let server: TestServer;
  type Person = TestServer['actors']['kam1'];
  const start = '2026-03-09T07:00:00.000Z';
  const at = (minutes: number) => addMinutes(start, minutes);

  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const push = async (as: Person, collection: string, document: object, base: string | null = null) => {
    const json = { rows: [{ base, document: { _deleted: false, ...document } }] };
    const { body } = await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json });
    const [result] = body.results;
    if (!result) throw new Error('no result');
    return result;
  };
  const pulled = async (as: Person, collection: string) =>
    (await server.json<PullReply>(`/api/sync/${collection}/pull`, { as })).body.documents;
  const assign = (leadId: string, to: Person) =>
    server.json(`/api/leads/${leadId}/assign`, {
      as: server.actors.manager,
      json: { assignee_id: to.user.id },
    });
  /** A lead of kam1 from `start` on that goes to kam2 an hour later. */
  const givenAway = async (given: Partial<Lead> = {}) => {
    const { kam1, kam2 } = server.actors;
    server.clock.set(start);
    const lead = aLead({ assignee_id: kam1.user.id, name: 'Secret GmbH', ...given });
    await push(kam1, 'leads', lead);
    server.clock.set(at(60));
    await assign(lead.id, kam2);
    server.clock.set(at(120));
    return lead;
  };

  it('is kept for the new owner and the staff, and leaves nothing in his own scope', async () => {
    const { kam1, kam2, manager } = server.actors;
    const lead = await givenAway();
    const call = aCall({ lead_id: lead.id, occurred_at: at(30), note: 'wants a quote' });
    const gone = goneTombstone('interactions', call.id);
    expect(await push(kam1, 'interactions', call)).toEqual({
      id: call.id,
      outcome: 'absorbed',
      document: gone,
    });
    for (const reader of [kam2, manager]) {
      const found = (await pulled(reader, 'interactions')).find(({ id }) => id === call.id);
      expect(found).toMatchObject({ note: 'wants a quote', created_by: kam1.user.id, _deleted: false });
    }
    expect((await pulled(kam1, 'interactions')).filter(({ id }) => id === call.id)).toEqual([]);
    expect(await push(kam1, 'interactions', call)).toEqual({
      id: call.id,
      outcome: 'absorbed',
      document: gone,
    });
    const { body } = await server.json<{ items: object[] }>(`/api/audit-logs?entity_id=${call.id}`, {
      as: server.actors.admin,
    });
    expect(body.items).toMatchObject([{ action: 'create', actor_id: kam1.user.id, entity: 'interaction' }]);
  });

  it('is the first call of the lead all the same: the pipeline moves and the promise is met', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await givenAway({ state: 'PENDING', sla_due_at: at(90) });
    const reached = { ...lead, write_id: ids.next(), state: 'REACHED_OUT', sla_met_at: at(20) };
    expect(await push(kam1, 'leads', reached, lead.write_id)).toMatchObject({ outcome: 'gone' });
    await push(kam1, 'interactions', aCall({ lead_id: lead.id, occurred_at: at(20) }));
    const found = (await pulled(kam2, 'leads')).find(({ id }) => id === lead.id);
    expect(found).toMatchObject({ state: 'REACHED_OUT', sla_met_at: at(20), assignee_id: kam2.user.id });
  });

  it('is no longer taken from the instant on at which the lead was given away', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await givenAway();
    const late = aCall({ lead_id: lead.id, occurred_at: at(60) });
    expect(await push(kam1, 'interactions', late)).toMatchObject({ outcome: 'gone' });
    const early = aCall({ lead_id: lead.id, occurred_at: at(30) });
    expect(await push(kam2, 'interactions', early)).toMatchObject({ outcome: 'ok' });
  });

  it('is an ordinary one when the lead has come back', async () => {
    const { kam1 } = server.actors;
    const lead = await givenAway();
    await assign(lead.id, kam1);
    const call = aCall({ lead_id: lead.id, occurred_at: at(90), created_by: kam1.user.id });
    expect(await push(kam1, 'interactions', call)).toEqual({ id: call.id, outcome: 'ok' });
  });

  it('is judged like any other: what is wrong with it is said, and nothing of the lead', async () => {
    const { kam1 } = server.actors;
    const lead = await givenAway();
    const bad = { ...aCall({ lead_id: lead.id, occurred_at: at(30) }), amount_minor: 5, currency: 'EUR' };
    const known = aCall({ lead_id: lead.id, occurred_at: at(30) });
    await push(kam1, 'interactions', known);
    const reused = aCall({ lead_id: lead.id, occurred_at: at(30), write_id: known.write_id });
    const answers = [await push(kam1, 'interactions', bad), await push(kam1, 'interactions', reused)];
    expect(answers).toMatchObject([
      { outcome: 'rejected', code: 'invalid', document: { _deleted: true } },
      { outcome: 'rejected', code: 'invalid', document: { _deleted: true } },
    ]);
    expect(JSON.stringify(answers)).not.toContain('Secret');
  });

  it('is gone for a lead that was never his, for what others wrote, and for anything but a new call', async () => {
    const { kam1, kam2 } = server.actors;
    const lead = await givenAway();
    server.clock.set(start);
    const foreign = aLead({ assignee_id: kam2.user.id });
    await push(kam2, 'leads', foreign);
    const theirs = aCall({ lead_id: lead.id, occurred_at: at(30), note: 'Secret' });
    await push(kam2, 'interactions', theirs);
    server.clock.set(at(120));
    const his = aCall({ lead_id: lead.id, occurred_at: at(30) });
    await push(kam1, 'interactions', his);
    const attempts = [
      await push(kam1, 'interactions', aCall({ lead_id: foreign.id, occurred_at: at(30) })),
      await push(kam1, 'interactions', { ...theirs, write_id: ids.next() }),
      await push(kam1, 'interactions', theirs),
      await push(kam1, 'interactions', { ...his, write_id: ids.next(), note: 'more' }, his.write_id),
      await push(kam1, 'interactions', { ...aCall({ lead_id: lead.id }), _deleted: true }),
      await push(kam1, 'interactions', { ...aCall({ lead_id: lead.id }), occurred_at: 'yesterday' }),
      await push(kam1, 'pocs', aPoc({ lead_id: lead.id })),
    ];
    expect(attempts.map(({ outcome }) => outcome)).toEqual(Array(7).fill('gone'));
    expect(JSON.stringify(attempts)).not.toContain('Secret');
  });

  it('is told a repeat of what he wrote while the lead was his, whose answer was lost', async () => {
    const { kam1, kam2 } = server.actors;
    server.clock.set(start);
    const lead = aLead({ assignee_id: kam1.user.id });
    await push(kam1, 'leads', lead);
    const poc = aPoc({ lead_id: lead.id });
    await push(kam1, 'pocs', poc);
    await assign(lead.id, kam2);
    for (const [collection, document] of [
      ['leads', lead],
      ['pocs', poc],
    ] as const) {
      expect(await push(kam1, collection, document)).toEqual({
        id: document.id,
        outcome: 'absorbed',
        document: goneTombstone(collection, document.id),
      });
    }
  });
});
