import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION, WRITABLE_COLLECTIONS } from './collections.ts';
import { asWritten, fieldsAddedIn, fieldsUnknownTo, withStoredFields } from './lens.ts';

const added = { 2: { leads: ['tier'] }, 3: { leads: ['source', 'city'], pocs: ['role'] } };

describe('the lens for an older version', () => {
  it('knows the fields that came later, up to the current version', () => {
    expect(fieldsUnknownTo(1, 'leads', added, 3)).toEqual(['tier', 'source', 'city']);
    expect(fieldsUnknownTo(1, 'leads', added, 2)).toEqual(['tier']);
    expect(fieldsUnknownTo(2, 'pocs', added, 3)).toEqual(['role']);
    expect(fieldsUnknownTo(2, 'metrics', added, 3)).toEqual([]);
    expect(fieldsUnknownTo(3, 'leads', added, 3)).toEqual([]);
  });

  it('has nothing to hide from a device of today', () => {
    for (const collection of WRITABLE_COLLECTIONS)
      expect(fieldsUnknownTo(SCHEMA_VERSION, collection, fieldsAddedIn)).toEqual([]);
    const document = { id: 'x', name: 'One' };
    expect(withStoredFields(document, [], { name: 'Two' })).toBe(document);
    expect(asWritten(document, [])).toBe(document);
  });

  it('keeps what is stored in them, whatever the device sends', () => {
    const stored = { id: 'x', name: 'Old', tier: 'A' };
    const kept = { id: 'x', name: 'New', tier: 'A', source: null };
    for (const said of [{}, { tier: null }, { tier: 'B', source: 'web' }])
      expect(withStoredFields({ id: 'x', name: 'New', ...said }, ['tier', 'source'], stored)).toEqual(kept);
  });

  it('leaves them to their default in a new document', () => {
    expect(withStoredFields({ id: 'x', tier: null }, ['tier'], null)).toEqual({ id: 'x' });
  });

  it('tells what the device itself has in them: nothing', () => {
    expect(asWritten({ id: 'x', tier: 'B' }, ['tier'])).toEqual({ id: 'x', tier: null });
  });
});
