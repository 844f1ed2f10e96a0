import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCall, aCustomer, aMetric, aPoc } from '#domain/testing/builders.ts';
import { ids, kam, manager, mine, other, startPushing } from '../testing/pushing.ts';
import { ENGINES } from '../testing/test-database.ts';

describe.each(ENGINES)('a push on %s', (engine) => {
  let pushing: Awaited<ReturnType<typeof startPushing>>;
  beforeAll(async () => {
    pushing = await startPushing(engine);
  });
  afterAll(() => pushing.close());

  it('stores a new lead just as it was pushed, and says so', async () => {
    const lead = mine({ name: 'Ünïcode & Söhne', custom: { size: 3 } });
    expect(await pushing.send(kam, 'leads', [null, lead])).toEqual([{ id: lead.id, outcome: 'ok' }]);
    expect(await pushing.stored('leads', lead.id)).toEqual({ document: lead, deleted: false });
  });

  it('answers a field that was said otherwise with a later write of its own', async () => {
    const lead = mine({ assignee_id: null });
    expect(await pushing.send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
    const now = (await pushing.stored('leads', lead.id))?.document;
    expect(now).toMatchObject({ assignee_id: kam.id });
    expect(now?.write_id).not.toBe(lead.write_id);
    expect(await pushing.send(kam, 'leads', [null, lead])).toMatchObject([
      { outcome: 'absorbed', document: { assignee_id: kam.id } },
    ]);
  });

  it('carries a repeat out once, and answers ok again', async () => {
    const lead = mine();
    const results = await pushing.send(kam, 'leads', [null, lead], [null, lead]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(await pushing.send(kam, 'leads', [null, lead])).toMatchObject([{ outcome: 'ok' }]);
  });

  it('keeps what is stored in fields that the version of a device does not know', async () => {
    const lead = mine({ tier: 'A', name: 'Before' });
    await pushing.send(kam, 'leads', [null, lead]);
    const { tier: _tier, ...without } = { ...lead, write_id: ids.next(), name: 'After' };
    expect(await pushing.sendFrom(['tier'], kam, 'leads', [lead.write_id, without])).toMatchObject([
      { outcome: 'ok' },
    ]);
    const first = (await pushing.stored('leads', lead.id))?.document;
    expect(first).toMatchObject({ name: 'After', tier: 'A' });
    // The device has no tier: it must hear of the version that has one.
    expect(first?.write_id).not.toBe(without.write_id);
    const empty = { ...without, write_id: ids.next(), tier: null, name: 'Again' };
    await pushing.sendFrom(['tier'], kam, 'leads', [first?.write_id ?? null, empty]);
    expect((await pushing.stored('leads', lead.id))?.document).toMatchObject({ name: 'Again', tier: 'A' });
  });

  it('gives such fields their default in a new document, and leaves the write as it is', async () => {
    const { tier: _tier, tags: _tags, ...lead } = mine({ tier: 'A', tags: ['x'] });
    expect(await pushing.sendFrom(['tier', 'tags'], kam, 'leads', [null, lead])).toEqual([
      { id: lead.id, outcome: 'ok' },
    ]);
    expect((await pushing.stored('leads', lead.id))?.document).toEqual({ ...lead, tier: null, tags: [] });
  });

  it('takes no harm from fields that no version knows', async () => {
    const lead = mine();
    expect(await pushing.send(kam, 'leads', [null, { ...lead, colour: 'red', resume_path: '/etc' }])).toEqual(
      [{ id: lead.id, outcome: 'ok' }],
    );
    expect((await pushing.stored('leads', lead.id))?.document).toEqual(lead);
  });

  it('answers a repeat with what stands by now when something newer does', async () => {
    const lead = mine();
    const next = { ...lead, write_id: ids.next(), name: 'Renamed' };
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(manager, 'leads', [lead.write_id, next]);
    expect(await pushing.send(kam, 'leads', [null, lead])).toMatchObject([
      { outcome: 'absorbed', document: { write_id: next.write_id, name: 'Renamed' } },
    ]);
  });

  it('answers a stale base with the current document', async () => {
    const lead = mine();
    const theirs = { ...lead, write_id: ids.next(), city: 'Bremen' };
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(manager, 'leads', [lead.write_id, theirs]);
    const results = await pushing.send(kam, 'leads', [
      lead.write_id,
      { ...lead, write_id: ids.next(), phone: '+49 30 1' },
    ]);
    expect(results).toMatchObject([{ outcome: 'conflict', document: { city: 'Bremen', _deleted: false } }]);
  });

  it('says gone to a write on a foreign lead and on what hangs on it, without a word of the content', async () => {
    const lead = mine({ name: 'Secret GmbH' });
    const poc = aPoc({ lead_id: lead.id, name: 'Secret Person' });
    await pushing.send(kam, 'leads', [null, lead]);
    await pushing.send(kam, 'pocs', [null, poc]);
    const results = [
      ...(await pushing.send(other, 'leads', [lead.write_id, { ...lead, write_id: ids.next() }])),
      ...(await pushing.send(other, 'pocs', [
        poc.write_id,
        { ...poc, write_id: ids.next(), lead_id: ids.next() },
      ])),
      ...(await pushing.send(other, 'interactions', [null, aCall({ lead_id: lead.id })])),
    ];
    expect(results.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone']);
    expect(JSON.stringify(results)).not.toContain('Secret');
    expect((await pushing.stored('pocs', poc.id))?.document).toEqual(poc);
  });

  it('keeps what came before its lead to who pushed it, and to the staff', async () => {
    const early = aPoc({ lead_id: ids.next(), name: 'Secret Person' });
    await pushing.send(kam, 'pocs', [null, early]);
    const guesses = await pushing.send(
      other,
      'pocs',
      [null, early],
      [null, { ...early, write_id: ids.next() }],
      [early.write_id, { ...early, write_id: ids.next(), name: 'Taken' }],
      [early.write_id, { ...early, write_id: ids.next(), _deleted: true }],
    );
    expect(guesses.map(({ outcome }) => outcome)).toEqual(['gone', 'gone', 'gone', 'gone']);
    expect(JSON.stringify(guesses)).not.toContain('Secret');
    const next = { ...early, write_id: ids.next(), role: 'Buyer' };
    const own = await pushing.send(kam, 'pocs', [null, early], [early.write_id, next], [null, next]);
    expect(own.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    const staffs = { ...next, write_id: ids.next(), phone: '+49 30 1' };
    expect(await pushing.send(manager, 'pocs', [next.write_id, staffs])).toMatchObject([{ outcome: 'ok' }]);
    expect((await pushing.stored('pocs', early.id))?.document).toEqual(staffs);
  });

  it('takes the good rows of a batch and rejects the bad one with its reason', async () => {
    const good = mine();
    const bad = { ...mine(), name: '', email: 'no address' };
    const results = await pushing.send(kam, 'leads', [null, good], [null, bad]);
    expect(results).toMatchObject([
      { outcome: 'ok' },
      { outcome: 'rejected', code: 'invalid', document: { _deleted: true } },
    ]);
    expect(results[1]?.detail).toContain('email');
  });

  it('rejects a row without ids by itself', async () => {
    const good = mine();
    const results = await pushing.send(
      kam,
      'leads',
      [null, { id: 'x', name: 'A' }],
      [null, {}],
      [null, good],
    );
    expect(results.map(({ id: name, outcome, code }) => [name, outcome, code])).toEqual([
      ['x', 'rejected', 'invalid'],
      ['', 'rejected', 'invalid'],
      [good.id, 'ok', undefined],
    ]);
  });

  it('rejects a row by itself whose id is no text that can be sent back', async () => {
    const good = mine();
    const results = await pushing.send(
      kam,
      'leads',
      [null, { id: '\ud800' }],
      [null, { id: '\u0000' }],
      [null, good],
    );
    expect(results.map(({ id: name, outcome, code }) => [name, outcome, code])).toEqual([
      ['', 'rejected', 'invalid'],
      ['', 'rejected', 'invalid'],
      [good.id, 'ok', undefined],
    ]);
  });

  it('refuses control characters, unknown states and forged ids', async () => {
    const lead = mine();
    await pushing.send(kam, 'leads', [null, lead]);
    const results = [
      ...(await pushing.send(kam, 'leads', [null, mine({}) && { ...mine(), name: 'a\u0007b' }])),
      ...(await pushing.send(kam, 'leads', [null, mine({ state: 'NOWHERE' })])),
      ...(await pushing.send(kam, 'metrics', [null, aMetric({ lead_id: lead.id })])),
      ...(await pushing.send(kam, 'customers', [null, aCustomer({ lead_id: lead.id })])),
      ...(await pushing.send(kam, 'leads', [null, { ...mine(), write_id: lead.write_id }])),
    ];
    expect(results.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['rejected', 'invalid'],
      ['rejected', 'unknown_state'],
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
      ['rejected', 'invalid'],
    ]);
  });
});
