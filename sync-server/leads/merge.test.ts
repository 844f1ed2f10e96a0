import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, customerIdOf, metricIdOf } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { PullReply, PushReply } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aCustomer, aLead, aMetric, aPoc, aSnooze } from '#domain/testing/builders.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const ids = createIds();

describe.each(ENGINES)('a merge on %s', (engine) => {
  let server: TestServer;
  type Person = TestServer['actors']['kam1'];
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const push = async (as: Person, collection: string, document: object, base: string | null = null) => {
    const json = { rows: [{ base, document }] };
    return (await server.json<PushReply>(`/api/sync/${collection}/push`, { as, json })).body.results[0];
  };
  const found = async (as: Person, collection: string, id: string) =>
    (await server.json<PullReply>(`/api/sync/${collection}/pull`, { as })).body.documents.find(
      (document) => document.id === id,
    );
  const act = <T = Lead & { code?: string; moved: object }>(as: Person, path: string, json: object = {}) =>
    server.json<T>(`/api/leads/${path}`, { as, json });
  const unmerge = (as: Person, id: string) =>
    act<Lead & { survivor: Lead; changed: { collection: string; id: string; fields: string[] }[] }>(
      as,
      `${id}/unmerge`,
    );
  const family = async (person: Person, given: Partial<Lead> = {}) => {
    const lead = aLead({ assignee_id: person.user.id, ...given });
    const poc = aPoc({ lead_id: lead.id, is_primary: true });
    const call = aCall({ lead_id: lead.id, created_by: person.user.id });
    const snooze = aSnooze({ lead_id: lead.id, created_by: person.user.id });
    await push(person, 'leads', lead);
    await push(person, 'pocs', poc);
    await push(person, 'interactions', call);
    await push(person, 'plan_events', snooze);
    return { lead, poc, call, snooze };
  };

  it('gives the survivor all that hung on the other, and everything back when it is undone', async () => {
    const { kam1, kam2, manager } = server.actors;
    const mine = await family(kam1, { name: 'Nord', state: 'QUALIFIED' });
    const theirs = await family(kam2, { name: 'North', city: 'Kiel', state: 'WON' });
    const metric = aMetric({
      id: metricIdOf(theirs.lead.id),
      lead_id: theirs.lead.id,
      expected_interval_days: 9,
    });
    await push(kam2, 'metrics', metric);
    const merged = await act(manager, `${mine.lead.id}/merge`, { other_id: theirs.lead.id });
    expect(merged).toMatchObject({
      status: 200,
      body: {
        id: mine.lead.id,
        name: 'Nord',
        city: 'Kiel',
        state: 'WON',
        moved: { pocs: 1, interactions: 1, plan_events: 1 },
      },
    });
    const pieces = [
      ['pocs', theirs.poc.id],
      ['interactions', theirs.call.id],
      ['plan_events', theirs.snooze.id],
    ] as const;
    for (const [collection, id] of pieces) {
      expect(await found(kam1, collection, id)).toMatchObject({ lead_id: mine.lead.id });
      expect(await found(kam2, collection, id)).toEqual(goneTombstone(collection, id));
    }
    expect(await found(kam1, 'pocs', theirs.poc.id)).toMatchObject({ is_primary: false });
    expect(await found(kam1, 'customers', customerIdOf(mine.lead.id))).toMatchObject({ name: 'North' });
    expect(await found(kam1, 'metrics', metricIdOf(mine.lead.id))).toMatchObject({
      expected_interval_days: 9,
    });
    expect(await found(kam2, 'customers', customerIdOf(theirs.lead.id))).toMatchObject({ _deleted: true });
    expect(await found(kam2, 'leads', theirs.lead.id)).toMatchObject({ merged_into_id: mine.lead.id });

    const parted = await unmerge(manager, theirs.lead.id);
    expect(parted.body).toMatchObject({
      id: theirs.lead.id,
      merged_into_id: null,
      survivor: { id: mine.lead.id, state: 'QUALIFIED', city: null, won_at: null },
      changed: [],
    });
    for (const [collection, id] of pieces) {
      expect(await found(kam2, collection, id)).toMatchObject({ lead_id: theirs.lead.id });
      expect(await found(kam1, collection, id)).toEqual(goneTombstone(collection, id));
    }
    expect(await found(kam2, 'pocs', theirs.poc.id)).toMatchObject({ is_primary: true });
    expect(await found(kam2, 'metrics', metric.id)).toMatchObject({ expected_interval_days: 9 });
    expect(await found(kam2, 'customers', customerIdOf(theirs.lead.id))).toMatchObject({ name: 'North' });
    for (const [collection, id] of [
      ['customers', customerIdOf(mine.lead.id)],
      ['metrics', metricIdOf(mine.lead.id)],
    ] as const)
      expect(await found(kam1, collection, id)).toMatchObject({ _deleted: true });
    expect(await found(kam1, 'interactions', mine.call.id)).toMatchObject({ lead_id: mine.lead.id });
  });

  it('takes the choices by field', async () => {
    const { kam1 } = server.actors;
    const [one, two] = [await family(kam1, { name: 'One' }), await family(kam1, { name: 'Two' })];
    const fields = { name: 'theirs', city: 'Husum' };
    const merged = await act(kam1, `${one.lead.id}/merge`, { other_id: two.lead.id, fields });
    expect(merged.body).toMatchObject({ name: 'Two', city: 'Husum' });
  });

  it('names what has been changed since, and leaves it', async () => {
    const { kam1 } = server.actors;
    const [one, two] = [await family(kam1), await family(kam1, { city: 'Kiel', phone: '+49 431 1' })];
    const merged = await act(kam1, `${one.lead.id}/merge`, { other_id: two.lead.id });
    const edit = { ...merged.body, write_id: ids.next(), phone: '+49 431 2' };
    await push(kam1, 'leads', edit, merged.body.write_id);
    const poc = await found(kam1, 'pocs', two.poc.id);
    const removed = { ...poc, write_id: ids.next(), _deleted: true };
    await push(kam1, 'pocs', removed, poc?.write_id ?? null);
    const parted = await unmerge(kam1, two.lead.id);
    expect(parted.body).toMatchObject({
      survivor: { city: null, phone: '+49 431 2' },
      changed: [
        { collection: 'leads', id: one.lead.id, fields: ['phone'] },
        { collection: 'pocs', id: two.poc.id, fields: ['deleted'] },
      ],
    });
  });

  it('is refused for what one may not see, may not join, or has joined already', async () => {
    const { kam1, kam2 } = server.actors;
    const [one, two, three] = [await family(kam1), await family(kam1), await family(kam2)];
    const merge = (id: string, other_id: string, as = kam1) => act(as, `${id}/merge`, { other_id });
    expect(await merge(one.lead.id, three.lead.id)).toMatchObject({ status: 404 });
    expect(await merge(one.lead.id, one.lead.id)).toMatchObject({ status: 422 });
    expect(await unmerge(kam1, one.lead.id)).toMatchObject({ status: 409 });
    await merge(one.lead.id, two.lead.id);
    const again = [
      await merge(one.lead.id, two.lead.id),
      await merge(two.lead.id, one.lead.id),
      await server.json(`/api/leads/${two.lead.id}`, { as: kam1, method: 'PATCH', json: { city: 'Kiel' } }),
      await server.json('/api/interactions', { as: kam1, json: { ...aCall({ lead_id: two.lead.id }) } }),
    ];
    for (const answer of again) expect(answer).toMatchObject({ status: 409, body: { code: 'merged' } });
    const last = await family(kam1);
    await merge(last.lead.id, one.lead.id);
    expect(await unmerge(kam1, two.lead.id)).toMatchObject({ status: 409, body: { code: 'merged' } });
    await unmerge(kam1, one.lead.id);
    expect(await unmerge(kam1, two.lead.id)).toMatchObject({ status: 200 });
  });

  it('loses nothing of a laptop that was away: its calls stand with the survivor, its edits are told of', async () => {
    const { kam1, kam2, manager } = server.actors;
    const mine = await family(kam1, { state: 'PENDING' });
    const theirs = await family(kam2);
    await act(manager, `${mine.lead.id}/merge`, { other_id: theirs.lead.id });
    const call = aCall({ lead_id: theirs.lead.id, note: 'made on the train' });
    expect(await push(kam2, 'interactions', call)).toEqual({
      id: call.id,
      outcome: 'absorbed',
      document: goneTombstone('interactions', call.id),
    });
    expect(await found(kam1, 'interactions', call.id)).toMatchObject({
      lead_id: mine.lead.id,
      note: 'made on the train',
      created_by: kam2.user.id,
    });
    expect(await found(kam1, 'leads', mine.lead.id)).toMatchObject({ state: 'REACHED_OUT' });
    const edit = { ...theirs.lead, write_id: ids.next(), city: 'Kiel' };
    expect(await push(kam2, 'leads', edit, theirs.lead.write_id)).toMatchObject({
      outcome: 'rejected',
      code: 'merged',
      document: { merged_into_id: mine.lead.id },
    });
    const metric = aMetric({ id: metricIdOf(theirs.lead.id), lead_id: theirs.lead.id });
    const customer = aCustomer({ id: customerIdOf(theirs.lead.id), lead_id: theirs.lead.id });
    for (const [collection, document] of [
      ['metrics', metric],
      ['customers', customer],
    ] as const)
      expect(await push(kam2, collection, document)).toMatchObject({
        outcome: 'rejected',
        code: 'merged',
        document: { id: document.id, _deleted: true },
      });
    await unmerge(manager, theirs.lead.id);
    expect(await found(kam2, 'interactions', call.id)).toMatchObject({ lead_id: theirs.lead.id });
  });
});
