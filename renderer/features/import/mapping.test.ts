import { describe, expect, it } from 'vitest';
import { fieldOptions, guessedMapping, importFieldWord, missingWords, withField } from './mapping.ts';

const own = [{ key: 'shoe', label: 'Shoe size' }];

describe('the columns of a file', () => {
  it('are guessed by their names, and by what was chosen the last time', () => {
    const header = ['Account', 'E-Mail', 'Shoe size', 'Ref'];
    expect(guessedMapping(header, {}, own)).toEqual({
      ...{ Account: 'name', 'E-Mail': 'email', 'Shoe size': 'custom.shoe', Ref: null },
    });
    expect(guessedMapping(header, { Ref: 'name', Account: 'company', Gone: 'city' }, own)).toEqual({
      ...{ Account: 'company', 'E-Mail': 'email', 'Shoe size': 'custom.shoe', Ref: 'name' },
    });
    expect(guessedMapping(['a', 'b'], { a: 'city', b: 'city' }, own)).toEqual({ a: 'city', b: null });
  });

  it('are each another field', () => {
    expect(withField({ a: 'city', b: null }, 'b', 'city')).toEqual({ a: null, b: 'city' });
    expect(withField({ a: null, b: 'city' }, 'b', null)).toEqual({ a: null, b: null });
  });

  it('have to say who the lead is', () => {
    expect(missingWords({ a: 'city' })).toMatch(/No column says/);
    expect(missingWords({ a: 'name' })).toBeNull();
  });

  it('are offered in words, the own fields of the workspace among them', () => {
    expect(importFieldWord('first_name')).toBe('First name');
    expect(fieldOptions(own).at(-1)).toEqual({
      group: 'Own fields',
      items: [{ value: 'custom.shoe', label: 'Shoe size' }],
    });
    expect(fieldOptions([])).toHaveLength(1);
  });
});
