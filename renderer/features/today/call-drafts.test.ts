// What is typed survives a crash; what was kept by another version does no harm.
import { expect, it, vi } from 'vitest';
import { createCallDrafts, EMPTY_DRAFT } from './call-drafts.ts';

function storageOf(kept: Record<string, string> = {}) {
  const map = new Map(Object.entries(kept));
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

it('finds after a restart what was typed before it', () => {
  const storage = storageOf();
  const before = createCallDrafts(storage, 'mara');
  before.change('lead', { note: 'wants the pr', outcome: 'CALLBACK' });
  before.change('lead', { when: 'tomorrow 3pm', started_at: '2026-03-04T09:00:00.000Z' });
  expect(createCallDrafts(storage, 'mara').get('lead')).toEqual({
    ...EMPTY_DRAFT,
    note: 'wants the pr',
    outcome: 'CALLBACK',
    when: 'tomorrow 3pm',
    started_at: '2026-03-04T09:00:00.000Z',
  });
});

it('keeps people and leads apart', () => {
  const storage = storageOf();
  createCallDrafts(storage, 'mara').change('lead', { note: 'x' });
  expect(createCallDrafts(storage, 'tom').get('lead').note).toBe('');
  expect(createCallDrafts(storage, 'mara').get('other').note).toBe('');
});

it('leaves nothing behind once the call is logged', () => {
  const storage = storageOf();
  const drafts = createCallDrafts(storage, 'mara');
  drafts.change('lead', { note: 'x' });
  drafts.clear('lead');
  expect(drafts.get('lead')).toEqual(EMPTY_DRAFT);
  expect(storage.map.size).toBe(0);
});

it('tells its listeners of each change, and answers the same object until then', () => {
  const drafts = createCallDrafts(storageOf(), 'mara');
  const heard = vi.fn();
  const stop = drafts.subscribe(heard);
  expect(drafts.get('lead')).toBe(drafts.get('lead'));
  drafts.change('lead', { note: 'x' });
  stop();
  drafts.change('lead', { note: 'y' });
  expect(heard).toHaveBeenCalledTimes(1);
});

it.each(['{', '"text"', 'null', '{"outcome":"SHOUTED","note":5,"poc_id":7}'])(
  'begins anew where it cannot read %s',
  (kept) => {
    expect(createCallDrafts(storageOf({ 'callbook:call:mara:lead': kept }), 'mara').get('lead')).toEqual(
      EMPTY_DRAFT,
    );
  },
);
