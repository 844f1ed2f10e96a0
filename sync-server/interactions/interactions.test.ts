import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

interface Listed {
  items: Interaction[];
  total: number;
  has_more: boolean;
  last_id: string;
}
const ids = createIds();
const NOW = '2026-03-09T09:00:00.000Z';

describe.each(ENGINES)('interactions on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
  });
  afterAll(() => server.close());

  const ask = <T = Interaction>(method: string, path: string, json?: object, headers = {}) =>
    server.json<T & { code: string }>(`/api/${path}`, {
      method,
      as: server.actors.kam1,
      headers,
      ...(json ? { json } : {}),
    });
  const aNewLead = async (fields = {}) =>
    (await ask<Lead>('POST', 'leads?allow_duplicate=1', { name: 'Host', ...fields })).body;
  const lead = async (id: string) => (await ask<Lead>('GET', `leads/${id}`)).body;
  const log = (lead_id: string, fields: object) => ask('POST', 'interactions', { lead_id, ...fields });
  const list = async (query: string) => (await ask<Listed>('GET', `interactions${query}`)).body;

  it('a first call that counts moves a new lead on and meets its deadline, in one act', async () => {
    const { id, write_id } = await aNewLead();
    const created_by = server.actors.kam2.id;
    const logged = await log(id, { type: 'CALL', outcome: 'CONNECTED', note: 'Ja\nbitte', created_by });
    expect(logged).toMatchObject({
      status: 201,
      body: { type: 'CALL', note: 'Ja\nbitte', occurred_at: NOW, created_by: server.actors.kam1.id },
    });
    const after = await lead(id);
    expect(after).toMatchObject({ state: 'REACHED_OUT', sla_met_at: NOW });
    expect(after.write_id).not.toBe(write_id);
    await log(id, { type: 'CALL', outcome: 'CONNECTED' });
    expect((await lead(id)).write_id).toBe(after.write_id);
  });

  it('an attempt meets the deadline only, a planned call nothing', async () => {
    const { id } = await aNewLead();
    await log(id, { type: 'CALL', outcome: 'CONNECTED', occurred_at: '2026-03-12T09:00:00Z' });
    expect(await lead(id)).toMatchObject({ state: 'PENDING', sla_met_at: null });
    await log(id, {
      type: 'CALL',
      outcome: 'NO_ANSWER',
      direction: 'out',
      occurred_at: '2026-03-09T08:59:00Z',
    });
    expect(await lead(id)).toMatchObject({ state: 'PENDING', sla_met_at: '2026-03-09T08:59:00.000Z' });
  });

  it('an order has an amount and a currency, and nothing else has', async () => {
    const { id } = await aNewLead();
    const call = await log(id, { type: 'CALL', outcome: 'ORDER_PLACED' });
    const order = { type: 'ORDER', amount_minor: 12_345, currency: 'EUR', call_id: call.body.id };
    expect((await log(id, order)).body).toMatchObject(order);
    expect((await log(id, { type: 'RETURN', amount_minor: 100, currency: 'EUR' })).status).toBe(201);
    for (const [json, path] of [
      [{ type: 'ORDER', currency: 'EUR' }, 'amount_minor'],
      [{ type: 'ORDER', amount_minor: 5 }, 'currency'],
      [{ type: 'CALL', amount_minor: 5 }, 'amount_minor'],
      [{ type: 'ORDER', amount_minor: -5, currency: 'EUR' }, 'amount_minor'],
      [{ type: 'SHOUT' }, 'type'],
      [{ type: 'NOTE', note: 'bell \u0007' }, 'note'],
    ] as const) {
      expect(await log(id, json)).toMatchObject({
        status: 422,
        body: { code: 'invalid', errors: [{ path }] },
      });
    }
  });

  it('names a contact of its own lead or none', async () => {
    const [one, two] = [await aNewLead(), await aNewLead()];
    const { body: poc } = await ask<{ id: string }>('POST', 'pocs', { lead_id: one.id, name: 'P' });
    expect((await log(one.id, { type: 'CALL', poc_id: poc.id })).status).toBe(201);
    for (const poc_id of [poc.id, ids.next()]) {
      expect(await log(two.id, { type: 'CALL', poc_id })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'poc_id' }] },
      });
    }
  });

  it('is stored once for one write, and not for a lead that is not there', async () => {
    const { id: lead_id } = await aNewLead();
    const json = { id: ids.next(), write_id: ids.next(), type: 'NOTE', note: 'once' };
    const [first, again] = await Promise.all([log(lead_id, json), log(lead_id, json)]);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.body).toEqual(again.body);
    expect((await list(`/${lead_id}`)).total).toBe(1);
    expect((await log(lead_id, { ...json, write_id: ids.next() })).body.code).toBe('duplicate');
    expect((await log(ids.next(), { type: 'NOTE' })).status).toBe(404);
  });

  it('is corrected in note, outcome and voiding, and in nothing else', async () => {
    const { id } = await aNewLead();
    const { body: call } = await log(id, { type: 'CALL', outcome: 'NO_ANSWER', direction: 'in' });
    const path = `interactions/${call.id}`;
    const changed = await ask('PATCH', path, {
      outcome: 'CONNECTED',
      note: 'back',
      occurred_at: '2020-01-01T00:00:00Z',
      type: 'NOTE',
    });
    expect(changed.body).toMatchObject({
      outcome: 'CONNECTED',
      note: 'back',
      occurred_at: NOW,
      type: 'CALL',
    });
    expect(await lead(id)).toMatchObject({ state: 'REACHED_OUT', sla_met_at: NOW });
    const voided = await ask('PATCH', path, { voided_at: NOW, note: null });
    expect(voided.body).toMatchObject({ voided_at: NOW, note: null });
    expect((await ask('PATCH', path, { voided_at: NOW })).body).toEqual(voided.body);
    expect((await ask('PATCH', path, { outcome: 'MAYBE' })).status).toBe(422);
    const stale = await ask('PATCH', path, { note: 'late' }, { 'if-match': `"${call.write_id}"` });
    expect(stale).toMatchObject({ status: 412, body: { errors: [{ path: 'note' }] } });
    expect((await ask('PATCH', `interactions/${ids.next()}`, {})).status).toBe(404);
  });

  it('stands in the timeline of its lead, newest first, in pages', async () => {
    const { id } = await aNewLead();
    for (const day of ['05', '07', '06']) {
      await log(id, { type: 'NOTE', note: day, occurred_at: `2026-03-${day}T09:00:00Z` });
    }
    const first = await list(`/${id}?page_size=2`);
    expect(first).toMatchObject({ items: [{ note: '07' }, { note: '06' }], total: 3, has_more: true });
    await log(id, { type: 'NOTE', note: 'new' });
    expect((await list(`/${id}?page_size=2&after_id=${first.last_id}`)).items).toMatchObject([
      { note: '05' },
    ]);
    const same = await ask<Listed>('GET', `leads/${id}/interactions`);
    expect(same.body).toEqual(await list(`/${id}`));
    expect((await ask('GET', `interactions/${ids.next()}`)).status).toBe(404);
  });

  it('is found by lead, type, outcome, person and time', async () => {
    const { id } = await aNewLead();
    await log(id, { type: 'VISIT', outcome: 'CONNECTED', occurred_at: '2026-02-01T00:00:00Z' });
    await log(id, { type: 'CALL', outcome: 'BUSY', occurred_at: '2026-02-02T00:00:00Z' });
    await server.json('/api/interactions', {
      as: server.actors.manager,
      json: { lead_id: id, type: 'NOTE', occurred_at: '2026-02-03T00:00:00Z' },
    });
    const types = async (query: string) =>
      (await list(`?lead_id=${id}&${query}`)).items.map(({ type }) => type);
    expect(await types('')).toEqual(['NOTE', 'CALL', 'VISIT']);
    expect(await types('type=CALL')).toEqual(['CALL']);
    expect(await types('outcome=CONNECTED')).toEqual(['VISIT']);
    expect(await types(`created_by=${server.actors.manager.id}`)).toEqual(['NOTE']);
    expect(await types('from=2026-02-02&to=2026-02-03')).toEqual(['CALL']);
    expect(await types('from=2026-02-01T00:00:01Z')).toEqual(['NOTE', 'CALL']);
    expect((await ask('GET', 'interactions?from=soon')).body.code).toBe('bad_query');
  });
});
