import { beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { aLead } from '#domain/testing/builders.ts';
import { stillClock } from '../testing/replica-fixture.ts';
import type { Grievance } from './attention.ts';
import { type ConflictDocument, createConflictHandler } from './conflicts.ts';
import { createVerdicts } from './verdicts.ts';

describe('a write that meets a newer one', () => {
  const ids = createIds();
  const base = { ...aLead({ name: 'Base', city: 'Kiel' }), _deleted: false };
  const version = (changes: object) => ({ ...base, write_id: ids.next(), ...changes });
  let grievances: Grievance[];
  let reports: string[];
  let fails: boolean;
  let closing: AbortController;
  let verdicts: ReturnType<typeof createVerdicts>;
  let handler: ReturnType<typeof createConflictHandler>;

  beforeEach(() => {
    grievances = [];
    reports = [];
    fails = false;
    closing = new AbortController();
    verdicts = createVerdicts();
    handler = createConflictHandler('leads', {
      verdicts,
      ids,
      clock: stillClock(),
      ticks: () => 0,
      report: (message) => {
        reports.push(message);
        if (reports.length === 3) fails = false;
      },
      retry_ms: 1,
      closing: closing.signal,
      complain: async (grievance) => {
        if (fails) throw new Error('disk full');
        grievances.push(grievance);
      },
    });
  });
  type Side = ConflictDocument & { _deleted: boolean };
  const resolve = (mine: Side, theirs: Side, assumed: Side | null = base) =>
    handler.resolve(
      {
        newDocumentState: mine,
        realMasterState: theirs,
        ...(assumed ? { assumedMasterState: assumed } : {}),
      },
      'test',
    );

  it('is the same write only under the same id and fate', () => {
    expect(handler.isEqual(base, { ...base, name: 'normalised' }, '')).toBe(true);
    expect(handler.isEqual(base, version({}), '')).toBe(false);
    expect(handler.isEqual(base, { ...base, _deleted: true }, '')).toBe(false);
  });

  it('becomes a new write where both survive', async () => {
    const [mine, theirs] = [version({ city: 'Husum' }), version({ name: 'Theirs' })];
    const merged = await resolve(mine, theirs);
    expect(merged).toMatchObject({ city: 'Husum', name: 'Theirs', updated_at: stillClock().now() });
    expect([mine.write_id, theirs.write_id]).not.toContain(merged.write_id);
    expect(grievances).toEqual([]);
  });

  it("is the server's document where nothing of mine is left to add", async () => {
    const theirs = version({ city: 'Husum' });
    expect(await resolve(version({ city: 'Husum' }), theirs)).toBe(theirs);
    expect(await resolve({ ...theirs }, theirs)).toBe(theirs);
  });

  it('is dropped in silence when the server had taken it before, or has refused it', async () => {
    const [absorbed, refused] = [version({ name: 'Mine' }), version({ name: 'Mine' })];
    verdicts.absorb(absorbed.write_id);
    verdicts.refuse(refused.write_id);
    const theirs = version({ name: 'Theirs' });
    expect(await resolve(absorbed, theirs)).toBe(theirs);
    expect(await resolve(refused, theirs)).toBe(theirs);
    expect(grievances).toEqual([]);
  });

  it('does not bring back what was deleted, and keeps the edit', async () => {
    const theirs = version({ _deleted: true });
    expect(await resolve(version({ name: 'Mine' }), theirs)).toBe(theirs);
    expect(grievances).toMatchObject([{ kind: 'refused', reason: 'deleted_elsewhere' }]);
    expect(await resolve(version({ _deleted: true }), theirs)).toBe(theirs);
    expect(grievances).toHaveLength(1);
  });

  it('does not delete what was changed meanwhile', async () => {
    const theirs = version({ name: 'Theirs' });
    expect(await resolve(version({ _deleted: true }), theirs)).toBe(theirs);
    expect(grievances).toMatchObject([
      { kind: 'overwritten', reason: 'both_changed', mine: { _deleted: true } },
    ]);
  });

  it('takes each differing field for contested where nobody knows what stood before', async () => {
    const made = await resolve(version({ name: 'Mine' }), version({ name: 'Theirs' }), null);
    expect(made).toMatchObject({ name: 'Theirs' });
    expect(grievances).toMatchObject([{ base: null, fields: [{ field: 'name' }] }]);
  });

  it('is given up after five conflicts within ten seconds', async () => {
    const again = () => resolve(version({ city: 'Husum' }), version({ name: 'Theirs' }));
    for (let round = 0; round < 5; round += 1) expect(await again()).toMatchObject({ city: 'Husum' });
    expect(await again()).toMatchObject({ city: 'Kiel' });
    expect(grievances).toMatchObject([{ reason: 'keeps_conflicting' }]);
  });

  it('waits for a full disk, for its write would be forgotten otherwise', async () => {
    fails = true;
    const theirs = version({ name: 'Theirs' });
    expect(await resolve(version({ name: 'Mine' }), theirs)).toBe(theirs);
    expect(reports).toEqual(Array(3).fill('attention list in leads: Error: disk full'));
    expect(grievances).toMatchObject([{ reason: 'both_changed', mine: { name: 'Mine' } }]);
  });

  it('never throws and never loses, whatever goes wrong in the merge and after it', async () => {
    fails = true;
    const theirs = version({ name: 'Theirs' });
    const mine = version({});
    Object.defineProperty(mine, 'name', {
      enumerable: true,
      get: () => {
        throw new Error('unreadable');
      },
    });
    expect(await resolve(mine, theirs)).toBe(theirs);
    expect(reports[0]).toBe('conflict in leads: Error: unreadable');
    expect(grievances).toMatchObject([{ reason: 'defect' }]);
    expect(grievances[0]?.mine).toBe(mine);
  });

  it('waits no longer when the database is being closed: the next start meets the conflict again', async () => {
    fails = true;
    closing.abort();
    const theirs = version({ name: 'Theirs' });
    expect(await resolve(version({ name: 'Mine' }), theirs)).toBe(theirs);
    expect(reports).toHaveLength(1);
  });
});
