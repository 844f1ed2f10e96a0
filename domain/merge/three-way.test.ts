import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeThreeWay, sameValue } from './three-way.ts';

const head = { id: 'a', write_id: 'w', updated_at: 't' };

describe('a three-way merge', () => {
  it('keeps both changes of different fields', () => {
    const merged = mergeThreeWay(
      { ...head, name: 'A', city: 'B' },
      { ...head, name: 'X', city: 'B' },
      { ...head, name: 'A', city: 'Y' },
    );
    expect(merged).toEqual({ fields: { ...head, name: 'X', city: 'Y' }, changed: ['name'], conflicts: [] });
  });

  it('lets theirs stand where both changed, and reports mine', () => {
    const merged = mergeThreeWay({ name: 'A' }, { name: 'X' }, { name: 'Y' });
    expect(merged.fields).toEqual({ name: 'Y' });
    expect(merged.conflicts).toEqual([{ field: 'name', base: 'A', mine: 'X', theirs: 'Y' }]);
  });

  it('sees no conflict where both wrote the same', () => {
    expect(mergeThreeWay({ tags: [] }, { tags: ['a'] }, { tags: ['a'] })).toMatchObject({
      changed: [],
      conflicts: [],
    });
  });

  it('fills what theirs leaves empty when there is no base, and reports the rest', () => {
    const merged = mergeThreeWay(
      null,
      { name: 'X', city: 'B', phone: null },
      { name: 'Y', city: null, phone: '1' },
    );
    expect(merged.fields).toEqual({ name: 'Y', city: 'B', phone: '1' });
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['name', 'phone']);
  });

  it('reports a base that did not know the field', () => {
    expect(mergeThreeWay({}, { a: 1 }, { a: 2 }).conflicts).toEqual([
      { field: 'a', base: null, mine: 1, theirs: 2 },
    ]);
  });

  it('never loses a field that one side alone changed, and never makes up a value', () => {
    const fields = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.option(fc.integer({ min: 0, max: 2 })),
    );
    fc.assert(
      fc.property(fields, fields, fields, (base, mine, theirs) => {
        const { fields: merged, conflicts } = mergeThreeWay(base, mine, theirs);
        for (const field of ['a', 'b', 'c', 'd']) {
          const [b, m, t, out] = [base[field], mine[field], theirs[field], merged[field]];
          const contested = !sameValue(m, b) && !sameValue(t, b) && !sameValue(m, t);
          expect(conflicts.some((conflict) => conflict.field === field)).toBe(contested);
          expect(sameValue(out, sameValue(m, b) ? t : sameValue(t, b) ? m : t)).toBe(true);
        }
      }),
    );
  });
});

describe('two values', () => {
  it('are the same by what they say', () => {
    expect(sameValue({ a: 1, b: [1, { c: null }] }, { b: [1, {}], a: 1 })).toBe(true);
    expect(sameValue(null, undefined)).toBe(true);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue([1], [1, 2])).toBe(false);
    expect(sameValue([1], [2])).toBe(false);
    expect(sameValue(1, '1')).toBe(false);
    expect(sameValue('a', { a: 1 })).toBe(false);
    expect(sameValue(null, 0)).toBe(false);
  });
});
